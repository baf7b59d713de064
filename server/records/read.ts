import { AppError, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, RecordOf } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import type { Context, TransactionContext } from '../context.ts';
import type { Statement } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql } from './filter-sql.ts';
import { Params } from './params.ts';
import { type Shape, selectList } from './select-list.ts';

export interface RecordText {
  readonly json: string;
  readonly version: number;
  /** False where a change was asked for that changed nothing. */
  readonly changed?: boolean;
  /** What the record became part of, where it lies in the bin for that. */
  readonly mergedInto?: string | null;
}

/** A record as JSON text; also one that lies in the bin. Throws 404 when there is none the actor may read. */
export async function getRecordText(ctx: Context, noun: Noun, id: string, shape: Shape = {}): Promise<RecordText> {
  const found = await findRecordText(ctx, noun, id, shape);
  if (!found) throw notFound(noun.name, id);
  return found;
}

/**
 * A record as the actor has just written it, also where the write handed it over to somebody whose records they may not
 * read.
 */
export async function readBack(ctx: Context, noun: Noun, id: string): Promise<RecordText> {
  const record = await selectRecord(ctx, noun, id, {}, () => null);
  if (!record) throw notFound(noun.name, id);
  return record;
}

/** As `getRecordText`, or null. */
export async function findRecordText(
  ctx: Context,
  noun: Noun,
  id: string,
  shape: Shape = {},
): Promise<RecordText | null> {
  assertMay(ctx, noun, 'read');
  return selectRecord(ctx, noun, id, shape, (params) => accessSql(ctx, noun, 'read', { params, alias: 't' }));
}

async function selectRecord(
  ctx: Context,
  noun: Noun,
  id: string,
  shape: Shape,
  access: (params: Params) => string | null,
): Promise<RecordText | null> {
  const params = new Params();
  const key = params.add(id);
  const list = selectList(ctx, noun, shape, params);
  const allowed = access(params);
  const visible = allowed ? ` and ${allowed}` : '';
  const text =
    `select (select row_to_json(r) from (select ${list}) r)::text as json, t.version, ${mergedIntoSql} as "mergedInto" ` +
    `from ${quote(tableOf(noun))} t where t.id = ${key}::uuid${visible}`;
  const [row] = await ctx.db.query<RecordText>({
    ...{ text, values: params.values, onePlan: true },
  });
  return row ?? null;
}

/** Asked of what lies in the bin alone. */
const mergedIntoSql = `case when t.deleted_at is null then null else (select m.winner from record_merge m where m.loser = t.id and m.state in ('merged', 'undoing')) end`;

/** A record parsed; throws 404 when there is none the actor may read. */
export async function getRecord<N extends Noun>(
  ctx: Context,
  noun: N,
  id: string,
  shape?: Shape,
): Promise<RecordOf<N>> {
  return JSON.parse((await getRecordText(ctx, noun, id, shape)).json) as RecordOf<N>;
}

export interface LockedRecord {
  readonly record: AnyRecord;
  /** Whether the actor's right to the asked action reaches this record. */
  readonly allowed: boolean;
}

/**
 * Reads a record for changing it: other writers wait until the transaction ends. Throws 404 like `getRecord`. It comes with
 * every field there is, those hidden from the actor too: what is written must not lose them.
 *
 * Whoever had to wait gets the row as it is now, but sub-queries (links, a parent's owner) as they were when the statement
 * began: then everything is read a second time, under the lock.
 */
export async function lockRecord(
  ctx: TransactionContext,
  noun: Noun,
  id: string,
  action: 'update' | 'delete' | 'restore' | 'share' | 'merge',
): Promise<LockedRecord> {
  const statement = lockStatement(ctx, noun, id, action);
  let [row] = await ctx.db.query<LockedRow>(statement);
  if (row && row.seen !== row.version) [row] = await ctx.db.query<LockedRow>(statement);
  if (!row) throw notFound(noun.name, id);
  return { record: JSON.parse(row.json) as AnyRecord, allowed: row.allowed };
}

/** As `lockRecord` for many, in the order of their ids and by one statement; by id, without those the actor may not read. */
export async function lockRecords(
  ctx: TransactionContext,
  noun: Noun,
  ids: readonly string[],
  action: 'update' | 'delete' | 'restore' | 'share' | 'merge',
): Promise<ReadonlyMap<string, LockedRecord>> {
  const statement = lockStatement(ctx, noun, ids, action, ' order by t.id for no key update of t');
  let rows = await ctx.db.query<LockedRow>(statement);
  if (rows.some((row) => row.seen !== row.version)) rows = await ctx.db.query<LockedRow>(statement);
  return new Map(
    rows.map(({ json, allowed }) => {
      const record = JSON.parse(json) as AnyRecord;
      return [record.id, { record, allowed }];
    }),
  );
}

/** As `lockRecord`, but nobody is made to wait: the record may have changed by the time it is written. */
export async function readForChange(ctx: Context, noun: Noun, id: string, action: 'update'): Promise<LockedRecord> {
  const [row] = await ctx.db.query<LockedRow>(lockStatement(ctx, noun, id, action, ''));
  if (!row) throw notFound(noun.name, id);
  return { record: JSON.parse(row.json) as AnyRecord, allowed: row.allowed };
}

interface LockedRow {
  readonly json: string;
  readonly allowed: boolean;
  readonly version: number;
  /** The version when the statement began. */
  readonly seen: number;
}

function lockStatement(
  asked: Context,
  declared: Noun,
  id: string | readonly string[],
  action: 'update' | 'delete' | 'restore' | 'share' | 'merge',
  lock = ' for no key update of t',
): Statement {
  const ctx = withEveryField(asked);
  const noun = ctx.registry.getNoun(declared.name);
  const params = new Params();
  const key = typeof id === 'string' ? `${params.add(id)}::uuid` : `any(${params.add(id)}::uuid[])`;
  const list = selectList(ctx, noun, {}, params);
  const [readable, changeable] = (['read', action] as const).map(
    (each) => accessSql(ctx, noun, each, { params, alias: 't' }) ?? 'true',
  );
  const table = quote(tableOf(noun));
  const isPlain = !noun.parent && !Object.values(noun.fields).some((field) => field.kind === 'links');
  const seen = isPlain ? 't.version' : `(select v.version from ${table} v where v.id = t.id)`;
  const text =
    `select (select row_to_json(r) from (select ${list}) r)::text as json, (${changeable}) as allowed, ` +
    `t.version, ${seen} as seen from ${table} t where t.id = ${key} and ${readable}${lock}`;
  return { text, values: params.values, onePlan: typeof id === 'string' };
}

/** The state that was changed meanwhile goes back with the refusal, so that nothing typed is lost. */
export function staleError(current: AnyRecord): AppError {
  return new AppError(412, 'stale', { current });
}
