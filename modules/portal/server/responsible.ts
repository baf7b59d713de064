import type { TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { person } from '../../people/contract/index.ts';

/** Whose a client is: of the person, else of their company; null where nobody who works here is either. */
export async function responsibleFor(tx: TransactionContext, id: string): Promise<string | null> {
  const found = await getRecord(tx, person, id, { fields: ['owner', 'company'] });
  if (await isActive(tx, found.owner?.id)) return found.owner?.id ?? null;
  if (!found.company) return null;
  const { owner } = await getRecord(tx, company, found.company.id, { fields: ['owner'] });
  return (await isActive(tx, owner?.id)) ? (owner?.id ?? null) : null;
}

async function isActive(tx: TransactionContext, id: string | null | undefined): Promise<boolean> {
  if (!id) return false;
  const found: AnyRecord = await getRecord(tx, tx.registry.getNoun('member'), id);
  return Boolean(found.active) && !found.deletedAt;
}
