import type { Queryable } from '../db/database.ts';
import type { DesiredTable } from './desired-schema.ts';
import { quote } from './names.ts';

/** What a workspace's schema lacks, as SQL in the order it must run. */
export interface Plan {
  readonly statements: readonly string[];
  /** Differences the reconciler does not dare to mend: they want a reviewed migration. */
  readonly refusals: readonly string[];
}

interface Existing {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly names: ReadonlySet<string>;
}

/** Compares the schema that `db` sees first with the desired tables. Only ever adds and renames; never drops or rewrites. */
export async function planSchema(db: Queryable, desired: readonly DesiredTable[]): Promise<Plan> {
  const existing = await readExisting(db);
  const statements: string[] = [];
  const refusals: string[] = [];
  for (const table of desired) statements.push(...planColumns(table, existing.columns.get(table.name), refusals));
  for (const table of desired) statements.push(...planMissing(table.constraints, existing));
  for (const table of desired) statements.push(...planMissing(table.indexes, existing));
  return { statements, refusals };
}

function planColumns(
  table: DesiredTable,
  existing: ReadonlyMap<string, string> | undefined,
  refusals: string[],
): string[] {
  if (!existing) {
    const columns = table.columns.map((column) => `${quote(column.name)} ${column.type} ${column.suffix ?? ''}`.trim());
    return [`create table ${quote(table.name)} (${[...columns, table.keys].join(', ')})`];
  }
  return table.columns.flatMap((column) => {
    const type = existing.get(column.name);
    if (type !== undefined) {
      if (type !== canonical(column.type))
        refusals.push(`${table.name}.${column.name} is ${type}, wanted ${column.type}`);
      return [];
    }
    if (column.was && existing.has(column.was))
      return [`alter table ${quote(table.name)} rename column ${quote(column.was)} to ${quote(column.name)}`];
    return [
      `alter table ${quote(table.name)} add column ${quote(column.name)} ${column.type} ${column.suffix ?? ''}`.trim(),
    ];
  });
}

function planMissing(wanted: ReadonlyMap<string, string>, existing: Existing): string[] {
  return [...wanted].filter(([name]) => !existing.names.has(name)).map(([, statement]) => statement);
}

/** Our spelling of a type as PostgreSQL's `format_type` prints it. */
function canonical(type: string): string {
  return type === 'timestamptz(3)' ? 'timestamp(3) with time zone' : type;
}

async function readExisting(db: Queryable): Promise<Existing> {
  const rows = await db.query<{ table_name: string; column_name: string; type: string }>({
    text: `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`,
  });
  const columns = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const table = columns.get(row.table_name) ?? new Map<string, string>();
    columns.set(row.table_name, table.set(row.column_name, row.type));
  }
  const names = await db.query<{ name: string }>({
    text: `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('i', 'I')
      union all select conname from pg_constraint where connamespace = current_schema()::regnamespace`,
  });
  return { columns, names: new Set(names.map((row) => row.name)) };
}
