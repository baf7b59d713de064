import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import type { BodyOf } from '../../../shared/contract/endpoint.ts';
import { AppError, notFound } from '../../../shared/errors.ts';
import type { Phone } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import type { changeConversation } from '../contract/index.ts';
import { adapterOf } from './channels/adapters.ts';
import { type Correspondent, readClients } from './clients.ts';
import { type ConversationRow, changeConversationRow } from './conversation.repository.ts';
import { makeLead } from './make-lead.ts';
import { listMessages } from './message.repository.ts';
import { shownMessages } from './record-messages.ts';
import { actingAs, tellOf } from './tell.ts';

export type NamedClient = NonNullable<BodyOf<typeof changeConversation>['client']>;

/** Says whom a conversation is with: a lead made of it, or a record the actor sees. Throws 404, 409 `conversationTaken`, and what writing records throws. */
export async function nameClient(tx: TransactionContext, row: ConversationRow, named: NamedClient): Promise<void> {
  if (row.record !== null) throw new AppError(409, 'conversationTaken');
  const client =
    named === 'lead' ? await makeLead(tx, row, { interest: row.lastText, source: null }) : await join(tx, row, named);
  await startTelling(tx, row, client, tx.actor.memberId);
}

/** From now on a conversation is with somebody; what was said so far is told of them, in the name of a member. */
export async function startTelling(
  tx: TransactionContext,
  row: ConversationRow,
  client: Correspondent,
  by: string | null,
): Promise<void> {
  const changed = { noun: client.noun, record: client.id, member: row.member ?? client.owner };
  await changeConversationRow(tx.db, row.id, changed);
  const said = await shownMessages(asSystem(tx), await listMessages(tx.db, [row.id], 50));
  const lines = said.map(({ direction, by: ours, text }) => `${direction === 'in' ? client.label : ours}: ${text}`);
  const { direction = 'in' } = said[0] ?? {};
  await tellOf(actingAs(tx, by), { ...row, ...changed }, client, { direction, name: '', text: lines.join('\n') });
}

async function join(
  tx: TransactionContext,
  row: ConversationRow,
  named: Exclude<NamedClient, 'lead'>,
): Promise<Correspondent> {
  if ('person' in named) await noteAccount(tx, row, named.person);
  const [[noun, id] = ['person', ''] as const] = Object.entries(named) as ['person' | 'company' | 'lead', string][];
  const client = (await readClients(tx, [{ noun, record: id }])).get(id);
  if (!client) throw notFound(noun, id);
  return client;
}

/** The number becomes one of the person's, an account that others find one of their profiles. */
async function noteAccount(tx: TransactionContext, row: ConversationRow, id: string): Promise<void> {
  const { phones, profiles } = await getRecord(tx, person, id);
  const { reaches, profileOf } = adapterOf(row.channelKind);
  if (reaches === 'phones') {
    const known = (phones ?? []) as readonly Phone[];
    const added = { number: row.account, original: row.account };
    if (!known.some(({ number }) => number === row.account))
      await updateRecord(tx, person, id, { phones: [...known, added] });
    return;
  }
  const known = (profiles ?? []) as readonly { readonly address: string }[];
  const address = row.handle && profileOf?.(row.handle);
  if (address && !known.some((one) => one.address === address))
    await updateRecord(tx, person, id, { profiles: [...known, { address }] });
}
