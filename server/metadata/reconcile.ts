import type { Queryable } from '../db/database.ts';
import { carriedFilters, carriedNames, type FilterColumn, setNamesAside } from './carry-names.ts';
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

/** An earlier Rapport gave each workspace this function; now it is the server's own, as workspaces may write none. */
const formerFunction = 'ensure_change_partitions';

interface Existing {
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** How many values are kept to guess by, of columns as `table.column` for which that was said. */
  readonly statistics: ReadonlyMap<string, number>;
  /** Indexes and foreign keys by name, and how each would be dropped. */
  readonly drops: ReadonlyMap<string, string>;
  /** The table of each of them. */
  readonly tables: ReadonlyMap<string, string>;
  readonly sequences: ReadonlySet<string>;
}

/**
 * Compares the schema that `db` sees first with the desired tables. Columns are only ever added and renamed, never
 * dropped or rewritten. Indexes and foreign keys hold no data: they are made anew where `made`, the statements that made
 * them, differ from what is declared, and dropped where they are declared no more. Those that are made `later` are only
 * dropped here.
 */
export async function planSchema(
  db: Queryable,
  desired: readonly DesiredTable[],
  made: Definitions,
  filters: readonly FilterColumn[] = [],
): Promise<Plan> {
  const existing = await readExisting(db);
  const wanted = definitionsOf(desired);
  const refusals: string[] = [];
  const columns = desired.flatMap((table) => planTable(table, existing.columns, refusals));
  const carried = planCarried(desired, existing.columns, filters);
  const known = Object.keys({ ...made, ...wanted }).filter((name) => made[name] !== wanted[name]);
  const stale = [...known, ...(Object.keys(made).length === 0 ? unwritten(existing, desired, wanted) : [])];
  const drops = [...stale, formerFunction].flatMap((name) => existing.drops.get(name) ?? []);
  const later = new Set(desired.flatMap((table) => [...table.later.keys()]));
  const missing = Object.entries(wanted).filter(
    ([name]) => !later.has(name) && (stale.includes(name) || !existing.drops.has(name)),
  );
  const indexes = missing.map(([, statement]) => statement);
  const statistics = planStatistics(desired, existing);
  return { statements: [...drops, ...columns, ...carried, ...statistics, ...indexes], refusals };
}

/** Names that were texts become records, once every table is there. */
function planCarried(
  desired: readonly DesiredTable[],
  existing: Existing['columns'],
  filters: readonly FilterColumn[],
): readonly string[] {
  const found = desired.flatMap((table) =>
    table.columns.flatMap(({ name, names }) =>
      names && existing.get(table.name)?.get(name) === 'text' ? [{ table: table.name, column: name, names }] : [],
    ),
  );
  return [...found.flatMap(carriedNames), ...carriedFilters(found, filters)];
}

/** What an earlier Rapport made without writing it down, and this one does not want: told by names of the form it gives. */
function unwritten({ tables }: Existing, desired: readonly DesiredTable[], wanted: Definitions): readonly string[] {
  const nouns = new Set(desired.map(({ name }) => name));
  const isOurs = ([name, table]: readonly [string, string]) => nouns.has(table) && name.startsWith(`${table}_`);
  return [...tables].filter(isOurs).flatMap(([name]) => (name in wanted ? [] : [name]));
}

/** How the platform's statements, which may all be run again, name what they make. */
const made = [
  /^create (?:unlogged )?table if not exists (?<relation>\w+)/,
  /^create (?:unique )?index if not exists (?<relation>\w+)/,
  /^create sequence if not exists (?<relation>\w+)/,
  /^alter table (?<table>\w+) add column if not exists (?<column>\w+)/,
  // A default that an added column needs for the rows there are.
  /^alter table (?<table>\w+) alter column (?<column>\w+) drop default/,
];

/**
 * Those of the platform's statements that would find something to do. What makes nothing (a partition, a row taken away) is
 * among them as long as the statements have `changed` since they were run last.
 */
