import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { columnTypes, unnestRows } from './bulk-rows.ts';
import { Params } from './params.ts';
import type { RecordText } from './read.ts';
import type { Values } from './rules.ts';
import { selectList } from './select-list.ts';
import { columnsOf, searchColumn, valuesOf } from './values.ts';

/** What is to be written of a record that is locked. */
export interface RowChange {
  readonly before: AnyRecord;
  readonly patch: Values;
  readonly computed: Values;
}

/** Writes the columns of records, those that write the same ones by one statement; answers the records as they are now by id. */
export async function writeRows(
  ctx: TransactionContext,
  noun: Noun,
  changes: readonly RowChange[],
): Promise<ReadonlyMap<string, RecordText>> {
  const alike = new Map<string, Record<string, unknown>[]>();
  for (const change of changes) {
    const columns = changedColumns(noun, change);
    const key = Object.keys(columns).sort().join(' ');
    const rows = alike.get(key) ?? [];
    rows.push({ ...columns, id: change.before.id });
    alike.set(key, rows);
  }
  const written = new Map<string, RecordText>();
  for (const rows of alike.values()) {
    for (const { id, ...row } of await writeAlike(ctx, noun, rows)) written.set(id, row);
  }
  if (written.size < changes.length) throw new Error(`Updating ${changes.length} ${noun.plural} wrote ${written.size}`);
  return written;
}

function changedColumns(noun: Noun, { before, patch, computed }: RowChange): Record<string, unknown> {
  const columns = columnsOf(noun, { ...patch, ...computed });
  const searchable = Object.keys(patch).some((name) => noun.fields[name]?.search);
  return searchable ? { ...columns, search: searchColumn(noun, { ...valuesOf(noun, before), ...patch }) } : columns;
}

function writeAlike(
  ctx: TransactionContext,
  noun: Noun,
  rows: readonly Record<string, unknown>[],
): Promise<(RecordText & { readonly id: string })[]> {
  const types = columnTypes(noun);
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id');
  const sets = names.map((name) => `${quote(name)} = u.${quote(name)}::${types[name]}`);
  const source = unnestRows(rows, [...names, 'id']);
  const params = new Params();
  params.values.push(...source.values);
  const list = selectList(ctx, noun, {}, params);
  const text =
    `with t as (update ${quote(tableOf(noun))} w set ${[...sets, 'version = version + 1', 'updated_at = now()'].join(', ')} ` +
    `from ${source.text} where w.id = u.id::uuid returning w.*) ` +
    `select t.id, (select row_to_json(r) from (select ${list}) r)::text as json, t.version from t`;
  return ctx.db.query({ text, values: params.values });
}
