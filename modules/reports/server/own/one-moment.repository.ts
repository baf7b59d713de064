import type { Queryable } from '../../../../server/db/database.ts';

/** Has every statement of the transaction see the records as its first one finds them; nothing can be written in it. */
export async function holdMoment(db: Queryable): Promise<void> {
  await db.query({ text: 'set transaction isolation level repeatable read read only' });
}
