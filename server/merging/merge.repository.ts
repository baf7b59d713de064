import type { Merge } from '../../shared/contract/record-merge.ts';
import type { MergeSide } from '../../shared/merging/merge-sides.ts';
import type { Through } from '../context.ts';
import type { Queryable } from '../db/database.ts';

/** What the winner's fields held and were given, as the change log tells it. */
export type MergedFields = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;

/** A merge as the server needs it. */
export interface MergeRow {
  readonly id: string;
  readonly noun: string;
  readonly winner: string;
  readonly loser: string;
  readonly keep: Readonly<Record<string, MergeSide>>;
  readonly fields: MergedFields;
  readonly member: string | null;
  /** Who asked for it to be undone. */
  readonly undoneBy: string | null;
  readonly through: Through;
  readonly state: Merge['state'];
}

const columns = 'id, noun, winner, loser, keep, fields, member, undone_by as "undoneBy", through, state';

export async function insertMerge(
  db: Queryable,
  row: Omit<MergeRow, 'fields' | 'undoneBy'> & { readonly total: number },
): Promise<void> {
  await db.query({
    text: `insert into record_merge (id, noun, winner, loser, keep, member, through, state, total)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      ...[row.id, row.noun, row.winner, row.loser, JSON.stringify(row.keep)],
      ...[row.member, row.through, row.state, row.total],
    ],
  });
}

export async function findMerge(db: Queryable, id: string): Promise<MergeRow | null> {
  const [row] = await db.query<MergeRow>({ text: `select ${columns} from record_merge where id = $1`, values: [id] });
  return row ?? null;
}

/** Moves a merge on; false where it is in another state than it was thought to be. */
export async function moveMerge(
  db: Queryable,
  id: string,
  from: Merge['state'],
  to: Merge['state'],
  refusal: { readonly code: string; readonly field: string | null } | null = null,
): Promise<boolean> {
  const rows = await db.query({
    text: `update record_merge set state = $3, code = $4, field = $5, ended_at = clock_timestamp(),
      moved = case when $3 in ('merged', 'undone') then total else moved end where id = $1 and state = $2 returning id`,
    values: [id, from, to, refusal?.code ?? null, refusal?.field ?? null],
  });
  return rows.length > 0;
}

/** How many pointers are done with; written beside the transaction that moves them, so that others see it. */
export async function noteMoved(db: Queryable, id: string, moved: number): Promise<void> {
  await db.query({
    text: 'update record_merge set moved = least($2::int, total) where id = $1',
    values: [id, moved],
  });
}

/** Pointers that were moved after the merge was done: they are its own like the others. */
export async function addLate(db: Queryable, id: string, late: number): Promise<void> {
  await db.query({
    text: 'update record_merge set total = total + $2, moved = moved + $2 where id = $1',
    values: [id, late],
  });
}

export async function keepFields(db: Queryable, id: string, fields: MergedFields): Promise<void> {
  await db.query({
    text: 'update record_merge set fields = $2 where id = $1',
    values: [id, JSON.stringify(fields)],
  });
}

/** A merge of any of these records that is waiting to be done or undone. */
export async function findUnderWay(db: Queryable, records: readonly string[]): Promise<string | null> {
  const [row] = await db.query<{ id: string }>({
    text: `select id from record_merge where state in ('waiting', 'undoing')
      and (winner = any($1::uuid[]) or loser = any($1::uuid[])) limit 1`,
    values: [records],
  });
  return row?.id ?? null;
}

/** Of these records those that became part of others, with what they became part of. */
export function findMergedAway(
  db: Queryable,
  records: readonly string[],
): Promise<{ id: string; merge: string; into: string }[]> {
  return db.query({
    text: `select loser as id, id as merge, winner as into from record_merge
      where loser = any($1::uuid[]) and state in ('merged', 'undoing')`,
    values: [records],
  });
}

/** The records that became part of this one, over however many merges. */
export async function listMergedInto(db: Queryable, record: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `with recursive ${storyOf('$1')} select id from story where id <> $1`,
    values: [record],
  });
  return rows.map(({ id }) => id);
}

/** A record and those that became part of it as `story(id)` in a `with recursive`: what happened with them happened with it. */
export const storyOf = (record: string) =>
  `story(id) as (select ${record}::uuid union select m.loser from record_merge m join story s on m.winner = s.id
    where m.state in ('merged', 'undoing'))`;

/** The merges a record had part in, the newest first; or the one with this id. */
export function describeMerges(
  db: Queryable,
  noun: string,
  record: string,
  id: string | null = null,
): Promise<Omit<Merge, 'kept'>[]> {
  const stamp = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return db.query({
    text: `select id, noun, winner, loser, state, member as "memberId", ${stamp('at')} as at, ${stamp('ended_at')} as "endedAt", total, moved,
        case when code is null then null else json_build_object('code', code, 'field', field) end as refusal
      from record_merge where noun = $1 and (winner = $2 or loser = $2) and ($3::uuid is null or id = $3)
      order by record_merge.at desc, id desc limit 50`,
    values: [noun, record, id],
  });
}

/** What undoing left as it is. */
export function listKept(db: Queryable, merge: string): Promise<Merge['kept'][number][]> {
  return db.query({
    text: 'select noun, record as id, field from record_merge_item where merge = $1 and kept order by noun, field, record limit 200',
    values: [merge],
  });
}

export async function noteKept(
  db: Queryable,
  merge: string,
  noun: string,
  record: string,
  field: string,
): Promise<void> {
  await db.query({
    text: `insert into record_merge_item (merge, noun, field, record, kept) values ($1, $2, $3, $4, true)
      on conflict (merge, noun, field, record) do update set kept = true`,
    values: [merge, noun, field, record],
  });
}

/** Who undoes a merge, and through what: in their name it is done, not in that of whoever merged. */
export async function noteUndoing(db: Queryable, id: string, member: string | null, through: Through): Promise<void> {
  await db.query({
    text: 'update record_merge set undone_by = $2, through = $3, moved = 0 where id = $1',
    values: [id, member, through],
  });
}
