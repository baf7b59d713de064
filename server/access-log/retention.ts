import { appendChange } from '../changes/append.ts';
import { type Context, inTransaction } from '../context.ts';
import { dropMonthsBefore, ensureAccessPartitions } from './access-partitions.ts';
import { readOversight } from './oversight.repository.ts';

/** Under which the change log, and so its chain of seals, tells what was dropped. */
export const retentionRecord = '00000000-0000-4000-8000-000000000049';

/** Days for which it is known how much of a daily limit was used. */
const daysOfLimits = 40;

/**
 * Makes the months to come, and drops those of the access log and the change log that are older than the workspace wants them: that they were is kept
 * itself. Once a day.
 */
export async function keepAccessLog(ctx: Context): Promise<void> {
  const now = ctx.now();
  await ensureAccessPartitions(ctx.db, now);
  const { settings } = await readOversight(ctx.db);
  await forget(ctx, 'access_log', monthsBefore(now, settings.keepAccessMonths));
  if (settings.keepChangesMonths !== null) await forget(ctx, 'change', monthsBefore(now, settings.keepChangesMonths));
  const oldest = monthsBefore(now, settings.keepAccessMonths).toISOString();
  await ctx.db.query({ text: 'delete from read_count where at < $1', values: [oldest] });
  const day = new Date(now.getTime() - daysOfLimits * 86_400_000).toISOString().slice(0, 10);
  await ctx.db.query({ text: 'delete from taken_today where day < $1', values: [day] });
}

/** The first moment of the month so many months before this one: months are dropped as a whole. */
function monthsBefore(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

async function forget(ctx: Context, log: 'change' | 'access_log', before: Date): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const dropped = await dropMonthsBefore(tx.db, log, before);
    if (dropped.length === 0) return;
    const told = { log, before: before.toISOString(), dropped };
    const fields = Object.fromEntries(Object.entries(told).map(([name, to]) => [name, { to }]));
    await appendChange(tx, { noun: 'retention', recordId: retentionRecord, kind: 'dropped', fields });
  });
}
