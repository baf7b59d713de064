import type { Queryable } from '../../../../server/db/database.ts';

/** Has every statement of the transaction see the records as its first one finds them; nothing can be written in it. */
export async function holdMoment(db: Queryable): Promise<void> {
  await db.query({ text: 'set transaction isolation level repeatable read read only' });
  // A hundred thousand rows are grouped several times over: written to disk each time they would take twice as long.
  await db.query({ text: "set local work_mem = '64MB'" });
}
