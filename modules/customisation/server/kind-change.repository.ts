import type { Queryable } from '../../../server/db/database.ts';
import { quote, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { storageOf } from '../../../server/metadata/storage.ts';
import { unnestRows } from '../../../server/records/bulk-rows.ts';
import type { Manner } from '../../../shared/nouns/convert-value.ts';
import type { CustomFieldDefinition } from '../../../shared/nouns/custom-field.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

/** Changes of the kind of a field, and what each found or replaced: the values of before are kept until they are given up. */
export const kindChangeDdl = [
  `create table if not exists kind_change (
    id uuid primary key,
    number integer generated always as identity,
    field uuid not null,
    noun text not null,
    name text not null,
    before jsonb not null,
    after jsonb not null,
    manner jsonb not null,
    undoes uuid,
    state text not null,
    total integer not null,
    done integer not null default 0,
    failed integer not null default 0,
    last uuid,
    at timestamptz not null default now())`,
  `create table if not exists kind_change_value (
    change uuid not null references kind_change (id) on delete cascade,
    record uuid not null,
    was jsonb not null,
    failed boolean not null,
    primary key (change, record))`,
  'create index if not exists kind_change_failed_idx on kind_change_value (change, record) where failed',
];

/**
 * `counting` and `counted` change nothing; `converting` fills columns beside the field's own; `done` has put them in its
 * place and keeps the values of before; `closed` has given those up, `undone` has put them back.
 */
export type KindChangeState = 'counting' | 'counted' | 'converting' | 'done' | 'undone' | 'closed' | 'cancelled';

export interface KindChange {
  readonly id: string;
  readonly number: number;
  /** The id of the added field. */
  readonly field: string;
  readonly noun: string;
  readonly name: string;
  readonly before: CustomFieldDefinition;
  readonly after: CustomFieldDefinition;
  /** How the texts write numbers and days. */
  readonly manner: Pick<Manner, 'numbers' | 'dates'>;
  /** The change that this one takes back. */
  readonly undoes: string | null;
  readonly state: KindChangeState;
  /** Records with a value, how many of them have been looked at, and how many have one that can not be converted. */
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly last: string | null;
}

const columns = 'id, number, field, noun, name, before, after, manner, undoes, state, total, done, failed, last';

export async function insertKindChange(db: Queryable, change: Omit<KindChange, 'number' | 'done' | 'failed' | 'last'>) {
  const { id, field, noun, name, before, after, manner, undoes, state, total } = change;
  await db.query({
    text: `insert into kind_change (id, field, noun, name, before, after, manner, undoes, state, total)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [id, field, noun, name, ...[before, after, manner].map((one) => JSON.stringify(one)), undoes, state, total],
  });
}

/** With `lock`, nobody else moves it on before the transaction ends. */
export async function findKindChange(db: Queryable, id: string, lock = false): Promise<KindChange | null> {
  const [row] = await db.query<KindChange>({
    text: `select ${columns} from kind_change where id = $1${lock ? ' for update' : ''}`,
    values: [id],
  });
  return row ?? null;
}

/** Those that still have something to be done or decided, the newest first. */
export function listOpenChanges(db: Queryable, field?: string): Promise<KindChange[]> {
  return db.query<KindChange>({
    text: `select ${columns} from kind_change where state in ('counting', 'counted', 'converting', 'done')
      and ($1::uuid is null or field = $1) order by number desc`,
    values: [field ?? null],
  });
}

/** Moves a change on; false where it is in another state by now. */
export async function moveKindChange(
  db: Queryable,
  id: string,
  from: readonly KindChangeState[],
  to: KindChangeState,
): Promise<boolean> {
  const rows = await db.query({
    text: 'update kind_change set state = $3 where id = $1 and state = any($2) returning id',
    values: [id, from, to],
  });
  return rows.length > 0;
}

/** Begins to look at all records anew. */
export async function rewindKindChange(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from kind_change_value where change = $1', values: [id] });
  await db.query({ text: 'update kind_change set done = 0, failed = 0, last = null where id = $1', values: [id] });
}

export async function noteProgress(db: Queryable, id: string, done: number, failed: number, last: string) {
  await db.query({
    text: 'update kind_change set done = done + $2, failed = failed + $3, last = $4 where id = $1',
    values: [id, done, failed, last],
  });
}

export async function forgetValues(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from kind_change_value where change = $1', values: [id] });
}

/** A record's value as it is, and what it was before the change that is being taken back. */
export interface SourceValue {
  readonly id: string;
  readonly value: unknown;
  /** Absent where there was none. */
  readonly earlier: unknown;
  readonly hasEarlier: boolean;
  /** The state of the row it was read in. */
  readonly seen: string;
}

export interface Place {
  readonly noun: Noun;
  readonly name: string;
  /** The field as it is now. */
  readonly field: Field;
}

/** How many records hold a value. */
export async function countValues(db: Queryable, place: Place): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from ${quote(tableOf(place.noun))} t where ${filled(place)}`,
  });
  return row?.count ?? 0;
}

/** Different values, at most `limit` of them. */
export async function listDistinct(db: Queryable, place: Place, limit: number): Promise<readonly unknown[]> {
  const rows = await db.query<{ value: unknown }>({
    text: `select distinct ${source(place)} as value from ${quote(tableOf(place.noun))} t where ${filled(place)} limit ${limit}`,
  });
  return rows.map(({ value }) => value);
}

/** The next records in the order of their ids. */
export function listValues(db: Queryable, place: Place, change: KindChange, limit: number): Promise<SourceValue[]> {
  return db.query<SourceValue>({
    text: `select t.id, ${source(place)} as value, e.was as earlier, e.record is not null as "hasEarlier",
        t.xmin::text as seen
      from ${quote(tableOf(place.noun))} t left join kind_change_value e on e.change = $1 and e.record = t.id
      where (${filled(place)} or e.failed) and ($2::uuid is null or t.id > $2) order by t.id limit ${limit}`,
    values: [change.undoes, change.last],
  });
}

/**
 * Records whose values are others than those that were converted, by the index of exactly these. Without it, as before all have been
 * looked at, it would go through the table.
 */
export async function listStale(
  db: Queryable,
  place: Place,
  change: KindChange,
  limit: number,
): Promise<SourceValue[]> {
  // PostgreSQL takes most rows for ones that differ, and would look for them where they stand.
  await db.query({ text: 'set local enable_seqscan = off' });
  return db.query<SourceValue>({
    text: `select t.id, ${source(place)} as value, e.was as earlier, e.record is not null as "hasEarlier",
        t.xmin::text as seen
      from ${quote(tableOf(place.noun))} t left join kind_change_value e on e.change = $1 and e.record = t.id
      where ${staleIn(place, change, 't.')} limit ${limit}`,
    values: [change.undoes],
  });
}

/** An index of the records that `listStale` looks for, made while everybody goes on writing. */
export async function indexStale(session: Queryable, place: Place, change: KindChange): Promise<void> {
  const name = quote(`k${change.number}_stale`);
  // One that was cut short is no use.
  await session.query({ text: `drop index concurrently if exists ${name}` });
  await session.query({
    text: `create index concurrently ${name} on ${quote(tableOf(place.noun))} (id) where ${staleIn(place, change)}`,
  });
}

function staleIn(place: Place, change: KindChange, table = ''): string {
  const pairs = convertedFrom(change, place).map(
    ([column, was]) => `${table}${quote(column)} is distinct from ${table}${quote(was)}`,
  );
  return `(${pairs.join(' or ')})`;
}

/** What became of a record's value; `value` is null where it can not be converted or there is none. */
export interface Converted {
  readonly id: string;
  readonly was: unknown;
  readonly value: unknown;
  readonly failed: boolean;
  readonly seen: string;
}

export async function keepValues(db: Queryable, change: string, rows: readonly Converted[]): Promise<void> {
  await db.query({
    text: `insert into kind_change_value (change, record, was, failed)
      select $1, id, coalesce(was, 'null'), failed from jsonb_to_recordset($2::jsonb) as g (id uuid, was jsonb, failed boolean)
      on conflict (change, record) do update set was = excluded.was, failed = excluded.failed`,
    values: [change, JSON.stringify(rows.map(({ id, was, failed }) => ({ id, was, failed })))],
  });
}

/** The columns that are filled beside the field's own, by those they will be. */
function besides({ number }: KindChange, column: string, after: Field): readonly (readonly [string, string, string])[] {
  return storageOf(after)
    .columns(column, after)
    .map(({ name, type }) => [name, `k${number}_${name}`, type] as const);
}

/** The field's own columns, with those that keep from which value a record was converted: whoever writes another makes it stale. */
function convertedFrom({ number }: KindChange, { name, field }: Place): readonly (readonly [string, string, string])[] {
  const column = snakeCase(name);
  return storageOf(field)
    .columns(column, field)
    .map((one) => [one.name, `k${number}_was_${one.name}`, one.type] as const);
}

/** Makes the columns beside the field's own; false where all of them are there. */
export async function addBesides(db: Queryable, place: Place, change: KindChange, after: Field) {
  const { noun, name } = place;
  const wanted = [...besides(change, snakeCase(name), after), ...convertedFrom(change, place)];
  const there = await db.query({
    text: `select from pg_attribute where attrelid = $1::regclass and attname = any($2) and not attisdropped`,
    values: [quote(tableOf(noun)), wanted.map(([, beside]) => beside)],
  });
  if (there.length === wanted.length) return false;
  const adds = wanted.map(([, beside, type]) => `add column if not exists ${quote(beside)} ${type}`);
  await db.query({ text: `alter table ${quote(tableOf(noun))} ${adds.join(', ')}` });
  return true;
}

/** Fills them in for rows that nobody has written since they were read; the others stay stale. */
export async function fillBesides(
  db: Queryable,
  place: Place,
  change: KindChange,
  after: Field,
  rows: readonly Converted[],
): Promise<void> {
  const { noun, name } = place;
  const wanted = besides(change, snakeCase(name), after);
  const written = rows.map(({ id, seen, value }) => ({ id, seen, ...storageOf(after).write(value, snakeCase(name)) }));
  const { text, values } = unnestRows(written, ['id', 'seen', ...wanted.map(([column]) => column)]);
  const sets = [
    ...wanted.map(([column, beside, type]) => `${quote(beside)} = u.${quote(column)}::${type}`),
    ...convertedFrom(change, place).map(([column, was]) => `${quote(was)} = t.${quote(column)}`),
  ];
  await db.query({
    text: `update ${quote(tableOf(noun))} t set ${sets.join(', ')} from ${text}
      where t.id = u.id::uuid and t.xmin::text = u.seen`,
    values,
  });
}

/** Lets nobody write the noun's records until the transaction ends; they are read as before. */
export async function lockWriters(db: Queryable, noun: Noun): Promise<void> {
  await db.query({ text: `lock table ${quote(tableOf(noun))} in share row exclusive mode` });
}

/** Puts the filled columns in the place of the field's own. `indexes`: those of the field as it was. */
export async function putInPlace(
  db: Queryable,
  place: Place,
  change: KindChange,
  after: Field,
  indexes: readonly string[],
): Promise<void> {
  const { noun, name } = place;
  const table = quote(tableOf(noun));
  for (const index of indexes) await db.query({ text: `drop index if exists ${quote(index)}` });
  const drops = convertedFrom(change, place).flatMap(([column, was]) => [
    `drop column ${quote(column)}`,
    `drop column ${quote(was)}`,
  ]);
  await db.query({ text: `alter table ${table} ${drops.join(', ')}` });
  for (const [column, beside] of besides(change, snakeCase(name), after))
    await db.query({ text: `alter table ${table} rename column ${quote(beside)} to ${quote(column)}` });
}

export async function dropBesides(db: Queryable, place: Place, change: KindChange, after: Field) {
  const made = [...besides(change, snakeCase(place.name), after), ...convertedFrom(change, place)];
  const drops = made.map(([, beside]) => `drop column if exists ${quote(beside)}`);
  await db.query({ text: `alter table ${quote(tableOf(place.noun))} ${drops.join(', ')}` });
}

export interface FailedValue {
  readonly record: string;
  readonly label: string | null;
  readonly value: unknown;
}

/** Records whose values can not be converted, in the order of their ids. */
export function listFailed(db: Queryable, noun: Noun, id: string, after: string | null, limit: number) {
  return db.query<FailedValue>({
    text: `select v.record, t.${quote(snakeCase(noun.title))}::text as label, v.was as value
      from kind_change_value v left join ${quote(tableOf(noun))} t on t.id = v.record
      where v.change = $1 and v.failed and ($2::uuid is null or v.record > $2) order by v.record limit ${limit}`,
    values: [id, after],
  });
}

/** The value as a document; a JSON null where there is none. */
function source(place: Place): string {
  const json = storageOf(place.field).json('t', snakeCase(place.name));
  return `case when ${filled(place)} then to_jsonb(${json}) else 'null'::jsonb end`;
}

function filled({ name, field }: Place): string {
  const [first] = storageOf(field).columns(snakeCase(name), field);
  if (!first) throw new Error(`${name} has no column`);
  return `t.${quote(first.name)} is not null`;
}
