import type { TransactionContext } from '../context.ts';
import type { Erased } from './erased.ts';

/** What the platform keeps of records besides themselves: letters, files, answers to be repeated, states to go back to. */
export async function forgetRecords(
  tx: TransactionContext,
  { ids }: Erased,
): Promise<{ letters: number; files: number }> {
  const values = [ids];
  const letters = await tx.db.query({
    text: 'delete from letter where record = any($1::uuid[]) or names = any($1::uuid[]) returning id',
    values,
  });
  // The content goes with the last version that has it, when the day's clearing looks for it.
  const files = await tx.db.query<{ id: string }>({
    text: 'delete from stored_file where record = any($1::uuid[]) returning id',
    values,
  });
  const gone = [files.map(({ id }) => id)];
  await tx.db.query({ text: 'delete from file_text where file = any($1::uuid[])', values: gone });
  await tx.db.query({ text: 'delete from file_version where file = any($1::uuid[])', values: gone });
  await tx.db.query({ text: 'update bulk_item set before = null where record = any($1::uuid[])', values });
  // What was one can not be made two again: the values to go back to are gone.
  await tx.db.query({
    text: 'delete from record_merge where winner = any($1::uuid[]) or loser = any($1::uuid[])',
    values,
  });
  // A day's answers: few, and any of them may name a record.
  await tx.db.query({
    text: 'delete from idempotency where body like any($1::text[])',
    values: [ids.map((id) => `%${id}%`)],
  });
  return { letters: letters.length, files: files.length };
}
