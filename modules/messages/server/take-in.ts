import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import { tellResponsible } from '../../notices/server/index.ts';
import type { ChannelRow } from './channel.repository.ts';
import { keepPart, noteUsed } from './channel.repository.ts';
import type { ChannelEvent } from './channels/adapter.ts';
import { type Correspondent, holdCorrespondent, lockStanding } from './clients.ts';
import { type ConversationRow, changeConversationRow, lockConversation, setAside } from './conversation.repository.ts';
import { makeLead, type Writer } from './make-lead.ts';
import { insertMessage, noteEarly, noteState } from './message.repository.ts';
import { actingAs, tellBrowsers, tellOf } from './tell.ts';

/** Takes in what a channel tells of; the same again does nothing. */
export function takeIn(ctx: Context, channel: ChannelRow, event: ChannelEvent): Promise<void> {
  return toldOrKept(ctx, async (tx, isTold) => {
    if (event.kind === 'state') return takeState(tx, channel, event);
    if (event.kind === 'message') return takeMessage(tx, channel, event, isTold);
    const text = await keepPart(tx.db, channel.id, event);
    if (text === null) return;
    const came = { kind: 'message' as const, account: event.account, text, name: '', handle: '' };
    await takeMessage(tx, channel, { ...came, external: null, at: null }, isTold);
  });
}

/**
 * Takes something in as the system, all of it or nothing. Where the story refuses what is to be told there, or nobody can be made a lead
 * of (a field that must be filled), it is taken in without: what a client wrote is not lost.
 */
export async function toldOrKept(
  ctx: Context,
  take: (tx: TransactionContext, isTold: boolean) => Promise<void>,
): Promise<void> {
  const system = asSystem(ctx);
  try {
    await inTransaction(system, (tx) => take(tx, true));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await inTransaction(system, (tx) => take(tx, false));
  }
}

async function takeState(tx: TransactionContext, { id }: ChannelRow, event: StateEvent): Promise<void> {
  const known = await noteState(tx.db, id, event);
  if (!known) await noteEarly(tx.db, id, event);
  const conversation = known ?? (await noteState(tx.db, id, event));
  if (conversation) await tellBrowsers(tx, conversation);
}

type StateEvent = Extract<ChannelEvent, { kind: 'state' }>;
export type Came = Extract<ChannelEvent, { kind: 'message' }>;

/** Takes in a message within the transaction of whoever took it; `isTold` unless its story refused it. */
export async function takeMessage(
  tx: TransactionContext,
  channel: ChannelRow,
  came: Came,
  isTold: boolean,
): Promise<void> {
  const before = await conversationFor(tx, channel, came.account);
  const { text, external, at } = came;
  const message = { id: newId(), conversation: before.id, direction: 'in' as const, member: null, text, external, at };
  if (!(await insertMessage(tx.db, message))) return;
  await noteUsed(tx.db, channel.id);
  const named = { ...before, handle: came.handle || before.handle };
  const client =
    (await holdCorrespondent(tx, named)) ??
    (isTold ? await leadOf(tx, channel, { ...before, name: came.name || before.name, text }) : null);
  const conversation = await noteCame(tx, before, came, client);
  if (client && isTold)
    await tellOf(tx, conversation, client, { direction: 'in', text, name: client.label || conversation.name });
  await tellBrowsers(tx, conversation.id);
  await tellResponsible(tx, {
    ...{ kind: 'messageCame', member: conversation.member, once: quietMinutes },
    about: client && { noun: client.noun, id: client.id },
  });
}

/** So long what a client writes next is told of with what they wrote before. */
const quietMinutes = 10;

/** A lead of whoever writes first, where the channel says so; visitors of a site are made one of when they say how they are reached. */
async function leadOf(tx: TransactionContext, channel: ChannelRow, { text, ...writer }: Writer & { text: string }) {
  const { kind, makesLeads, source } = channel;
  return makesLeads && kind !== 'chat' ? makeLead(actingAs(tx, null), writer, { interest: text, source }) : null;
}

/** The conversation that what comes goes on; a new one where whom it was with is gone: what was said with them stays theirs. */
export async function conversationFor(
  tx: TransactionContext,
  channel: ChannelRow,
  account: string,
): Promise<ConversationRow> {
  // Two messages of one account wait for each other: nobody becomes a lead twice.
  const { found, standing } = await lockStanding(tx, channel, account);
  if (found.record === null || standing) return found;
  await setAside(tx.db, found.id);
  return lockConversation(tx.db, channel, { id: newId(), account });
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
