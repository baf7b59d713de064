import type { TransactionContext } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { tell } from '../../notices/server/index.ts';
import { person } from '../../people/contract/index.ts';

/** Whose a client is: of the person, else of their company; null where nobody who works here is either. */
export async function responsibleFor(tx: TransactionContext, id: string): Promise<string | null> {
  const found = await getRecord(tx, person, id, { fields: ['owner', 'company'] });
  if (await isActive(tx, found.owner?.id)) return found.owner?.id ?? null;
  if (!found.company) return null;
  const { owner } = await getRecord(tx, company, found.company.id, { fields: ['owner'] });
  return (await isActive(tx, owner?.id)) ? (owner?.id ?? null) : null;
}

/** Tells whoever is responsible that a client wrote; where nobody is, every owner, so that nothing waits unread. */
export async function tellOfClient(
  tx: TransactionContext,
  { member, noun, id }: { readonly member: string | null; readonly noun: string; readonly id: string },
): Promise<void> {
  const members = (await isActive(tx, member)) && member ? [member] : await listOwners(tx);
  for (const one of members) await tell(tx, { kind: 'clientWrote', member: one, by: null, noun, ids: [id] });
}

async function isActive(tx: TransactionContext, id: string | null | undefined): Promise<boolean> {
  if (!id) return false;
  const found: AnyRecord = await getRecord(tx, tx.registry.getNoun('member'), id);
  return Boolean(found.active) && !found.deletedAt;
}

async function listOwners(tx: TransactionContext): Promise<readonly string[]> {
  const filter = {
    all: [
      { field: 'role', op: 'is', value: 'owner' },
      { field: 'active', op: 'is', value: true },
    ],
  } as const;
  const page = await listRecords(tx, tx.registry.getNoun('member'), { filter: filter as never, limit: 50 });
  return (JSON.parse(page) as { items: readonly AnyRecord[] }).items.map(({ id }) => id);
}
