import type { Queryable } from '../db/database.ts';

/** Every table with its columns, indexes, constraints, functions and sequences, whatever the order they came in. */
export async function dumpOf(db: Queryable): Promise<readonly unknown[]> {
  const rows = await db.query<{ what: string }>({
    text: `select regexp_replace(what, 'ws_[0-9a-z]+', 'ws', 'g') as what from (
      select concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod),
          case when attnotnull then 'not null' end, pg_get_expr(adbin, adrelid)) as what
        from pg_attribute join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      union all select pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indexrelid
        where relnamespace = current_schema()::regnamespace
      union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = current_schema()::regnamespace and contype <> 'n'
      union all select pg_get_functiondef(oid) from pg_proc where pronamespace = current_schema()::regnamespace
      union all select sequencename from pg_sequences where schemaname = current_schema()) as dump order by what`,
  });
  return rows.map((row) => row.what);
}
