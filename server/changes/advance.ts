import { type Context, inTransaction } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import type { Listener } from './change.ts';
import { type ChangeRow, toChange } from './change-row.ts';
import { type Cursor, lockCursor, moveCursor } from './cursors.ts';

export const batchSize = 200;

/**
 * Hands the listener its next changes and moves its cursor, in one transaction. Returns how many changes it passed: 0 when
 * none is readable or another process is at it. Throws what the listener throws, with nothing changed.
 */
export function advance(ctx: Context, listener: Listener): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const cursor = await lockCursor(tx.db, listener.name);
    if (!cursor) return 0;
    const rows = await readAfter(tx.db, cursor, listener.nouns);
    const last = rows.at(-1);
    if (!last) return 0;
    const heard = rows.filter((row) => !listener.nouns || listener.nouns.includes(row.noun));
    if (heard.length > 0) await listener.handle(tx, heard.map(toChange));
    await moveCursor(tx.db, listener.name, { tx: last.tx, id: last.id });
    return rows.length;
  });
}

/**
 * The changes after the cursor of transactions older than any that still runs: none of these can gain a change any more,
 * so moving the cursor past them skips nothing.
 */
function readAfter(tx: Queryable, cursor: Cursor, nouns: readonly string[] | undefined) {
  return tx.query<ChangeRow & Cursor>({
    name: 'change.read',
    text: `select tx::text, id, at, member, through, noun, record, kind,
        case when $3::text[] is null or noun = any($3) then fields end as fields
      from change
      where (change.tx, change.id) > ($1::xid8, $2::bigint) and change.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by change.tx, change.id limit $4`,
    values: [cursor.tx, cursor.id, nouns ?? null, batchSize],
  });
}
