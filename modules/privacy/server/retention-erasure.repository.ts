import type { Queryable } from '../../../server/db/database.ts';

/** Somebody who lies in the bin by a rule, as they lie there. */
export interface Waiting {
  readonly record: string;
  readonly run: string;
  readonly version: number;
}

/** Has people erased when it is due, unless they are touched before. */
export async function addWaiting(
  db: Queryable,
  { rule, run, due }: { readonly rule: string; readonly run: string; readonly due: Date },
  people: readonly { readonly record: string; readonly version: number }[],
): Promise<void> {
  await db.query({
    text: `insert into retention_erasure (record, rule, run, version, due)
      select record, $1, $2, version, $3 from jsonb_to_recordset($4) as given(record uuid, version int)
      on conflict (record) do update set rule = excluded.rule, run = excluded.run, version = excluded.version, due = excluded.due`,
    values: [rule, run, due.toISOString(), JSON.stringify(people)],
  });
}

/** The next who is to be erased by now; another process at the same night takes another. */
export async function takeWaiting(db: Queryable, rule: string, now: Date): Promise<Waiting | null> {
  const [row] = await db.query<Waiting>({
    text: `select record, run, version from retention_erasure where rule = $1 and due <= $2 order by due, record limit 1
      for update skip locked`,
    values: [rule, now.toISOString()],
  });
  return row ?? null;
}

/** Looks at them again another night. */
export async function postpone(db: Queryable, record: string, until: Date): Promise<void> {
  await db.query({
    text: 'update retention_erasure set due = $2 where record = $1',
    values: [record, until.toISOString()],
  });
}

export async function dropWaiting(db: Queryable, record: string): Promise<void> {
  await db.query({ text: 'delete from retention_erasure where record = $1', values: [record] });
}

/** That the night's record is erased, and is not taken back with it. */
export async function noteErased(db: Queryable, { run, record }: Waiting): Promise<void> {
  await db.query({
    text: `update bulk_item set state = 'erased' where job = $1 and record = $2 and state = 'changed'`,
    values: [run, record],
  });
}
