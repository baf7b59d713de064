import { appendChange } from '../../../server/changes/append.ts';
import { asSystem, type Context, systemActor, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import { task } from '../../tasks/contract/index.ts';
import type { Correspondent } from './clients.ts';
import { type ConversationRow, changeConversationRow } from './conversation.repository.ts';

/** The name of what everybody's browser is told of: only that there is something new, never what. */
export const conversationNoun = 'conversation';

/** Milliseconds of silence after which what is said next is told of anew. */
const stretch = 3_600_000;
/** Letters of what was said that one activity holds: each further line is a change of it in the log. */
const longest = 4_000;

interface Said {
  readonly direction: 'in' | 'out';
  readonly text: string;
  /** What who said it is called; empty for who has no name. */
  readonly name: string;
}

/**
 * Tells what was said in the story of whom it was said with: as an activity of the kind message, which a conversation goes on in for as long as it
 * does not pause for an hour. So it is found, counted as a contact, seen and forgotten as all else that is done with a client.
 */
export async function tellOf(
  tx: TransactionContext,
  conversation: ConversationRow,
  client: Correspondent,
  said: Said,
): Promise<void> {
  const line = [said.name, said.text].filter(Boolean).join(': ');
  const going = await findGoing(tx, conversation, line);
  if (going) return writeOn(tx, going, line);
  const { direction } = said;
  const isOurs = direction === 'out';
  const owner = conversation.member ?? client.owner;
  const made = await createRecord(isOurs ? tx : actingAs(tx, owner), task, {
    ...client.about,
    ...{ title: titleOf(conversation, said.text), kind: 'message', done: true, dueAt: tx.now().toISOString() },
    ...{ initiative: isOurs ? 'ours' : 'theirs', outcome: line.slice(0, longest) },
    ...(isOurs ? {} : { owner }),
  });
  await changeConversationRow(tx.db, conversation.id, { task: made.id });
}

/** The activity that what is said now belongs to; null where it begins a new one. */
async function findGoing(tx: TransactionContext, { task: id, lastAt, record }: ConversationRow, line: string) {
  if (!id || !record || tx.now().getTime() - Date.parse(lastAt) > stretch) return null;
  const [live] = await readMany(asSystem(tx), task, 'id', [id]);
  const isFitting = live && (live.outcome ?? '').length + line.length < longest;
  return isFitting ? live : null;
}

async function writeOn(tx: TransactionContext, { id }: { readonly id: string }, line: string): Promise<void> {
  // In the name of whoever said it: the activity may be a colleague's.
  const acting = { ...actingAs(tx, tx.actor.memberId), through: tx.through };
  const { record } = await lockRecord(acting, acting.registry.getNoun(task.name), id, 'update');
  await writeFields(acting, task, record, { outcome: [record.outcome, line].filter(Boolean).join('\n') });
}

/** The system, in the name of a member. */
export function actingAs(tx: TransactionContext, memberId: string | null): TransactionContext {
  return { ...asSystem(tx), actor: { ...systemActor, memberId } };
}

const titleLength = 100;

function titleOf({ channelName }: ConversationRow, text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const begun = [...words].slice(0, titleLength).join('');
  return words === '' ? channelName : `${channelName}: ${begun}${begun === words ? '' : '…'}`;
}

/** Has every open browser that shows conversations ask for them anew. */
export async function tellBrowsers(tx: TransactionContext, conversation: string): Promise<void> {
  await appendChange(tx, { noun: conversationNoun, recordId: conversation, kind: 'computed', fields: {} });
}

/** What a member is called. */
export async function nameOfMember(ctx: Context, id: string | null): Promise<string> {
  if (!id) return '';
  const noun = ctx.registry.whole.getNoun('member');
  const [found] = await readMany(asSystem(ctx), noun, 'id', [id]);
  return String((found as Readonly<Record<string, unknown>> | undefined)?.name ?? '');
}
