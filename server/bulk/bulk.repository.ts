import type { BulkJob, BulkShape } from '../../shared/contract/record-bulk.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context, Through } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { conditions } from '../records/list.ts';
import { Params } from '../records/params.ts';
import type { Values } from '../records/rules.ts';

export type BulkAct = BulkShape['act'];

/** A job as the worker needs it. */
export interface JobRow {
  readonly id: string;
  readonly noun: string;
  readonly act: BulkAct;
  readonly member: string;
  readonly through: Through;
  readonly state: BulkJob['state'];
}

/** The records a bulk act is about, by the same conditions as a list. */
export interface Choice {
  readonly noun: Noun;
  readonly wish: Pick<BulkShape, 'filter' | 'search' | 'ids'>;
  /** Those in the bin instead of the live ones. */
  readonly deleted: boolean;
}

/** How many there are, counted up to `most` and one. */
export async function countChosen(ctx: Context, choice: Choice, most: number): Promise<number> {
  const params = new Params();
  const where = chosen(ctx, choice, params);
  const table = quote(tableOf(choice.noun));
  const [row] = await ctx.db.query<{ count: number }>({
    text: `select count(*)::int as count from (select 1 from ${table} t where ${where} limit ${params.add(most + 1)}) found`,
    values: params.values,
  });
  return row?.count ?? 0;
}

/** Writes down which records a job is about, by one statement; answers how many. */
export async function insertItems(ctx: Context, job: string, choice: Choice): Promise<number> {
  const params = new Params();
  const id = params.add(job);
  const where = chosen(ctx, choice, params);
  const [row] = await ctx.db.query<{ count: number }>({
    text:
      `with made as (insert into bulk_item (job, n, record) select ${id}::uuid, row_number() over (order by t.id), t.id ` +
      `from ${quote(tableOf(choice.noun))} t where ${where} returning 1) select count(*)::int as count from made`,
    values: params.values,
  });
  return row?.count ?? 0;
}

function chosen(ctx: Context, { noun, wish, deleted }: Choice, params: Params): string {
  const { filter, search, ids } = wish;
  const query = { deleted, ...(filter ? { filter } : {}), ...(search ? { search } : {}) };
  const where = conditions(ctx, noun, query, params);
  return ids ? `${where} and t.id = any(${params.add(ids)}::uuid[])` : where;
}

export async function insertJob(db: Queryable, job: JobRow): Promise<void> {
  await db.query({
    text: 'insert into bulk_job (id, noun, act, member, through, state, total) values ($1, $2, $3, $4, $5, $6, 0)',
    values: [job.id, job.noun, JSON.stringify(job.act), job.member, job.through, job.state],
  });
}

export async function setTotal(db: Queryable, id: string, total: number): Promise<void> {
  await db.query({ text: 'update bulk_job set total = $2 where id = $1', values: [id, total] });
}

export async function findJobRow(db: Queryable, id: string): Promise<JobRow | null> {
  const [row] = await db.query<JobRow>({
    name: 'bulk.job',
    text: 'select id, noun, act, member, through, state from bulk_job where id = $1',
    values: [id],
  });
  return row ?? null;
}

/** Moves a job from one of these states to another; false when it was in none of them. */
export async function moveJob(
  db: Queryable,
  id: string,
  from: readonly BulkJob['state'][],
  to: BulkJob['state'],
): Promise<boolean> {
  const rows = await db.query({
    text: `update bulk_job set state = $3, finished_at = case when $3 in ('running', 'undoing') then null else clock_timestamp() end
      where id = $1 and state = any($2) returning id`,
    values: [id, from, to],
  });
  return rows.length > 0;
}

/** How a job stands; null unless it is that member's. */
export async function describeJob(db: Queryable, id: string, member: string): Promise<BulkJob | null> {
  const [row] = await db.query<BulkJob & { readonly act: BulkAct }>({
    text: `with counted as (select state, count(*)::int as count from bulk_item where job = $1 group by state)
      select id, noun, act, state, created_at as "createdAt", finished_at as "finishedAt", total,
        ${['waiting', 'changed', 'unchanged', 'refused', 'undone', 'kept'].map((state) => `coalesce((select count from counted where state = '${state}'), 0) as ${state}`).join(', ')},
        coalesce((select json_agg(json_build_object('id', record, 'code', code, 'field', field)) from (
          select record, code, field from bulk_item where job = $1 and state in ('refused', 'kept') order by state, n limit 20) first), '[]') as refusals
      from bulk_job where id = $1 and member = $2`,
    values: [id, member],
  });
  if (!row) return null;
  const { act, ...rest } = row;
  const kind = 'update' in act ? 'update' : 'delete' in act ? 'delete' : 'restore';
  const undoing = rest.state === 'undoing';
  return { ...rest, kind, waiting: undoing ? rest.changed : rest.waiting };
}

export interface Item {
  readonly n: number;
  readonly record: string;
  readonly version: number | null;
  readonly before: Values | null;
}

/** The next records of a job in this state, or the one numbered `only`. */
export function listItems(
  db: Queryable,
  job: string,
  state: 'waiting' | 'changed',
  { limit, only }: { readonly limit: number; readonly only?: number | undefined },
): Promise<Item[]> {
  return db.query<Item>({
    name: 'bulk.items',
    text: `select n, record, version, before from bulk_item
      where job = $1 and state = $2 and ($4::int is null or n = $4) order by n limit $3`,
    values: [job, state, limit, only ?? null],
  });
}

/** Keeps others from the job until the transaction ends; false where it is no longer as it was read. */
export async function lockJob(db: Queryable, { id, state }: JobRow): Promise<boolean> {
  const [row] = await db.query<{ state: string }>({
    name: 'bulk.lock',
    text: 'select state from bulk_job where id = $1 for no key update',
    values: [id],
  });
  return row?.state === state;
}

/** What became of one record. */
export interface Outcome {
  readonly n: number;
  readonly state: 'changed' | 'unchanged' | 'refused' | 'undone' | 'kept';
  readonly version?: number;
  readonly before?: Values;
  readonly code?: string;
  readonly field?: string | null;
}

export async function noteOutcomes(db: Queryable, job: string, outcomes: readonly Outcome[]): Promise<void> {
  await db.query({
    name: 'bulk.note',
    text: `update bulk_item i set state = given.state, version = coalesce(given.version, i.version),
        before = coalesce(given.before, i.before), code = given.code, field = given.field
      from jsonb_to_recordset($2) as given(n int, state text, version int, before jsonb, code text, field text)
      where i.job = $1 and i.n = given.n`,
    values: [job, JSON.stringify(outcomes)],
  });
}

/** Forgets jobs of more than a month ago, with what they could have taken back. */
export async function forgetJobs(db: Queryable): Promise<void> {
  await db.query({ text: `delete from bulk_job where created_at < now() - interval '30 days'` });
}
