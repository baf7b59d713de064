import type { Queryable } from '../db/database.ts';
import { quote } from '../metadata/names.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The newest live rows of a noun's table; the database's own form of each value. */
export async function readNewest(db: Queryable, table: string, limit: number | null): Promise<readonly Row[]> {
  const rows = await db.query<{ row: Row }>({
    text: `select to_jsonb(t) as row from ${quote(table)} t where t.deleted_at is null order by t.id desc limit $1`,
    values: [limit],
  });
  return rows.map(({ row }) => row);
}

export async function readRows(db: Queryable, table: string, ids: readonly string[]): Promise<readonly Row[]> {
  const rows = await db.query<{ row: Row }>({
    text: `select to_jsonb(t) as row from ${quote(table)} t where t.deleted_at is null and t.id = any($1::uuid[])`,
    values: [ids],
  });
  return rows.map(({ row }) => row);
}

/** The links whose source is one of these. */
export async function readLinks(db: Queryable, table: string, sources: readonly string[]): Promise<readonly Row[]> {
  const rows = await db.query<{ row: Row }>({
    text: `select to_jsonb(t) as row from ${quote(table)} t where t.source = any($1::uuid[])`,
    values: [sources],
  });
  return rows.map(({ row }) => row);
}

/** Writes rows as they are, past rules, log and listeners. */
export async function writeRows(db: Queryable, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map(quote).join(', ');
  await db.query({
    text: `insert into ${quote(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${quote(table)}, $1::jsonb)`,
    values: [JSON.stringify(rows)],
  });
}
