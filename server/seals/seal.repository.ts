import { retentionRecord } from '../access-log/retention.ts';
import type { Queryable } from '../db/database.ts';
import { sealedDigestSql } from '../privacy/erase-changes.ts';
import type { SealContent } from './seal-hash.ts';

/** The newest seal, or what stands for one where there is none. */
export interface Head {
  readonly number: string;
  readonly at: string;
  /** Hexadecimal digits. */
  readonly hash: string;
}

export async function findHead(db: Queryable): Promise<Head | null> {
  const [row] = await db.query<Head>({
    name: 'seal.head',
    text: `select number, at, encode(hash, 'hex') as hash from change_seal order by number desc limit 1`,
  });
  return row ?? null;
}

/** The digests of changes, in the order asked for; those that are not there are left out. */
export function digestChanges(
  db: Queryable,
  changes: readonly { readonly id: string; readonly recordId: string; readonly at: string }[],
): Promise<{ id: string; digest: string }[]> {
  return db.query({
    name: 'seal.digest',
    text: `select c.id, ${sealedDigestSql('c')} as digest
      from unnest($1::bigint[], $2::uuid[], $3::timestamptz[]) with ordinality as g(id, record, at, n)
      join change c on c.record = g.record and c.at = g.at and c.id = g.id order by g.n`,
    values: [changes.map(({ id }) => id), changes.map(({ recordId }) => recordId), changes.map(({ at }) => at)],
  });
}

/** Whether changes were written before this one: then the chain begins amid them. */
export async function hasEarlier(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query({
    text: `select from change where (change.tx, change.id) < (select c.tx, c.id from change c where c.id = $1 limit 1) limit 1`,
    values: [id],
  });
  return rows.length > 0;
}

export interface NewSeal extends SealContent {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly hash: string;
}

export async function insertSeal(db: Queryable, seal: NewSeal): Promise<void> {
  const { number, at, began, firstAt, lastAt, ids, digests, hash } = seal;
  await db.query({
    name: 'seal.insert',
    text: `insert into change_seal (number, at, began, first_at, last_at, ids, digests, hash)
      values ($1, $2, $3, $4, $5, $6::bigint[], decode($7, 'hex'), decode($8, 'hex'))`,
    values: [number, at, began, firstAt, lastAt, ids, digests.join(''), hash],
  });
}

export interface StoredSeal extends NewSeal {
  /** What the changes with those ids hold now. */
  readonly now: Readonly<Record<string, string>>;
}

/** The seals after one, a few at a time, with what their changes hold now. */
export async function readSeals(db: Queryable, after: string, count: number): Promise<readonly StoredSeal[]> {
  const rows = await db.query<Omit<StoredSeal, 'digests' | 'now'> & { digests: string; now: StoredSeal['now'] | null }>(
    {
      text: `select s.number, s.at, s.began, s.first_at as "firstAt", s.last_at as "lastAt", s.ids,
        encode(s.digests, 'hex') as digests, encode(s.hash, 'hex') as hash,
        (select jsonb_object_agg(c.id, ${sealedDigestSql('c')}) from change c
          where c.at between s.first_at and s.last_at and c.id = any(s.ids)) as now
      from change_seal s where s.number > $1 order by s.number limit $2`,
      values: [after, count],
    },
  );
  return rows.map((row) => ({ ...row, now: row.now ?? {}, digests: row.digests.match(/.{64}/g) ?? [] }));
}

/** Which of these ids there are at all, whatever their moment says now. */
export async function findIds(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>({ text: 'select id from change where id = any($1)', values: [ids] });
  return new Set(rows.map(({ id }) => id));
}

/** Changes that should have been sealed, and are not: put in beside the product. At most `most` of them, and how many there are. */
export async function findUnsealed(
  db: Queryable,
  listener: string,
  most: number,
): Promise<readonly { readonly id: string; readonly at: string; readonly count: number }[]> {
  return db.query({
    text: `with sealed as (select unnest(ids) as id from change_seal),
        reached as (select tx, id from change_cursor where listener = $1)
      select c.id, c.at, (count(*) over ())::int as count from change c left join sealed on sealed.id = c.id, reached
      where sealed.id is null and (c.tx, c.id) <= (reached.tx, reached.id)
        and c.at >= coalesce((select min(began) from change_seal), '-infinity')
        and exists (select from change_seal)
      order by c.at, c.id limit $2`,
    values: [listener, most],
  });
}

/** How many changes wait to be sealed, and what retention has dropped. */
export async function readTail(
  db: Queryable,
  listener: string,
): Promise<{ readonly unsealed: number; readonly droppedBefore: string | null }> {
  const [row] = await db.query<{ unsealed: number; droppedBefore: string | null }>({
    text: `select (select count(*)::int from change c, change_cursor r
        where r.listener = $1 and (c.tx, c.id) > (r.tx, r.id)) as unsealed,
      (select max((fields #>> '{before,to}')::timestamptz) from change
        where record = $2 and fields #>> '{log,to}' = 'change') as "droppedBefore"`,
    values: [listener, retentionRecord],
  });
  return row ?? { unsealed: 0, droppedBefore: null };
}

/** What was taken, as the sealed change log tells it, held against the lines of the access log: those that differ or are gone, and lines nobody sealed. */
export async function findAlteredTakings(db: Queryable, most: number): Promise<readonly { readonly id: string }[]> {
  return db.query({
    text: `with told as (select (fields #>> '{number,to}')::bigint as id, at, member, kind, fields from change where noun = 'taking'),
        kept as (select * from access_log where kind in ('export', 'print', 'reveal', 'hearing', 'audit', 'report')),
        oldest as (select coalesce((select max((fields #>> '{before,to}')::timestamptz) from change
          where record = $1), '-infinity') as at)
      select coalesce(told.id, kept.id)::text as id from told full join kept on kept.id = told.id, oldest
      where coalesce(told.at, kept.at) >= oldest.at and (told.id is null and exists (select from change_seal where at <= kept.at)
        or kept.id is null or kept.member is distinct from told.member or kept.kind <> told.kind
        or kept.noun is distinct from told.fields #>> '{noun,to}' or kept.records <> (told.fields #>> '{records,to}')::int
        or kept.address is distinct from told.fields #>> '{address,to}' or kept.details <> told.fields #> '{details,to}')
      order by 1 limit $2`,
    values: [retentionRecord, most],
  });
}
