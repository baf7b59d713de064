import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
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

export async function keepReject(
  ctx: Context,
  id: string,
  row: number,
  cells: readonly string[],
  faults: readonly FieldError[],
): Promise<void> {
  await ctx.db.query(
    compileSql(sql`insert into import_reject values (${id}, ${row}, ${JSON.stringify(cells)}, ${JSON.stringify(faults)})
      on conflict do nothing`),
  );
}

export interface RejectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly FieldError[];
}

export async function listRejects(
  ctx: Context,
  id: string,
  limit: number | null = null,
): Promise<readonly RejectedRow[]> {
  const query = sql`select row, cells, faults from import_reject where import = ${id} order by row limit ${limit}`;
  return ctx.db.query<RejectedRow>(compileSql(query));
}

/** The record an equal row was brought in as before. */
export async function findKnownRow(ctx: Context, key: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ record: string }>(
    compileSql(sql`select record from import_key where key = ${key}`),
  );
  return row?.record ?? null;
}

export async function keepKnownRow(ctx: Context, key: string, record: string): Promise<void> {
  await ctx.db.query(
    compileSql(
      sql`insert into import_key values (${key}, ${record}) on conflict (key) do update set record = excluded.record`,
    ),
  );
}

/** A row that was written without its pointer to another row of the file. */
export interface DeferredRow {
  readonly row: number;
  readonly record: string;
  /** What the row counts as. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

export async function deferRow(
  ctx: Context,
  id: string,
  row: number,
  written: { readonly id: string; readonly outcome: DeferredRow['outcome'] },
): Promise<void> {
  await ctx.db.query(
    compileSql(sql`insert into import_deferred (import, row, record, outcome)
      values (${id}, ${row}, ${written.id}, ${written.outcome}) on conflict do nothing`),
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

export async function listChildren(
  ctx: Context,
  noun: Noun,
  parentField: string,
  parentId: string,
): Promise<readonly AnyRecord[]> {
  const filter = { field: parentField, op: 'is' as const, value: parentId };
  return (JSON.parse(await listRecords(ctx, noun, { filter, limit: 200 })) as { items: AnyRecord[] }).items;
}
