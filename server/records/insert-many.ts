import type { Noun } from '../../shared/nouns/noun.ts';
import type { Link } from '../../shared/nouns/value.ts';
import { computeNewOfMany } from '../computed/compute.ts';
import { noteWritten } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { linksTableOf, quote, tableOf } from '../metadata/names.ts';
import { columnTypes, isFilled, unnestRows } from './bulk-rows.ts';
import { linkFieldsIn } from './links.ts';
import type { FinishedRecord } from './rules.ts';
import { columnsOf, searchColumn } from './values.ts';

/**
 * Writes records by one statement, column for column as the verbs do, but past rights, rules and the change log: for
 * load data of a few thousand records a call.
 */
export async function insertMany(
  ctx: TransactionContext,
  declared: Noun,
  records: readonly FinishedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const noun = ctx.registry.getNoun(declared.name);
  const now = ctx.now().toISOString();
  const given = records.map(({ values, createdAt }) => ({ ...values, createdAt: createdAt ?? now }));
  const computed = await computeNewOfMany(ctx, noun, given);
  const rows = records.map((record, index) => ({
    id: record.id,
    created_at: record.createdAt ?? (ctx.asOf || hasAny(computed[index]) ? now : undefined),
    updated_at: record.createdAt ?? (ctx.asOf ? now : undefined),
    created_by: record.createdBy,
    search: searchColumn(noun, record.values),
    ...columnsOf(noun, { ...record.values, ...computed[index] }),
  }));
  await insertRows(ctx, tableOf(noun), columnTypes(noun), rows);
  for (const field of linkFieldsIn(noun, Object.assign({}, ...records.map((record) => record.values)))) {
    const links = records.flatMap(({ id, values }) =>
      linkRows(id, values[field] as readonly Link[] | null | undefined),
    );
    await insertRows(ctx, linksTableOf(noun, field), linkTypes, links);
  }
  noteWritten(
    ctx,
    noun,
    records.map(({ id, values }) => ({ id, before: null, after: values })),
  );
}

/** The moment a formula took for the record's creation is the one that is written. */
function hasAny(computed: object | undefined): boolean {
  return computed !== undefined && Object.keys(computed).length > 0;
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
  const casts = filled.map((name) => `u.${quote(name)}::${types[name]}`).join(', ');
  const { text, values } = unnestRows(rows, filled);
  await ctx.db.query({ text: `insert into ${quote(table)} (${columns}) select ${casts} from ${text}`, values });
}
