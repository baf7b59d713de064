import type { TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { parsePersonName } from '../../../shared/names/person-name.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import { parsePhone } from '../../../shared/phones/phone.ts';
import { lead } from '../../leads/contract/index.ts';
import { adapterOf } from './channels/adapters.ts';
import type { Correspondent } from './clients.ts';
import type { ConversationRow } from './conversation.repository.ts';

export type Writer = Pick<ConversationRow, 'channelKind' | 'account' | 'name' | 'says'>;

/** Makes a lead of whoever wrote, with what the channel knows of them and what they say themselves. */
export async function makeLead(
  tx: TransactionContext,
  writer: Writer,
  { interest, source }: { readonly interest: string; readonly source: string | null },
): Promise<Correspondent> {
  const { channelKind, account, name, says } = writer;
  const phone = phoneOf(writer);
  const { shown } = adapterOf(channelKind);
  const made = await createRecord(tx, lead, {
    ...(name ? { contact: parsePersonName(name) } : {}),
    ...(phone ? { phones: [phone] } : {}),
    ...(says?.email ? { emails: [{ address: says.email }] } : {}),
    ...(name || phone || says?.email ? {} : { name: shown?.(account) ?? account }),
    ...{ channel: channelKind === 'chat' ? 'chat' : 'messenger', interest: interest || null },
    ...(source ? { source } : {}),
  });
  const facts = { noun: 'lead' as const, id: made.id, label: String(made.name ?? '') };
  return { ...facts, owner: made.owner?.id ?? null, about: { lead: made.id } };
}

function phoneOf({ channelKind, account, says }: Writer) {
  if (says?.phone) return parsePhone(says.phone);
  const number = adapterOf(channelKind).reaches === 'phones' ? readCallNumber(account) : null;
  return number && { number: number.text, original: number.text };
}
