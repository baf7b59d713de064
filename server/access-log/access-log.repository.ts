import type { Queryable } from '../db/database.ts';

/** Something that was looked at or taken, as it is kept. */
export interface Access {
  /** When; now where it is absent. */
  readonly at?: string;
  readonly member: string | null;
  readonly door: string;
  readonly address: string | null;
  /** `listed`, `opened`, `figures`, `export`, `print`, `file`, `audit`, `report`, `signIn`. */
  readonly kind: string;
  readonly noun: string | null;
  readonly records: number;
  /** The records themselves, where they are kept. */
  readonly ids?: readonly string[];
  readonly details: object;
}

/** Appends by one statement; answers the number of each. */
export async function appendAccess(db: Queryable, accesses: readonly Access[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'access.append',
    text: `insert into access_log (at, member, door, address, kind, noun, records, ids, details)
      select coalesce(at, clock_timestamp()), member, door, address, kind, noun, records, ids, details
      from jsonb_to_recordset($1) as given(at timestamptz, member uuid, door text, address text, kind text, noun text,
        records int, ids uuid[], details jsonb)
      returning id`,
    values: [JSON.stringify(accesses)],
  });
  return rows.map(({ id }) => id);
}

/** So many requests for records in a span of time. */
export interface ReadCount {
  /** The start of the span, ISO 8601. */
  readonly at: string;
  readonly member: string;
  readonly noun: string;
  readonly door: string;
  readonly address: string;
  readonly requests: number;
  readonly records: number;
}

/** Adds to what was counted, in the order of the key: two processes at it wait for one another instead of for each other's end. */
export async function addReads(db: Queryable, counts: readonly ReadCount[]): Promise<void> {
  await db.query({
    name: 'access.count',
    text: `insert into read_count as r (at, member, noun, door, address, requests, records)
      select at, member, noun, door, address, requests, records
      from jsonb_to_recordset($1) as given(at timestamptz, member uuid, noun text, door text, address text, requests int, records int)
      order by member, at, noun, door, address
      on conflict (member, at, noun, door, address) do update
        set requests = r.requests + excluded.requests, records = r.records + excluded.records`,
    values: [JSON.stringify(counts)],
  });
}
