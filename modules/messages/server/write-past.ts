import { inThePast, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { type ChannelRow, findChannelRow, writeChannelRow } from './channel.repository.ts';
import { readClients } from './clients.ts';
import { changeConversationRow, dateConversation, lockConversation } from './conversation.repository.ts';
import { insertPast } from './message.repository.ts';
import { startTelling } from './name-client.ts';
import { shownLength } from './take-in.ts';

/** A conversation of days gone by. */
export interface PastConversation {
  /** What names the visitor: as long as a hash is. */
  readonly account: string;
  readonly name: string;
  readonly page: string;
  /** Whom it is with and whose it is; null where nobody knows yet. */
  readonly with: { readonly person: string; readonly member: string } | null;
  readonly isClosed: boolean;
  readonly lines: readonly { readonly direction: 'in' | 'out'; readonly text: string; readonly at: number }[];
}

/** Sets up a chat on a site for what is told of the past. */
export async function openPastChat(tx: TransactionContext, name: string, site: string): Promise<ChannelRow> {
  const facts = { id: newId(), kind: 'chat' as const, name, active: true, makesLeads: true, source: 'website' };
  const settings = { sites: site, asks: 'unanswered', privacy: '' };
  await writeChannelRow(tx.db, { ...facts, dailyLimit: 2000, settings, secret: null });
  const row = await findChannelRow(tx.db, facts.id);
  if (!row) throw new Error('The chat was not made');
  return row;
}

/** Writes a conversation down as if it had been led then, in records and log: nothing is sent, and nobody is told now. */
export async function writePast(tx: TransactionContext, channel: ChannelRow, past: PastConversation): Promise<void> {
  const { account, name, page, lines, isClosed } = past;
  const before = await lockConversation(tx.db, channel, { id: newId(), account });
  for (const { direction, text, at } of lines) {
    const member = direction === 'out' ? (past.with?.member ?? null) : null;
    await insertPast(tx.db, { id: newId(), conversation: before.id, direction, member, text, at: new Date(at) });
  }
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) throw new Error('A conversation in which nothing was said');
  const says = { email: '', phone: '', page, agreed: null };
  const words = { lastText: last.text.slice(0, shownLength), lastDirection: last.direction };
  const state = isClosed ? ('closed' as const) : ('open' as const);
  const member = past.with?.member ?? null;
  await changeConversationRow(tx.db, before.id, {
    ...{ name, says, state, member, isUnread: !isClosed && last.direction === 'in', ...words },
  });
  await dateConversation(tx.db, before.id, new Date(last.at));
  if (!past.with) return;
  const client = (await readClients(tx, [{ noun: 'person', record: past.with.person }])).get(past.with.person);
  if (client) await startTelling(inThePast(tx, new Date(last.at), member), { ...before, member }, client, member);
}
