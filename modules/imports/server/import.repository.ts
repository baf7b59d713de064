import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { SourceTable } from './parse-file.ts';

export async function keepSource(ctx: Context, id: string, { headers, rows }: SourceTable): Promise<void> {
  await ctx.db.query(
    compileSql(sql`insert into import_source values (${id}, ${JSON.stringify(headers)}, ${JSON.stringify(rows)})`),
  );
}

export async function findSource(ctx: Context, id: string): Promise<SourceTable | null> {
  const query = sql`select headers, rows from import_source where import = ${id}`;
  const [row] = await ctx.db.query<SourceTable>(compileSql(query));
  return row ?? null;
}

/** Brings the counts of an import up to date; null once it was cancelled. Locks it, so that of two workers one waits. */
export async function lockProgress(ctx: Context, id: string): Promise<ImportProgress | null> {
  const query = sql`select processed::int, created::int, updated::int, unchanged::int, rejected::int, report
    from imports where id = ${id} and status = 'running' for update`;
  const [row] = await ctx.db.query<ImportProgress>(compileSql(query));
  return row ?? null;
}

export interface ImportProgress {
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** JSON of the notes. */
  readonly report: string | null;
}

export async function keepProgress(ctx: Context, id: string, progress: ImportProgress): Promise<void> {
  const { processed, created, updated, unchanged, rejected, report } = progress;
  await ctx.db.query(
    compileSql(sql`update imports set processed = ${processed}, created = ${created}, updated = ${updated},
      unchanged = ${unchanged}, rejected = ${rejected}, report = ${report}, updated_at = now() where id = ${id}`),
  );
}

export interface RejectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly FieldError[];
}

export async function keepRejects(ctx: Context, id: string, rejects: readonly RejectedRow[]): Promise<void> {
  if (rejects.length === 0) return;
  await ctx.db.query(
    compileSql(sql`insert into import_reject (import, row, cells, faults) select ${id}::uuid, r.row, r.cells, r.faults
      from jsonb_to_recordset(${JSON.stringify(rejects)}::jsonb) as r (row int, cells jsonb, faults jsonb)
      on conflict do nothing`),
  );
}

export async function listRejects(
  ctx: Context,
  id: string,
  limit: number | null = null,
): Promise<readonly RejectedRow[]> {
  const query = sql`select row, cells, faults from import_reject where import = ${id} order by row limit ${limit}`;
  return ctx.db.query<RejectedRow>(compileSql(query));
}

/** The records that rows with these keys were brought in as before. */
export async function listKnownRows(ctx: Context, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  // A row whose record became part of another since is that other one.
  const query = sql`select k.key, (with recursive up(id, step) as (select k.record, 0 union all
      select m.winner, up.step + 1 from record_merge m join up on m.loser = up.id where m.state in ('merged', 'undoing'))
    select id from up order by step desc limit 1) as record from import_key k where k.key = any(${keys}::text[])`;
  const rows = await ctx.db.query<{ key: string; record: string }>(compileSql(query));
  return new Map(rows.map(({ key, record }) => [key, record]));
}

export interface KnownRow {
  readonly key: string;
  readonly record: string;
}

export async function keepKnownRows(ctx: Context, rows: readonly KnownRow[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db.query(
    compileSql(sql`insert into import_key (key, record) select k.key, k.record
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k (key text, record uuid)
      on conflict (key) do update set record = excluded.record`),
  );
}

/** A row that was written without its pointer to another row of the file. */
export interface DeferredRow {
  readonly row: number;
  readonly record: string;
  /** What the row counts as. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

export async function deferRows(ctx: Context, id: string, rows: readonly DeferredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db.query(
    compileSql(sql`insert into import_deferred (import, row, record, outcome) select ${id}::uuid, d.row, d.record, d.outcome
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (row int, record uuid, outcome text)
      on conflict do nothing`),
  );
}

/** Takes up to `limit` rows whose pointer to another row is still to be set, the first ones of the file. */
export async function takeDeferred(ctx: Context, id: string, limit: number): Promise<readonly DeferredRow[]> {
  return ctx.db.query(
    compileSql(sql`with taken as (delete from import_deferred where (import, row) in
      (select import, row from import_deferred where import = ${id} order by row limit ${limit})
      returning row, record, outcome) select * from taken order by row`),
  );
}
