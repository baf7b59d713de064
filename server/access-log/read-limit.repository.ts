import type { Queryable } from '../db/database.ts';

/** How many records everybody read since then. */
export async function readSums(db: Queryable, since: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ member: string; records: number }>({
    name: 'readLimit.sums',
    text: 'select member, sum(records)::int as records from read_count where at >= $1::timestamptz group by member',
    values: [since.toISOString()],
  });
  return new Map(rows.map(({ member, records }) => [member, records]));
}

/** Whom an owner let read on that day. */
export async function readLifted(db: Queryable, day: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ member: string }>({
    name: 'readLimit.lifted',
    text: 'select member from read_limit_reached where day = $1::date and lifted',
    values: [day],
  });
  return new Set(rows.map(({ member }) => member));
}

export async function writeReached(db: Queryable, members: readonly string[], day: string): Promise<void> {
  await db.query({
    text: `insert into read_limit_reached (member, day) select unnest($1::uuid[]), $2::date on conflict (member, day) do nothing`,
    values: [members, day],
  });
}

/** Who is stopped by a limit on that day. */
export function listReached(db: Queryable, day: string): Promise<readonly { member: string; since: string }[]> {
  return db.query({
    text: 'select member, at as since from read_limit_reached where day = $1::date and not lifted order by at',
    values: [day],
  });
}

/** Lets somebody read on for the rest of that day; false where no limit had stopped them. */
export async function liftReached(db: Queryable, member: string, day: string): Promise<boolean> {
  const rows = await db.query({
    text: 'update read_limit_reached set lifted = true where member = $1 and day = $2::date and not lifted returning member',
    values: [member, day],
  });
  return rows.length > 0;
}
