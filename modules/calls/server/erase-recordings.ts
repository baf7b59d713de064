import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { eraseChanges } from '../../../server/privacy/erase-changes.ts';
import { eraseRecords } from '../../../server/privacy/erase-records.ts';
import { forgetRecords } from '../../../server/privacy/forget.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { recording } from '../contract/index.ts';
import { listOfCalls, listOutdated } from './recording.repository.ts';

/** Erases the recordings of these calls with the person they were with: sound, remarks and number, in the change log too. */
export async function eraseRecordings(tx: TransactionContext, calls: readonly string[]): Promise<void> {
  await erase(tx, await listOfCalls(tx.db, calls));
}

/** Erases what was kept as long as its telephone system says. */
export async function eraseOutdated(ctx: Context): Promise<void> {
  await inTransaction(asSystem(ctx), async (tx) => erase(tx, await listOutdated(tx.db)));
}

/** The record stays: that there was a recording, and whose. Its content goes with the day's clearing of files. */
async function erase(tx: TransactionContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const noun = tx.registry.whole.getNoun(recording.name);
  const live = await readMany(asSystem(tx), recording, 'id', ids);
  for (const { id } of live) await updateRecord(asSystem(tx), recording, id, { state: 'erased' });
  await eraseRecords(tx, noun, ids);
  await eraseChanges(
    tx,
    ids.map((recordId) => ({ noun: noun.name, recordId })),
  );
  await forgetRecords(tx, { ids, words: [], name: [] });
}
