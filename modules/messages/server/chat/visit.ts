import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import { findKnown } from '../../../leads/server/index.ts';
import type { ChannelRow } from '../channel.repository.ts';
import { changeConversationRow, findGoing } from '../conversation.repository.ts';
import { makeLead } from '../make-lead.ts';
import { startTelling } from '../name-client.ts';
import { conversationFor, takeMessage, toldOrKept } from '../take-in.ts';
import { actingAs, tellBrowsers } from '../tell.ts';
import { listSaid, noteDelivered, type ShownMessage } from './chat.repository.ts';
import { reachIn, type Says } from './says.ts';

/** What a visitor's page is told. */
export interface Told {
  readonly messages: readonly ShownMessage[];
  /** Whether they are asked who they are, and whether they have to say so. */
  readonly asks: 'no' | 'may' | 'must';
  /** Whether they are asked to agree. */
  readonly agree: boolean;
}

/** What a visitor sent. */
export interface Sent {
  /** What their browser keeps, hashed. */
  readonly account: string;
  /** Their page's name for it: the same again is taken once. */
  readonly id: string;
  readonly text: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly page: string;
  /** The words they agreed to. */
  readonly agreed: string | null;
}

/** Milliseconds without an answer after which a visitor is asked how they are reached. */
const patience = 60_000;

/** What was said with a visitor since a moment, and what they are to be asked. Theirs alone: nothing of a client is in it but the words said here. */
export async function listen(
  ctx: Context,
  channel: ChannelRow,
  account: string,
  since: string | null = null,
): Promise<Told> {
  const row = await findGoing(ctx.db, channel.id, account);
  const says = row?.says ?? null;
  const agree = Boolean(channel.settings.privacy) && !says?.agreed;
  if (!row) return { messages: [], asks: channel.settings.asks === 'first' ? 'must' : 'no', agree };
  const messages = await listSaid(ctx.db, row.id, since);
  if (await noteDelivered(ctx.db, row.id)) await inTransaction(asSystem(ctx), (tx) => tellBrowsers(tx, row.id));
  const isKnown = row.record !== null || Boolean(says?.email || says?.phone);
  const waits = row.lastDirection === 'in' && ctx.now().getTime() - Date.parse(row.lastAt) > patience;
  const must = channel.settings.asks === 'first' && !isKnown;
  const may = channel.settings.asks === 'unanswered' && !isKnown && waits;
  return { messages, asks: must ? 'must' : may ? 'may' : 'no', agree };
}

/** Takes in what a visitor says, and what they say of themselves; a lead is made of them where the channel says so and nobody known has that address or number. */
export function takeVisit(ctx: Context, channel: ChannelRow, sent: Sent): Promise<void> {
  return toldOrKept(ctx, async (tx, isTold) => {
    const before = await conversationFor(tx, channel, sent.account);
    const says = saysAfter(before.says, sent, tx.now());
    const news = sent.text ? {} : { isUnread: true };
    await changeConversationRow(tx.db, before.id, { says, ...news, ...(sent.name ? { name: sent.name } : {}) });
    const { account, name, text, id: external } = sent;
    const came = { kind: 'message' as const, account, name, handle: '', text, external, at: null };
    if (text) await takeMessage(tx, channel, came, isTold);
    else await tellBrowsers(tx, before.id);
    if (isTold) await leadOf(tx, channel, account);
  });
}

function saysAfter(before: Says | null, { email, phone, page, agreed }: Sent, now: Date): Says {
  return {
    email: email || (before?.email ?? ''),
    phone: phone || (before?.phone ?? ''),
    page: page || (before?.page ?? ''),
    agreed: agreed === null ? (before?.agreed ?? null) : { words: agreed, at: now.toISOString() },
  };
}

/** Whoever has the address already is not put beside themselves, nor are words put in their mouth: a member says whether it is them. */
async function leadOf(tx: TransactionContext, channel: ChannelRow, account: string): Promise<void> {
  const row = await findGoing(tx.db, channel.id, account);
  if (!row?.says || row.record !== null || !channel.makesLeads) return;
  const reach = reachIn(row.says);
  if (Object.keys(reach).length === 0 || (await findKnown(tx, reach))) return;
  const made = { interest: row.lastText, source: channel.source };
  await startTelling(tx, row, await makeLead(actingAs(tx, null), row, made), null);
}
