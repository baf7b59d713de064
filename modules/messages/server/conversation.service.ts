import { noteOpened, noteShown } from '../../../server/access-log/note-shown.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readMany } from '../../../server/records/read-many.ts';
import type { BodyOf } from '../../../shared/contract/endpoint.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import { findKnown } from '../../leads/server/index.ts';
import { noteRead } from '../../notices/server/index.ts';
import { member } from '../../workspace/contract/index.ts';
import { type Conversation, type changeConversation, reachable } from '../contract/index.ts';
import { listChannelRows } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { reachIn } from './chat/says.ts';
import {
  type Correspondent,
  hiddenAccount,
  mayKnowAccounts,
  mayKnowAddresses,
  readClients,
  withReadableWords,
} from './clients.ts';
import {
  type ConversationQuery,
  type ConversationRow,
  changeConversationRow,
  findConversationRow,
  listConversationRows,
} from './conversation.repository.ts';
import { listMessages } from './message.repository.ts';
import { nameClient } from './name-client.ts';
import { shownMessages } from './record-messages.ts';
import { tellBrowsers } from './tell.ts';
import { answer } from './write.ts';

interface Seen {
  readonly row: ConversationRow;
  readonly client: Correspondent | null;
}

/** Whoever works sees what nobody known has written; what is with a client is seen by whoever may read the client. */
async function seenAmong(ctx: Context, all: readonly ConversationRow[]): Promise<readonly Seen[]> {
  const rows = await withReadableWords(ctx, all);
  const clients = await readClients(ctx, rows);
  return rows.flatMap((row): readonly Seen[] => {
    if (row.record === null) return [{ row, client: null }];
    const client = clients.get(row.record);
    return client ? [{ row, client }] : [];
  });
}

/** A page of the conversations that the actor may see, the last to be spoken in first. */
export async function listSeen(
  ctx: Context,
  {
    of,
    state,
    limit,
    cursor,
  }: Pick<ConversationQuery, 'of' | 'state' | 'limit'> & { readonly cursor?: string | undefined },
) {
  const isSetUp = (await listChannelRows(ctx.db)).length > 0;
  const seen: Seen[] = [];
  let after = cursor ? readCursor(cursor) : null;
  let isLast = false;
  while (seen.length < limit && !isLast) {
    const asked = { of, state, member: ctx.actor.memberId, after, limit: pageSize };
    const rows = await listConversationRows(ctx.db, asked);
    isLast = rows.length < pageSize;
    for (const one of await seenAmong(ctx, rows)) if (seen.length < limit) seen.push(one);
    const last = seen.length >= limit ? seen.at(-1)?.row : rows.at(-1);
    after = last ? [last.lastAt, last.id] : after;
  }
  const next = isLast && seen.length < limit ? null : (after?.join('|') ?? null);
  await noteListed(ctx, seen);
  return { items: await shownOf(ctx, seen), next, isSetUp };
}

/** Who was shown whom stands with all else that was read. */
async function noteListed(ctx: Context, seen: readonly Seen[]): Promise<void> {
  for (const name of reachable) {
    const ids = seen.flatMap(({ client }) => (client?.noun === name ? [client.id] : []));
    const noun = ctx.registry.findNoun(name);
    if (noun && ids.length > 0)
      await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields: ['phones'] });
  }
}

const pageSize = 100;

function readCursor(cursor: string): readonly [string, string] {
  const [at = '', id = ''] = cursor.split('|');
  if (Number.isNaN(Date.parse(at)) || !/^[\da-f-]{36}$/i.test(id)) throw invalidField('cursor', 'wrongValue');
  return [at, id];
}

/** A conversation with what was said last. Throws 404 for one the actor may not see. */
export async function getSeen(ctx: Context, id: string) {
  const seen = await getOne(ctx, id);
  const { client } = seen;
  if (client) await noteOpened(ctx, ctx.registry.getNoun(client.noun), client.id, { fields: ['phones'] });
  const messages = await shownMessages(ctx, await listMessages(ctx.db, [id], 200));
  return { conversation: await shown(ctx, seen), messages, maybe: client ? null : await guess(ctx, seen.row) };
}

