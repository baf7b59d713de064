import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Link } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';
import { linkFieldsIn } from './links.ts';
import type { Values } from './rules.ts';
import { columnsOf, searchColumn } from './values.ts';

/** A record whose values are complete, in normal form and past every rule. */
export interface FinishedRecord {
  readonly id: string;
  /** ISO 8601 in UTC; now when absent. */
  readonly createdAt?: string;
  readonly createdBy: string | null;
  readonly values: Values;
}

const systemColumns = {
  id: 'uuid',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  created_by: 'uuid',
  search: 'text',
};

/**
 * Writes records by one statement, column for column as the verbs do, but past rights, rules and the change log: for
 * load data of a few thousand records a call.
 */
export async function insertMany(
  ctx: TransactionContext,
  noun: Noun,
  records: readonly FinishedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => ({
    id: record.id,
    created_at: record.createdAt,
    updated_at: record.createdAt,
    created_by: record.createdBy,
    search: searchColumn(noun, record.values),
    ...columnsOf(noun, record.values),
  }));
  await insertRows(ctx, tableOf(noun), columnTypes(noun), rows);
  for (const field of linkFieldsIn(noun, Object.assign({}, ...records.map((record) => record.values)))) {
    const links = records.flatMap(({ id, values }) =>
      linkRows(id, values[field] as readonly Link[] | null | undefined),
    );
    await insertRows(ctx, linksTableOf(noun, field), linkTypes, links);
  }
}

const linkTypes = {
  source: 'uuid',
  target: 'uuid',
  role: 'text',
  starts_on: 'date',
  ends_on: 'date',
  position: 'integer',
};

function linkRows(source: string, links: readonly Link[] | null | undefined) {
  return (links ?? []).map(({ id, role, from, to }, index) => ({
    ...{ source, target: id, role: role ?? null, position: index + 1 },
    ...{ starts_on: from ?? null, ends_on: to ?? null },
  }));
}

function columnTypes(noun: Noun): Readonly<Record<string, string>> {
  const columns = Object.entries(allFields(noun)).flatMap(([name, field]) =>
    storageOf(field).columns(snakeCase(name), field),
  );
  return { ...Object.fromEntries(columns.map(({ name, type }) => [name, type])), ...systemColumns };
}

/** One array of texts a column, cast to the column's type by the database; columns that are empty throughout are left out. */
async function insertRows(
  ctx: TransactionContext,
  table: string,
  types: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const filled = Object.keys(types).filter((name) => rows.some((row) => isFilled(row[name])));
  if (filled.length === 0) return;
  const columns = filled.map(quote).join(', ');
  const casts = filled.map((name, index) => `u.c${index}::${types[name]}`).join(', ');
  const arrays = filled.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const aliases = filled.map((_, index) => `c${index}`).join(', ');
  await ctx.db.query({
    text: `insert into ${quote(table)} (${columns}) select ${casts} from unnest(${arrays}) u (${aliases})`,
    values: filled.map((name) => rows.map((row) => asText(row[name]))),
  });
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function asText(value: unknown): string | null {
  if (!isFilled(value)) return null;
  return Array.isArray(value) ? arrayLiteral(value) : String(value);
}

/** A list as PostgreSQL writes it, e.g. `{"customer","partner"}`. */
function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map((item) => `"${String(item).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}
