import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { newId } from '../../../server/records/uuid.ts';
import { parsePersonName } from '../../../shared/names/person-name.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import { lead } from '../../leads/contract/index.ts';
import type { ChannelRow } from './channel.repository.ts';
import { keepPart, noteUsed } from './channel.repository.ts';
import type { ChannelEvent } from './channels/adapter.ts';
import { adapterOf } from './channels/adapters.ts';
import { type Correspondent, findCorrespondent, findStanding } from './clients.ts';
import { type ConversationRow, changeConversationRow, lockConversation, setAside } from './conversation.repository.ts';
import { insertMessage, noteState } from './message.repository.ts';
import { actingAs, tellBrowsers, tellOf } from './tell.ts';

/** Takes in what a channel tells of; the same again does nothing. */
export function takeIn(ctx: Context, channel: ChannelRow, event: ChannelEvent): Promise<void> {
  return inTransaction(asSystem(ctx), async (tx) => {
    if (event.kind === 'state') {
      const conversation = await noteState(tx.db, channel.id, event);
      if (conversation) await tellBrowsers(tx, conversation);
      return;
    }
    if (event.kind === 'message') return takeMessage(tx, channel, event);
    const text = await keepPart(tx.db, channel.id, event);
    if (text === null) return;
    const { account } = event;
    await takeMessage(tx, channel, { kind: 'message', account, text, name: '', handle: '', external: null, at: null });
  });
}

type Came = Extract<ChannelEvent, { kind: 'message' }>;

async function takeMessage(tx: TransactionContext, channel: ChannelRow, came: Came): Promise<void> {
  const before = await conversationFor(tx, channel, came);
  const { text, external, at } = came;
  const message = { id: newId(), conversation: before.id, direction: 'in' as const, member: null, text, external, at };
  if (!(await insertMessage(tx.db, message))) return;
  await noteUsed(tx.db, channel.id);
  const named = { ...before, handle: came.handle || before.handle };
  const client = (await findCorrespondent(tx, named)) ?? (channel.makesLeads ? await newLead(tx, channel, came) : null);
  const conversation = await noteCame(tx, before, came, client);
  if (client)
    await tellOf(tx, conversation, client, { direction: 'in', text, name: client.label || conversation.name });
  await tellBrowsers(tx, conversation.id);
}

/** The conversation that what comes goes on; a new one where whom it was with is gone: what was said with them stays theirs. */
async function conversationFor(tx: TransactionContext, channel: ChannelRow, came: Came): Promise<ConversationRow> {
  // Two messages of one account wait for each other: nobody becomes a lead twice.
  const found = await lockConversation(tx.db, channel, { id: newId(), account: came.account });
  if (found.record === null || (await findStanding(tx, found))) return found;
  await setAside(tx.db, found.id);
  return lockConversation(tx.db, channel, { id: newId(), account: came.account });
}

/** What comes opens a conversation again, and waits for whoever looks after it. */
async function noteCame(
  tx: TransactionContext,
  before: ConversationRow,
  { name, handle, text }: Came,
  client: Correspondent | null,
): Promise<ConversationRow> {
  const changes = {
    ...({ state: 'open', lastDirection: 'in', lastAt: 'now' } as const),
    ...{
      isUnread: true,
      lastText: text.slice(0, shownLength),
      name: name || before.name,
      handle: handle || before.handle,
    },
    ...{ noun: client?.noun ?? null, record: client?.id ?? null, member: before.member ?? client?.owner ?? null },
  };
  await changeConversationRow(tx.db, before.id, changes);
  // With whom else it was before, another activity told of that.
  const record = before.record === changes.record ? before.record : null;
  return { ...before, ...changes, lastAt: before.lastAt, record };
}

/** Letters of the last message that lists show. */
export const shownLength = 200;

/** Makes a lead of whoever wrote, as the channel says. */
async function newLead(tx: TransactionContext, { kind, source }: ChannelRow, { account, name, text }: Came) {
  const number = adapterOf(kind).reaches === 'phones' ? readCallNumber(account) : null;
  const made = await createRecord(actingAs(tx, null), lead, {
    ...(name ? { contact: parsePersonName(name) } : {}),
    ...(number ? { phones: [{ number: number.text, original: number.text }] } : {}),
    ...{ channel: 'messenger', interest: text || null },
    ...(source ? { source } : {}),
    ...(number || name ? {} : { name: account }),
  });
  return {
    ...{ noun: 'lead' as const, id: made.id, label: String(made.name ?? ''), owner: made.owner?.id ?? null },
    about: { lead: made.id },
  };
}
