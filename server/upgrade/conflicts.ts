import type { Queryable } from '../db/database.ts';

/** How the reconciler writes the indexes and keys that records can stand in the way of. */
const uniqueForm =
  /^create unique index "(?<name>\w+)" on "(?<table>\w+)" \(\((?<expression>.+)\)\) where deleted_at is null$/;
const keyForm =
  /^alter table "(?<table>\w+)" add constraint "(?<name>\w+)" foreign key \("(?<column>\w+)"\) references "(?<target>\w+)"/;

/**
 * What of a plan's statements would fail by the records there are, told beforehand. Columns that are still to come hold
 * nothing that could.
 */
export async function findConflicts(db: Queryable, statements: readonly string[]): Promise<readonly string[]> {
  const columns = await listColumns(db);
  const has = (table: string, names: readonly string[]) => names.every((name) => columns.get(table)?.has(name));
  const conflicts: string[] = [];
  for (const statement of statements) {
    const unique = uniqueForm.exec(statement)?.groups;
    if (unique) {
      const { name = '', table = '', expression = '' } = unique;
      const used = [...expression.matchAll(/"(\w+)"/g)].map((found) => found[1] as string);
      if (has(table, [...used, 'deleted_at'])) conflicts.push(...(await findTwice(db, name, table, expression)));
    }
    const key = keyForm.exec(statement)?.groups;
    if (key) {
      const { name = '', table = '', column = '', target = '' } = key;
      if (has(table, [column]) && has(target, ['id']))
        conflicts.push(...(await findLost(db, name, table, column, target)));
    }
  }
  return conflicts;
}

async function findTwice(db: Queryable, name: string, table: string, expression: string): Promise<string[]> {
  const [row] = await db.query<{ count: number; example: string }>({
    text: `select count(*)::int as count, min(value) as example from (select (${expression})::text as value from "${table}"
      where deleted_at is null and (${expression}) is not null group by 1 having count(*) > 1) twice`,
  });
  if (!row?.count) return [];
  return [
    `${name} can not be had, ${row.count} values of ${table} are held by several records, such as ${JSON.stringify(row.example)}: give each record its own, or delete the others`,
  ];
}

async function findLost(db: Queryable, name: string, table: string, column: string, target: string): Promise<string[]> {
  const [row] = await db.query<{ count: number; example: string }>({
    text: `select count(*)::int as count, min("${column}"::text) as example from "${table}" t
      where "${column}" is not null and not exists (select from "${target}" o where o.id = t."${column}")`,
  });
  if (!row?.count) return [];
  return [
    `${name} can not be had, ${row.count} records of ${table} point at what is not in ${target}, such as ${row.example}: empty the field or point it at one that is`,
  ];
}

async function listColumns(db: Queryable): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.query<{ table: string; columns: readonly string[] }>({
    text: `select relname::text as table, array_agg(attname::text) as columns
      from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') group by c.oid`,
  });
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}
