import type { Queryable } from '../db/database.ts';

/**
 * Makes the change log's monthly partitions from `first`'s month on and moves into them what had to wait in the default
 * one. Returns how many were missing. Run daily, and with an early `first` after a restore.
 */
export async function ensureChangePartitions(db: Queryable, first: Date, months = 3): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.query({ text: "set local lock_timeout = '3s'" });
    const [row] = await tx.query<{ made: number }>({
      text: 'select ensure_change_partitions($1, $2) as made',
      values: [first.toISOString().slice(0, 10), months],
    });
    return row?.made ?? 0;
  });
}

/** When the oldest change was written, as an ISO date; null for an empty log. */
export async function findFirstChange(db: Queryable): Promise<string | null> {
  const [row] = await db.query<{ first: string | null }>({ text: 'select min(at) as first from change' });
  return row?.first ?? null;
}

/** Makes the partitions for every month since `first`, so that a log being restored need not be moved again. */
export async function ensurePartitionsSince(db: Queryable, first: string): Promise<void> {
  const [from, now] = [new Date(first), new Date()];
  const months = (now.getUTCFullYear() - from.getUTCFullYear()) * 12 + now.getUTCMonth() - from.getUTCMonth();
  await ensureChangePartitions(db, from, Math.max(months, 0) + 3);
}
