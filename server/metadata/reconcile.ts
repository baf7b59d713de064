import type { Queryable } from '../db/database.ts';
import type { DesiredTable } from './desired-schema.ts';
import { quote } from './names.ts';

/** What a workspace's schema lacks, as SQL in the order it must run. */
export interface Plan {
  readonly statements: readonly string[];
  /** Differences the reconciler does not dare to mend: they want a reviewed migration. */
  readonly refusals: readonly string[];
}

/** The statements that made a schema's indexes and foreign keys, by their names. */
export type Definitions = Readonly<Record<string, string>>;

interface Existing {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Indexes and foreign keys by name, and how each would be dropped. */
  readonly drops: ReadonlyMap<string, string>;
}

/**
 * Compares the schema that `db` sees first with the desired tables. Columns are only ever added and renamed, never
 * dropped or rewritten. Indexes and foreign keys hold no data: they are made anew where `made`, the statements that made
 * them, differ from what is declared, and dropped where they are declared no more. Those that are made `later` are only
 * dropped here.
 */
export async function planSchema(db: Queryable, desired: readonly DesiredTable[], made: Definitions): Promise<Plan> {
  const existing = await readExisting(db);
  const wanted = definitionsOf(desired);
  const refusals: string[] = [];
  const columns = desired.flatMap((table) => planTable(table, existing.columns, refusals));
  const stale = Object.keys({ ...made, ...wanted }).filter((name) => made[name] !== wanted[name]);
  const drops = stale.flatMap((name) => existing.drops.get(name) ?? []);
  const later = new Set(desired.flatMap((table) => [...table.later.keys()]));
  const missing = Object.entries(wanted).filter(
    ([name]) => !later.has(name) && (stale.includes(name) || !existing.drops.has(name)),
  );
  return { statements: [...drops, ...columns, ...missing.map(([, statement]) => statement)], refusals };
}

/** Foreign keys before indexes: they point at primary keys, which come with their tables. */
export function definitionsOf(desired: readonly DesiredTable[]): Definitions {
  const constraints = desired.flatMap((table) => [...table.constraints]);
  const later = desired.flatMap((table) => [...table.later].map(([name, { statement }]) => [name, statement] as const));
  return Object.fromEntries([...constraints, ...desired.flatMap((table) => [...table.indexes]), ...later]);
}

function planTable(
  table: DesiredTable,
  existing: ReadonlyMap<string, ReadonlyMap<string, string>>,
  refusals: string[],
): string[] {
  const columns = existing.get(table.name);
  const former = columns || !table.was ? undefined : existing.get(table.was);
  if (!former || !table.was) return planColumns(table, columns, refusals);
  const key = (name: string) => quote(`${name}_pkey`);
  return [
    `alter table ${quote(table.was)} rename to ${quote(table.name)}`,
    `alter table ${quote(table.name)} rename constraint ${key(table.was)} to ${key(table.name)}`,
    ...planColumns(table, former, refusals),
  ];
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
  const droppable = await db.query<{ name: string; drop: string }>({
    text: `select relname::text as name, format('drop index %I', relname) as drop
        from pg_class join pg_index on indexrelid = oid
        where relnamespace = current_schema()::regnamespace and not indisprimary
      union all select conname, format('alter table %s drop constraint %I', conrelid::regclass, conname)
        from pg_constraint where connamespace = current_schema()::regnamespace and contype = 'f'`,
  });
  return { columns, drops: new Map(droppable.map(({ name, drop }) => [name, drop])) };
}
