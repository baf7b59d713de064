import type { Queryable } from '../../../server/db/database.ts';

interface ReadSum {
  readonly noun: string;
  readonly program: boolean;
  readonly records: number;
  readonly requests: number;
}

/** Records and requests by noun, the most read first. */
export function sumReads(db: Queryable, member: string, from: string): Promise<readonly ReadSum[]> {
  return db.query<ReadSum>({
    text: `select noun, door <> 'web' as program, sum(records)::int as records, sum(requests)::int as requests
      from read_count where member = $1 and at >= $2 group by 1, 2 order by 3 desc, 1`,
    values: [member, from],
  });
}

/** The most frequent hundred sorts of changes. */
export function countChanges(
  db: Queryable,
  member: string,
  from: string,
): Promise<readonly { noun: string; kind: string; changes: number }[]> {
  return db.query({
    text: `select noun, kind, count(*)::int as changes from change
      where member = $1 and at >= $2 and noun <> 'taking' group by 1, 2 order by 3 desc, 1, 2 limit 100`,
    values: [member, from],
  });
}

export async function listAddresses(db: Queryable, member: string, from: string): Promise<readonly string[]> {
  const rows = await db.query<{ address: string }>({
    text: `select address from read_count where member = $1 and at >= $2 and address <> '' union
      select address from access_log where member = $1 and at >= $2 and address <> '' order by 1 limit 200`,
    values: [member, from],
  });
  return rows.map(({ address }) => address);
}