/** Who has what a visitor typed of themselves, of those the actor sees. */
async function guess(ctx: Context, { says }: ConversationRow): Promise<Conversation['client']> {
  const found = says && (await findKnown(ctx, reachIn(says)));
  if (!found || !isClientNoun(found.noun)) return null;
  const client = (await readClients(ctx, [{ noun: found.noun, record: found.id }])).get(found.id);
  return client ? { noun: client.noun, id: client.id, label: client.label } : null;
}

const isClientNoun = (name: string): name is Correspondent['noun'] => (reachable as readonly string[]).includes(name);

/** Answers in a conversation, which is the answerer's if it was nobody's. Throws 404, 409 `conversationEnded`, and what `answer` throws. */
export function answerIn(ctx: Context, id: string, text: string) {
  return inTransaction(ctx, async (tx) => {
    const { row, client } = await getOne(tx, id, true);
    assertGoing(row);
    return answer(tx, row, { client, text });
  });
}

type Changes = BodyOf<typeof changeConversation>;

/** Takes over, hands on, closes, marks as seen, says whom it is with. Throws 404, 409 `conversationTaken` and `conversationEnded`, and what writing records throws. */
export function change(
  ctx: Context,
  id: string,
  { client, member: to, state, isUnread }: Changes,
): Promise<Conversation> {
  return inTransaction(ctx, async (tx) => {
    const { row } = await getOne(tx, id, true);
    if (state === 'open') assertGoing(row);
    if (client !== undefined) await nameClient(tx, row, client);
    if (to) await assertMember(tx, to);
    await changeConversationRow(tx.db, id, {
      ...(to === undefined ? {} : { member: to }),
      ...(state ? { state } : {}),
      ...(isUnread === false || state === 'closed' ? { isUnread: false } : {}),
    });
    await tellBrowsers(tx, id);
    if (isUnread === false || state === 'closed')
      await noteRead(
        tx,
        'messageCame',
        [row.record, tx.actor.memberId].flatMap((one) => one ?? []),
      );
    const after = await findConversationRow(tx.db, id);
    if (!after) throw notFound('conversation', id);
    // Whoever hands something on sees what they did.
    const clients = await readClients(asSystem(tx), [after]);
    return shown(tx, { row: after, client: clients.get(after.record ?? '') ?? null });
  });
}

/** What is answered in one that has ended would go to whoever has the account now. */
function assertGoing({ isEnded }: ConversationRow): void {
  if (isEnded) throw new AppError(409, 'conversationEnded');
}

async function getOne(ctx: Context, id: string, lock = false): Promise<Seen> {
  const row = await findConversationRow(ctx.db, id, lock);
  const [seen] = row ? await seenAmong(ctx, [row]) : [];
  if (!seen) throw notFound('conversation', id);
  return seen;
}

async function assertMember(tx: TransactionContext, id: string): Promise<void> {
  const [found] = await readMany(asSystem(tx), member, 'id', [id]);
  if (!found?.active) throw invalidField('member', 'missingTarget', { noun: member.name });
}

async function shown(ctx: Context, seen: Seen): Promise<Conversation> {
  const [one] = await shownOf(ctx, [seen]);
  if (!one) throw new Error('A conversation was not shown');
  return one;
}

async function shownOf(ctx: Context, all: readonly Seen[]): Promise<readonly Conversation[]> {
  const ids = [...new Set(all.flatMap(({ row }) => row.member ?? []))];
  const members = await readMany(asSystem(ctx), ctx.registry.whole.getNoun(member.name), 'id', ids);
  const names = new Map(members.map((one) => [one.id, String(one.name)]));
  const isKnown = mayKnowAccounts(ctx);
  return all.map(({ row, client }) => {
    const { id, account, handle, name, state, isUnread, lastText, lastDirection, lastAt, says } = row;
    const { medium, shown: shownAs } = adapterOf(row.channelKind);
    return {
      ...{
        id,
        name,
        state,
        isUnread,
        lastText,
        lastDirection,
        lastAt,
        account: shownAs?.(account) ?? (isKnown ? (handle && `@${handle}`) || account : hiddenAccount),
        says: says && { ...says, email: mayKnowAddresses(ctx) ? says.email : '', phone: isKnown ? says.phone : '' },
      },
      channel: { id: row.channel, name: row.channelName, kind: row.channelKind, medium },
      client: client && { noun: client.noun, id: client.id, label: client.label },
      member: row.member ? { id: row.member, name: names.get(row.member) ?? '' } : null,
    };
  });
}
