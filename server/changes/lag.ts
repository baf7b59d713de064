import type { Queryable } from '../db/database.ts';

/** How far a listener is behind. */
export interface Lag {
  readonly listener: string;
  /** Changes it has not heard yet; counted up to 10,000. */
  readonly waiting: number;
  /** When the first of them was written, ISO 8601. */
  readonly since: string;
}

/** Of these listeners those that have changes before them. */
export function measureLag(db: Queryable, names: readonly string[]): Promise<Lag[]> {
  return db.query<Lag>({
    text: `select listener, waiting::int, since from change_cursor c, lateral (
        select count(*) as waiting, min(at) as since from (
          select at from change where (change.tx, change.id) > (c.tx, c.id) order by change.tx, change.id limit 10000
        ) as ahead) as lag
      where listener = any($1) and waiting > 0 order by listener`,
    values: [names],
  });
}
