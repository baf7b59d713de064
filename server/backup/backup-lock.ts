import type { DatabaseSource } from '../db/connect.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';

/**
 * Does work that only one process of an installation does at a time; null where another does it. Held by a transaction that does nothing else, so
 * PostgreSQL lets go of it however this process ends, and the next one may begin at once.
 */
export async function aloneInBackups<T>(
  connection: DatabaseSource['connection'],
  what: 'making' | 'trying' | 'telling',
  work: () => Promise<T>,
): Promise<T | null> {
  const tx = await WholeTransaction.begin(connection);
  try {
    const [row] = await tx.control.query<{ mine: boolean }>({
      text: 'select pg_catalog.pg_try_advisory_xact_lock(hashtext($1)) as mine',
      values: [`rapport:backup:${what}`],
    });
    return row?.mine ? await work() : null;
  } finally {
    tx.rollback();
  }
}
