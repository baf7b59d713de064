import { noteOpened } from '../../../server/access-log/note-shown.ts';
import { asSystem, type Context } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import type { AnyRecord, Phone } from '../../../shared/nouns/value.ts';
import { member } from '../../workspace/contract/index.ts';
import type { Message, RecordMessages } from '../contract/index.ts';
import { addressesShown } from './addresses.ts';
import { listChannelRows } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { withReadableWords } from './clients.ts';
import { type ConversationRow, listConversationsWith } from './conversation.repository.ts';
import { listMessages, type MessageRow } from './message.repository.ts';
import type { About } from './write.ts';

/** Messages a card shows. */
const most = 60;

/** What was said with a record in all channels, and by which it can be written to. Throws 404 for one the actor may not see. */
export async function listWith(ctx: Context, { noun, id }: About): Promise<RecordMessages> {
  const declared = ctx.registry.getNoun(noun);
  const record: AnyRecord = await getRecord(ctx, declared, id);
  await noteOpened(ctx, declared, id, { fields: ['phones'] });
  const theirs = await listConversationsWith(ctx.db, id);
  const conversations = await withReadableWords(ctx, theirs);
  const rows = await listMessages(
    ctx.db,
    conversations.map((one) => one.id),
    most,
  );
  const channels = await channelsFor(ctx, record, theirs);
  return { items: await shownMessages(ctx, rows), channels, preferred: preferredOf(record, conversations, channels) };
}

/** Messages with the names of who of us wrote them. */
export async function shownMessages(ctx: Context, rows: readonly MessageRow[]): Promise<Message[]> {
  const ids = [...new Set(rows.flatMap((row) => row.member ?? []))];
  const members = await readMany(asSystem(ctx), ctx.registry.whole.getNoun(member.name), 'id', ids);
  const names = new Map(members.map((one) => [one.id, String(one.name)]));
  return rows.map(({ member: by, ...row }) => ({ ...row, by: by ? (names.get(by) ?? '') : null }));
}

type Channels = RecordMessages['channels'];

async function channelsFor(
  ctx: Context,
  record: AnyRecord,
  conversations: readonly ConversationRow[],
): Promise<Channels> {
  if (record.deletedAt || ctx.actor.role === 'viewer') return [];
  const rows = (await listChannelRows(ctx.db)).filter(({ active }) => active);
  return rows.flatMap((row) => {
    const { id, name, kind } = row;
    const shown = addressesShown(ctx, row, record, conversations).map((label, place) => ({ place, label }));
    return shown.length > 0 ? [{ id, name, kind, medium: adapterOf(kind).medium, addresses: shown }] : [];
  });
}

/** Where they wrote last, else what they like best, else the first there is. */
function preferredOf(
  { preferredChannel, phones }: AnyRecord,
  conversations: readonly ConversationRow[],
  channels: Channels,
): RecordMessages['preferred'] {
  const numbers = ((phones ?? []) as readonly Phone[]).map(({ number }) => number);
  for (const { channel, channelKind, account, lastDirection } of conversations) {
    const theirs = conversations.filter((one) => one.channel === channel).map((one) => one.account);
    const place = (adapterOf(channelKind).reaches === 'phones' ? numbers : theirs).indexOf(account);
    if (lastDirection === 'in' && channel && place >= 0 && channels.some(({ id }) => id === channel))
      return { channel, place };
  }
  const [chosen] = [...channels.filter(({ medium }) => medium === preferredChannel), ...channels];
  const [address] = chosen?.addresses ?? [];
  return chosen && address ? { channel: chosen.id, place: address.place } : null;
}
