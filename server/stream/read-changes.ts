import type { Queryable } from '../db/database.ts';
import type { StreamCursor } from './cursor.ts';

/** A change as far as a stream needs to know it. */
export interface SeenChange {
  readonly noun: string;
  readonly record: string;
  readonly kind: string;
  /** What the fields asked for were before; only those that changed. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** With whom it is shared by hand no longer, where that is what was done. */
  readonly unshared?: Unshared | null;
}

export interface Unshared {
  readonly member: string | null;
  readonly team: string | null;
}

/** Where the next page of one long read begins. */
interface Place {
  readonly tx: string;
  readonly id: string;
}

export interface ChangePage {
  readonly changes: readonly SeenChange[];
  /** The snapshot up to which this read goes. */
  readonly until: StreamCursor;
  /** Null when the read is complete. */
  readonly next: Place | null;
}

interface Row extends Place {
  readonly snapshot: string;
  readonly at: string;
  readonly noun: string | null;
  readonly record: string;
  readonly kind: string;
  readonly before: SeenChange['before'];
  readonly unshared: Unshared | null;
}

export const pageSize = 1_000;

/** How far the log can be read at this moment, with nothing read of it. */
export async function readPosition(db: Queryable): Promise<StreamCursor> {
  const [row] = await db.query<{ snapshot: string; at: string }>({
    name: 'stream.position',
    text: 'select pg_current_snapshot()::text as snapshot, extract(epoch from now())::bigint as at',
  });
  if (!row) throw new Error('The database has told no snapshot');
  return { snapshot: row.snapshot, at: Number(row.at) };
}

/**
 * The changes that are visible at `until` (now, when it is null) and were not at `since`, in the order they were written.
 * `watched` names the fields whose former values are wanted. Cursors reach back an hour at most: older months stay unread.
 */
export async function readChanges(
  db: Queryable,
  since: StreamCursor,
  until: StreamCursor | null,
  watched: readonly string[],
  place: Place | null = null,
): Promise<ChangePage> {
  const rows = await db.query<Row>({
    name: 'stream.read',
    text: `select now.snapshot::text, now.at, c.* from
        (select coalesce($2::pg_snapshot, pg_current_snapshot()) as snapshot, extract(epoch from now())::bigint as at) as now
      left join lateral (
        select tx::text, id::text, noun, record, kind, (
          select jsonb_object_agg(name, fields -> name -> 'from') from unnest($3::text[]) as name where fields ? name
        ) as before, case when kind = 'unshared' then fields -> 'sharedWith' -> 'from' end as unshared
        from change
        where change.tx >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(change.tx, $1::pg_snapshot)
          and ($2::pg_snapshot is null or pg_visible_in_snapshot(change.tx, $2::pg_snapshot))
          and (change.tx, change.id) > ($4::xid8, $5::bigint) and change.at > now() - interval '1 day'
        order by change.tx, change.id limit $6
      ) as c on true`,
    values: [since.snapshot, until?.snapshot ?? null, watched, place?.tx ?? '0', place?.id ?? '0', pageSize],
  });
  const [first] = rows;
  if (!first) throw new Error('The database has told no snapshot');
  const found = rows.filter((row) => row.noun !== null);
  const last = found.length === pageSize ? found.at(-1) : undefined;
  return {
    changes: found.map(({ noun, record, kind, before, unshared }) => ({
      ...{ noun: noun ?? '', record, kind, before, unshared },
    })),
    until: until ?? { snapshot: first.snapshot, at: Number(first.at) },
    next: last ? { tx: last.tx, id: last.id } : null,
  };
}
