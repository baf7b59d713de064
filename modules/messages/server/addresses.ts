import { withEveryField } from '../../../server/access/seen-registry.ts';
import type { Context } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { AnyRecord, Phone } from '../../../shared/nouns/value.ts';
import type { ChannelRow } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { hiddenAccount, mayKnowAccounts } from './clients.ts';
import { type ConversationRow, listConversationsWith } from './conversation.repository.ts';
import type { About } from './write.ts';

/** Where a record is reached by a channel, as the actor is shown it: by its numbers, or by the accounts it has written from. */
export function addressesShown(
  ctx: Context,
  { id, kind }: Pick<ChannelRow, 'id' | 'kind'>,
  record: AnyRecord,
  conversations: readonly ConversationRow[],
): readonly string[] {
  if (adapterOf(kind).reaches === 'phones')
    return ((record.phones ?? []) as readonly Phone[]).map(({ number }) => number);
  const isKnown = mayKnowAccounts(ctx);
  const { shown } = adapterOf(kind);
  return conversations
    .filter(({ channel }) => channel === id)
    .map(({ handle, name, account }) => {
      if (shown) return [name, shown(account)].filter(Boolean).join(' ');
      return isKnown ? (handle && `@${handle}`) || name || account : hiddenAccount;
    });
}

/** The account at a place of `addressesShown`, also where the actor is shown its beginning only; null where there is none. */
export async function accountAt(
  ctx: Context,
  channel: ChannelRow,
  { noun, id }: About,
  place: number,
): Promise<string | null> {
  if (adapterOf(channel.kind).reaches === 'accounts') {
    const theirs = (await listConversationsWith(ctx.db, id)).filter((one) => one.channel === channel.id);
    return theirs[place]?.account ?? null;
  }
  const every = withEveryField(ctx);
  const { phones }: AnyRecord = await getRecord(every, every.registry.getNoun(noun), id, { fields: ['phones'] });
  return ((phones ?? []) as readonly Phone[])[place]?.number ?? null;
}
