import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { quote, snakeCase } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';

const systemColumns = {
  id: 'uuid',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  created_by: 'uuid',
  search: 'text',
};

/** The columns of a noun's table that records are written to, with their types. */
export function columnTypes(noun: Noun): Readonly<Record<string, string>> {
  const columns = Object.entries(allFields(noun)).flatMap(([name, field]) =>
    storageOf(field).columns(snakeCase(name), field),
  );
  return { ...Object.fromEntries(columns.map(({ name, type }) => [name, type])), ...systemColumns };
}

/** Rows as `unnest(…) u (column, …)`, each column an array of texts. */
export function unnestRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
): { readonly text: string; readonly values: readonly unknown[] } {
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  return {
    text: `unnest(${arrays}) u (${columns.map(quote).join(', ')})`,
    values: columns.map((name) => rows.map((row) => asText(row[name]))),
  };
}

export function isFilled(value: unknown): boolean {
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
