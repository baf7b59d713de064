import { z } from 'zod';
import { blockMember, readOversight } from '../../../server/access-log/oversight.repository.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { newId } from '../../../server/records/uuid.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { tell } from '../../notices/server/index.ts';
import { insertAlarm, isLastFreeOwner, listActive, listPeers, listWatchers, sumWindows } from './alarm.repository.ts';
import { normOf, type Watch, watches } from './norm.ts';

/** Milliseconds after which what was read is looked at; what comes meanwhile is looked at with it. */
const pause = 30_000;
/** Milliseconds: people are counted by ten minutes. */
const recently = 15 * 60_000;

/** Looks whether anybody reads or takes unusually much. */
export const watchJob = defineJob({
  name: 'oversight.watch',
  payload: z.strictObject({}),
  run: (ctx) => watchReading(ctx),
});

/** Has reading looked at soon; asked for again before that, it is one job all the same. */
export async function askToWatch(ctx: TransactionContext): Promise<void> {
  const slot = Math.ceil(Date.now() / pause);
  if (asked.get(ctx.workspace.id) === slot) return;
  const runAt = new Date(slot * pause + pause / 2);
  await enqueueJob(ctx, watchJob, {}, { key: String(slot), runAt });
  ctx.db.afterCommit(() => void asked.set(ctx.workspace.id, slot));
}

/** The round each workspace was last asked for, so that a process asks once a round. */
const asked = new Map<string, number>();

/** Holds what was read and taken lately against everybody's norm, and raises what alarms are due. */
export async function watchReading(ctx: Context): Promise<void> {
  const now = ctx.now();
  const members = await listActive(ctx.db, new Date(now.getTime() - recently));
  if (members.length === 0) return;
  for (const watch of watches) {
    const sums = await sumWindows(ctx.db, watch, members, now);
    const busy = sums.filter(({ w, amount }) => w === 0 && amount > watch.scale.floor);
    for (const { member, amount } of busy) {
      const earlier = earlierOf(
        watch,
        sums.filter((one) => one.member === member),
      );
      const peers = earlier.length >= 15 ? [] : await peersOf(ctx, watch, member, now);
      const norm = normOf(earlier, () => peers, watch.scale);
      if (amount > norm.threshold) await raise(ctx, { watch, member, amount, norm });
    }
  }
}

/** The windows before the last day: what somebody does today is no measure of it. */
function earlierOf({ minutes }: Watch, sums: readonly { readonly w: number; readonly amount: number }[]): number[] {
  return sums.filter(({ w }) => w * minutes >= 1_440).map(({ amount }) => amount);
}

async function peersOf(ctx: Context, watch: Watch, member: string, now: Date): Promise<readonly number[]> {
  return earlierOf(watch, await sumWindows(ctx.db, watch, await listPeers(ctx.db, member), now));
}

interface Finding {
  readonly watch: Watch;
  readonly member: string;
  readonly amount: number;
  readonly norm: { readonly threshold: number; readonly basis: string };
}

/** The alarm, who is told of it and whether the person is stopped: all of it or nothing, and once a day. */
function raise(ctx: Context, { watch: { kind, minutes }, member, amount, norm }: Finding): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const day = localDate(tx.workspace.timeZone, now);
    const alarm = { id: newId(), at: now.toISOString(), member, kind, day, minutes, amount, ...norm };
    if (!(await insertAlarm(tx.db, alarm))) return;
    const { settings } = await readOversight(tx.db);
    // Somebody has to be able to let them go on.
    if (settings.blockOnAlarm && !(await isLastFreeOwner(tx.db, member))) await blockMember(tx.db, member, kind);
    for (const watcher of await listWatchers(tx.db, member))
      await tell(tx, { kind: 'alarm', member: watcher, by: null, noun: 'member', ids: [member] });
  });
}
