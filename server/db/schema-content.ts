import type { Queryable } from './database.ts';

/**
 * A table whose rows a backup takes. Columns PostgreSQL computes by itself are left out, and those that a change of a
 * field's kind is only just filling: it begins anew.
 */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly partitioned: boolean;
}

export interface StoredSequence {
  readonly name: string;
  /** The number given out last; null when none was. */
  readonly last: string | null;
}

/** The tables of the schema `db` works in, by name; partitions belong to their table. */
export function listTables(db: Queryable): Promise<StoredTable[]> {
  return db.query<StoredTable>({
    text: `select relname as name, relkind = 'p' as partitioned,
        array_agg(attname::text order by attnum) filter (where attgenerated = '' and attname !~ '^k[0-9]+_x_') as columns
      from pg_class c join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      group by c.oid order by relname`,
  });
}

export function listSequences(db: Queryable): Promise<StoredSequence[]> {
  return db.query<StoredSequence>({
    text: `select sequencename::text as name, last_value as last from pg_sequences
      where schemaname = current_schema() order by sequencename`,
  });
}

/** Sets the sequences that there still are. */
export async function setSequences(db: Queryable, sequences: readonly StoredSequence[]): Promise<void> {
  for (const { name, last } of sequences.filter((sequence) => sequence.last !== null)) {
    await db.query({
      text: `select setval(to_regclass(quote_ident($1)), $2::bigint) where to_regclass(quote_ident($1)) is not null`,
      values: [name, last],
    });
  }
}

/** A partitioned table can only be copied out as a query. */
export function copyOutText({ name, columns, partitioned }: StoredTable): string {
  const list = columns.map(identifier).join(', ');
  const source = partitioned ? `(select ${list} from ${identifier(name)})` : `${identifier(name)} (${list})`;
  return `copy ${source} to stdout`;
}

export function copyInText(table: string, columns: readonly string[]): string {
  return `copy ${identifier(table)} (${columns.map(identifier).join(', ')}) from stdin`;
}

/**
 * Empties the tables and takes their foreign keys and plain indexes away, so that rows may come in any order and fast.
 * Answers the statements that bring them back.
 */
export async function clearForLoading(db: Queryable, tables: readonly StoredTable[]): Promise<string[]> {
  const names = tables.map((table) => table.name);
  const keys = await listForeignKeys(db, names);
  const indexes = await listPlainIndexes(db, names);
  for (const { name, table } of keys) {
    await db.query({ text: `alter table ${identifier(table)} drop constraint ${identifier(name)}` });
  }
  for (const { name } of indexes) await db.query({ text: `drop index ${identifier(name)}` });
  if (names.length > 0) await db.query({ text: `truncate ${names.map(identifier).join(', ')}` });
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys.map(
      ({ name, table, definition }) =>
        `alter table ${identifier(table)} add constraint ${identifier(name)} ${definition}`,
    ),
    ...names.map((name) => `analyze ${identifier(name)}`),
  ];
}

function listForeignKeys(db: Queryable, tables: readonly string[]) {
  return db.query<{ name: string; table: string; definition: string }>({
    text: `select conname::text as name, relname::text as table, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = conrelid
      where connamespace = current_schema()::regnamespace and contype = 'f' and conparentid = 0 and relname = any($1)`,
    values: [tables],
  });
}

function listPlainIndexes(db: Queryable, tables: readonly string[]) {
  return db.query<{ name: string; definition: string }>({
    // Of a partitioned table's index PostgreSQL prints ONLY, which would leave the partitions without.
    text: `select i.relname::text as name,
        case i.relkind when 'I' then replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ') else pg_get_indexdef(i.oid) end as definition
      from pg_index x join pg_class i on i.oid = indexrelid join pg_class t on t.oid = indrelid
      where i.relnamespace = current_schema()::regnamespace and not i.relispartition and t.relname = any($1)
        and not exists (select from pg_constraint where conindid = i.oid and contype in ('p', 'u', 'x'))`,
    values: [tables],
  });
}

/** Names come from the catalogue or a backup's list, and may be anything PostgreSQL takes. */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
