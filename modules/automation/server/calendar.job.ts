import { z } from 'zod';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { newId } from '../../../server/records/uuid.ts';
import { addDays, daysBetween } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { type CalendarStart, processLimits } from '../contract/index.ts';
import { actingMoment, type Days, datesFor, firstDayAfter } from './calendar-days.ts';
import { listByDate } from './dated-records.ts';
import { findProcessRow, listActive, moveCalendar, type ProcessRow } from './process.repository.ts';
import { askToRun } from './run.job.ts';
import { insertRuns } from './run.repository.ts';
import { readyOrFault, stopProcess } from './stop-process.ts';

/** Milliseconds within which a date given for today is seen. */
const hour = 3_600_000;

type Dated = ProcessRow & { readonly start: CalendarStart };

/** Starts what begins by a date of a record: at its hours, and every hour for dates that were given since. */
export const calendarJob = defineJob({
  name: 'automation.calendar',
  payload: z.strictObject({}),
  run: async (ctx, _payload, signal) => {
    const faults: unknown[] = [];
    for (const { id } of (await listActive(ctx.db)).filter(isDated)) {
      signal.throwIfAborted();
      await inTransaction(ctx, (tx) => lookAtDates(tx, id)).catch((error: unknown) => faults.push(error));
    }
    await inTransaction(ctx, askForNext);
    if (faults.length > 0) throw new AggregateError(faults, 'Processes could not look at the calendar');
  },
});

/** Has the calendar looked at now. */
export function askForCalendar(tx: TransactionContext): Promise<void> {
  return enqueueJob(tx, calendarJob, {}, { key: 'calendar' });
}

/** Has the calendar looked at, where a process asks for it: a restored database has no jobs. */
export function resumeCalendar(ctx: Context): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    if ((await listActive(tx.db)).some(isDated)) await askForCalendar(tx);
  });
}

async function askForNext(tx: TransactionContext): Promise<void> {
  const now = tx.now();
  const { timeZone } = tx.workspace;
  const moments = (await listActive(tx.db))
    .filter(isDated)
    .map(({ start }) => actingMoment(timeZone, firstDayAfter(timeZone, now, start), start).getTime());
  if (moments.length === 0) return;
  const runAt = new Date(Math.min(now.getTime() + hour, ...moments));
  await enqueueJob(tx, calendarJob, {}, { key: 'calendar', runAt });
}

function isDated(process: ProcessRow): process is Dated {
  return process.start.on === 'date';
}

/**
 * Takes in for which records a process is to act on the days up to now: each record and date once, however often it is asked.
 * Today is looked at again until it is over, for dates that are given late.
 */
async function lookAtDates(tx: TransactionContext, id: string): Promise<void> {
  // Locked: whoever looks beside waits, and whoever switches it off.
  const process = await findProcessRow(tx.db, id, 'for update');
  if (process?.state !== 'on' || !isDated(process)) return;
  const ready = await readyOrFault(tx, process);
  if (typeof ready === 'string') return stopProcess(tx, id, ready);
  const { timeZone } = tx.workspace;
  const now = tx.now();
  const today = localDate(timeZone, now);
  const until = actingMoment(timeZone, today, process.start) > now ? addDays(today, -1) : today;
  const wanted = { from: process.calendarDay ?? today, until };
  if (wanted.from > until) return;
  const { days, missed } = withinReason(wanted, today);
  await takeInDated(tx, process, ready.acting, days);
  // What is over is looked at no more; today may still be given dates.
  await moveCalendar(tx.db, id, { day: today, missed });
  await askToRun(tx, id);
}

/** Those of the days that are made up for, and those that are too long ago. */
function withinReason({ from, until }: Days, today: string): { readonly days: Days; readonly missed: Days | null } {
  const eldest = addDays(today, -processLimits.daysMadeUp);
  if (daysBetween(from, today) <= processLimits.daysMadeUp) return { days: { from, until }, missed: null };
  return { days: { from: eldest, until }, missed: { from, until: addDays(eldest, -1) } };
}

async function takeInDated(tx: TransactionContext, process: Dated, acting: Context, days: Days): Promise<void> {
  const { id, noun } = process;
  const dates = datesFor(days, process.start);
  for await (const page of listByDate(acting, process, dates)) {
    const runs = page.map(({ record, date }) => ({
      ...{ id: newId(), process: id, noun, record, starter: null, depth: 1 },
      occasion: `${date} ${record}`,
    }));
    await insertRuns(tx.db, runs);
  }
}
