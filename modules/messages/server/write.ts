import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { newId } from '../../../server/records/uuid.ts';
import { localDate, localDayRange } from '../../../shared/dates/time-zone.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { noteRead } from '../../notices/server/index.ts';
import { lastSaid } from '../../people/server/index.ts';
import type { reachable } from '../contract/index.ts';
import { accountAt, addressesShown } from './addresses.ts';
import { type ChannelRow, findChannelRow } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { type Correspondent, lockStanding, readClients } from './clients.ts';
import {
  type ConversationRow,
  changeConversationRow,
  listConversationsWith,
  lockConversation,
  setAside,
} from './conversation.repository.ts';
import { askToExchange } from './exchange.job.ts';
import { countSent, hasCome, insertMessage } from './message.repository.ts';
import { shownLength } from './take-in.ts';
import { nameOfMember, tellBrowsers, tellOf } from './tell.ts';

export interface About {
  readonly noun: (typeof reachable)[number];
  readonly id: string;
}

type Purpose = 'personal' | 'marketing';

interface Written extends About {
  readonly channel: string;
  readonly place: number;
  readonly text: string;
  readonly purpose: Purpose;
}

/**
 * Writes a message to one of a record's own addresses: anybody else's would make a relay of the workspace.
 * @throws {AppError} 404, 409 `channelOff`, 422 `notItsNumber`, `channelConsentMissing` or `tooLong`, 429 `dailyMessagesSent`.
 */
export function write(ctx: Context, written: Written): Promise<{ readonly message: string }> {
  const { noun, id, channel: channelId, place, text, purpose } = written;
  return inTransaction(ctx, async (tx) => {
    const record: AnyRecord = await getRecord(tx, tx.registry.getNoun(noun), id);
    const channel = await getOpen(tx, channelId);
    const shown = addressesShown(tx, channel, record, await listConversationsWith(tx.db, id));
    const account = place < shown.length && !record.deletedAt ? await accountAt(tx, channel, written, place) : null;
    if (account === null) throw invalidField('place', 'notItsNumber');
    if (purpose === 'marketing') await assertConsent(tx, written, channel);
    const client = (await readClients(tx, [{ noun, record: id }])).get(id);
    if (!client) throw notFound(noun, id);
    const conversation = await conversationWith(tx, channel, { account, record: id });
    const same = conversation.record === id ? conversation : { ...conversation, noun, record: null };
    return say(tx, channel, same, { client, text });
  });
}

/** Of several with one number it goes on with the one who is written to; what was said with another stays theirs, in a conversation of its own. */
async function conversationWith(
  tx: TransactionContext,
  channel: ChannelRow,
  { account, record }: { readonly account: string; readonly record: string },
): Promise<ConversationRow> {
  const { found, standing } = await lockStanding(tx, channel, account);
  if (found.record === null || standing?.id === record) return found;
  await setAside(tx.db, found.id);
  return lockConversation(tx.db, channel, { id: newId(), account });
}

/** Says something in a conversation, in its own channel. Throws as `write`. */
export function answer(
  tx: TransactionContext,
  conversation: ConversationRow,
  { client, text }: { readonly client: Correspondent | null; readonly text: string },
): Promise<{ readonly message: string }> {
  return getOpen(tx, conversation.channel).then((channel) => say(tx, channel, conversation, { client, text }));
}

async function say(
  tx: TransactionContext,
  channel: ChannelRow,
  conversation: ConversationRow,
  { client, text }: { readonly client: Correspondent | null; readonly text: string },
): Promise<{ readonly message: string }> {
  const { memberId } = tx.actor;
  if (!memberId) throw new AppError(401, 'notSignedIn');
  if (!adapterOf(channel.kind).fits(text)) throw invalidField('text', 'messageTooLong');
  await assertInTime(tx, channel, conversation.id);
  await assertDaily(tx, channel, memberId);
  const id = newId();
  const facts = {
    conversation: conversation.id,
    direction: 'out' as const,
    member: memberId,
    external: null,
    at: null,
  };
  await insertMessage(tx.db, { id, text, ...facts });
  if (client)
    await tellOf(tx, conversation, client, { direction: 'out', text, name: await nameOfMember(tx, memberId) });
  await changeConversationRow(tx.db, conversation.id, {
    ...{ noun: client?.noun ?? null, record: client?.id ?? null, member: conversation.member ?? memberId },
    ...{ state: 'open', isUnread: false, lastText: text.slice(0, shownLength), lastDirection: 'out', lastAt: 'now' },
  });
  await tellBrowsers(tx, conversation.id);
  await noteRead(tx, 'messageCame', client ? [client.id] : [memberId]);
  await askToExchange(tx, channel.id);
  return { message: id };
}

async function getOpen({ db }: Context, id: string | null): Promise<ChannelRow> {
  const channel = id === null ? null : await findChannelRow(db, id);
  if (!channel?.active) throw new AppError(409, 'channelOff');
  return channel;
}

/** What a person said last counts; who never said anything, and a company or lead, has not consented. */
async function assertConsent(tx: TransactionContext, { noun, id }: About, { kind }: ChannelRow): Promise<void> {
  const { medium } = adapterOf(kind);
  const said = noun === 'person' ? await lastSaid(tx, id, { of: 'marketing', channel: medium }) : null;
  if (said !== 'given') throw invalidField('purpose', 'channelConsentMissing');
}

/** Some channels take answers alone, and those not for ever. */
async function assertInTime(tx: TransactionContext, { kind }: ChannelRow, conversation: string): Promise<void> {
  const { answersWithin } = adapterOf(kind);
  if (answersWithin === undefined) return;
  const since = new Date(tx.now().getTime() - answersWithin);
  if (!(await hasCome(tx.db, conversation, since))) throw invalidField('text', 'channelWindow');
}

/** More come from a key that leaked, and cost money. */
async function assertDaily(tx: TransactionContext, { id, dailyLimit }: ChannelRow, member: string): Promise<void> {
  const { timeZone } = tx.workspace;
  const { start } = localDayRange(timeZone, localDate(timeZone, tx.now()));
  if ((await countSent(tx.db, id, member, start)) >= dailyLimit)
    throw new AppError(429, 'dailyMessagesSent', { limit: dailyLimit });
}