export async function planPlatform(
  db: Queryable,
  statements: readonly string[],
  changed: boolean,
): Promise<readonly string[]> {
  const { columns, drops, sequences } = await readExisting(db);
  const isThere = (statement: string) => {
    const found = made.map((form) => form.exec(statement)?.groups).find(Boolean);
    if (!found) return !changed;
    const { relation, table, column } = found;
    if (relation) return columns.has(relation) || drops.has(relation) || sequences.has(relation);
    return column !== undefined && columns.get(table ?? '')?.has(column) === true;
  };
  return statements.filter((statement) => !isThere(statement));
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
  // PostgreSQL leaves room for the ending.
  const key = (name: string) => quote(`${name.slice(0, 58)}_pkey`);
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
      if (column.names && type === 'text') return setNamesAside(table.name, column.name);
      if (type !== canonical(column.type))
        refusals.push(`${table.name}.${column.name} is ${type}, wanted ${column.type}`);
      return [];
    }
    if (column.was && existing.has(column.was))
      return [`alter table ${quote(table.name)} rename column ${quote(column.was)} to ${quote(column.name)}`];
    const [owner, name] = [quote(table.name), quote(column.name)];
    const from = column.from === undefined || !existing.has(column.from) ? null : quote(column.from);
    return [
      `alter table ${owner} add column ${name} ${column.type} ${column.suffix ?? ''}`.trim(),
      ...(from ? [`update ${owner} set ${name} = ${from} where ${from} is not null`] : []),
    ];
  });
}

/** What is kept to guess by, gathered at once where there are records: by itself that would be done after many changes only. */
function planStatistics(
  desired: readonly DesiredTable[],
  { statistics, columns }: Pick<Existing, 'statistics' | 'columns'>,
): readonly string[] {
  return desired.flatMap((table) =>
    table.columns.flatMap((column) => {
      const wanted = column.statistics;
      if (wanted === undefined || statistics.get(`${table.name}.${column.name}`) === wanted) return [];
      const [owner, name] = [quote(table.name), quote(column.name)];
      const set = `alter table ${owner} alter column ${name} set statistics ${wanted}`;
      return columns.has(table.name) ? [set, `analyze ${owner} (${name})`] : [set];
    }),
  );
}

/** Our spelling of a type as PostgreSQL's `format_type` prints it. */
function canonical(type: string): string {
  return type === 'timestamptz(3)' ? 'timestamp(3) with time zone' : type;
}

async function readExisting(db: Queryable): Promise<Existing> {
  const rows = await db.query<{ table_name: string; column_name: string; type: string; statistics: number | null }>({
    text: `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
        nullif(a.attstattarget::int, -1) as statistics
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`,
  });
  const columns = new Map<string, Map<string, string>>();
  const statistics = new Map<string, number>();
  for (const row of rows) {
    if (row.statistics !== null) statistics.set(`${row.table_name}.${row.column_name}`, row.statistics);
    const table = columns.get(row.table_name) ?? new Map<string, string>();
    columns.set(row.table_name, table.set(row.column_name, row.type));
  }
  const droppable = await db.query<{ name: string; table: string | null; drop: string }>({
    text: `select relname::text as name, indrelid::regclass::text as table, format('drop index %I', relname) as drop
        from pg_class join pg_index on indexrelid = oid
        where relnamespace = current_schema()::regnamespace and not indisprimary
      union all select conname, conrelid::regclass::text, format('alter table %s drop constraint %I', conrelid::regclass, conname)
        from pg_constraint where connamespace = current_schema()::regnamespace and contype = 'f'
      union all select '${formerFunction}', null, format('drop function %s', oid::regprocedure)
        from pg_proc where pronamespace = current_schema()::regnamespace and proname = '${formerFunction}'`,
  });
  const sequences = await db.query<{ name: string }>({
    text: `select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'S'`,
  });
  return {
    columns,
    statistics,
    drops: new Map(droppable.map(({ name, drop }) => [name, drop])),
    tables: new Map(droppable.map(({ name, table }) => [name, table ?? ''])),
    sequences: new Set(sequences.map(({ name }) => name)),
  };
}
