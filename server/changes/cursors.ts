import type { Queryable } from '../db/database.ts';

/** How far a listener has read: everything up to this change of this transaction. */
export interface Cursor {
  readonly tx: string;
  readonly id: string;
}

/**
 * Gives each listener a cursor unless it has one. The first ones of a workspace hear everything from its beginning; one
 * that comes later, with an upgrade, hears nothing of the past: run it at start, before anything is written.
 */
export async function registerListeners(db: Queryable, names: readonly string[]): Promise<void> {
  await db.query({
    text: `insert into change_cursor (listener, tx, id)
      select name, case when exists (select from change_cursor) then pg_snapshot_xmin(pg_current_snapshot()) else '0' end, 0
      from unnest($1::text[]) as name
      on conflict do nothing`,
    values: [[origin, ...names]],
  });
}

/** A cursor that nobody moves: it tells that the workspace's first listeners have been registered, were there any. */
const origin = '.origin';

/** The listeners that have changes before them, readable yet or not. */
export async function listLagging(db: Queryable, names: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ listener: string }>({
    name: 'change.lagging',
    text: `select listener from change_cursor c where listener = any($1)
      and exists (select from change where (change.tx, change.id) > (c.tx, c.id))`,
    values: [names],
  });
  return rows.map((row) => row.listener);
}

/**
 * Moves the cursors of those listeners that none of what can be read concerns, all by one statement; answers whom it moved.
 * One that another process holds stays where it is. What can be read is what `advance` reads.
 */
export async function passUnheard(
  db: Queryable,
  listeners: readonly { readonly name: string; readonly nouns: readonly string[] }[],
): Promise<string[]> {
  if (listeners.length === 0) return [];
  const rows = await db.query<{ listener: string }>({
    name: 'change.pass',
    text: `with last as (
        select tx, id from change where change.tx < pg_snapshot_xmin(pg_current_snapshot()) order by change.tx desc, change.id desc limit 1
      ), idle as (
        select c.listener, last.tx, last.id from change_cursor c
        join jsonb_to_recordset($1) as given(name text, nouns jsonb) on given.name = c.listener
        join last on (last.tx, last.id) > (c.tx, c.id)
        where not exists (select from change where (change.tx, change.id) > (c.tx, c.id) and (change.tx, change.id) <= (last.tx, last.id)
          and given.nouns ? change.noun)
        for update of c skip locked
      )
      update change_cursor c set tx = idle.tx, id = idle.id, at = clock_timestamp()
      from idle where c.listener = idle.listener returning c.listener`,
    values: [JSON.stringify(listeners)],
  });
  return rows.map((row) => row.listener);
}

/** The cursor, locked until the transaction ends; null while another process holds it. */
export async function lockCursor(tx: Queryable, name: string): Promise<Cursor | null> {
  const [cursor] = await tx.query<Cursor>({
    name: 'change.cursor',
    text: 'select tx::text, id from change_cursor where listener = $1 for update skip locked',
    values: [name],
  });
  return cursor ?? null;
}

export async function moveCursor(tx: Queryable, name: string, { tx: to, id }: Cursor): Promise<void> {
  await tx.query({
    name: 'change.move',
    text: 'update change_cursor set tx = $2::xid8, id = $3, at = clock_timestamp() where listener = $1',
    values: [name, to, id],
  });
}
