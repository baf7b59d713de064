import type { Transaction } from '../db/database.ts';

/**
 * Makes a change log that was copied from another server readable here, where transactions are numbered anew: run it in
 * the workspace's restoring transaction, after the rows of `change` and `change_cursor`. What a listener had not read
 * stays unread; of what transactions wrote side by side with that, a little may be heard again, and nothing is lost.
 */
export async function rebaseChangeLog(tx: Transaction): Promise<void> {
  await tx.query({
    text: `update change_cursor c set id = coalesce(
      (select min(change.id) - 1 from change where (change.tx, change.id) > (c.tx, c.id)),
      (select max(change.id) from change), 0)`,
  });
  await tx.query({ text: 'update change set tx = pg_current_xact_id()' });
  await tx.query({ text: 'update change_cursor set tx = pg_current_xact_id()' });
  await tx.query({ text: "select setval('change_id', greatest((select max(id) from change), 1))" });
}
