import { z } from 'zod';
import { addDays } from '../../shared/dates/iso-date.ts';
import { localDate, localDayRange } from '../../shared/dates/time-zone.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob } from '../jobs/job.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { countAll } from './count-all.ts';
import { type ComputedField, computedPlanOf } from './plan.ts';
import { followRates, haveRatesBegun } from './rates.ts';
import { settleNow } from './settle.ts';
import { addWork, inlineLimit } from './work.ts';

/** Long enough for any write to end that began before its process heard of a new definition, in milliseconds. */
const lateWrites = 20_000;

/**
 * Works out fields that have been defined anew: at once where the noun has few records, else by a job that tells how far it
 * is. A job goes over them a second time, for records written meanwhile by a process that did not know yet.
 */
export async function startComputing(ctx: TransactionContext, noun: Noun, names: readonly string[]): Promise<void> {
  const few = await ctx.db.query<{ id: string }>({
    text: `select id from ${quote(tableOf(noun))} limit ${inlineLimit + 1}`,
  });
  if (few.length > inlineLimit) await addWork(ctx, { noun: noun.name, names, total: await countAll(ctx.db, noun) });
  else
    await settleNow(
      ctx,
      noun,
      few.map(({ id }) => id),
      names,
    );
  const runAt = new Date(ctx.now().getTime() + lateWrites);
  await enqueueJob(ctx, computeAgain, { noun: noun.name, names: [...names] }, { runAt });
  await ensureDaily(ctx);
}

const computeAgain = defineJob({
  name: 'computed.again',
  payload: z.strictObject({ noun: z.string(), names: z.array(z.string()) }),
  run: (ctx, { noun, names }) => inTransaction(ctx, (tx) => addWork(tx, { noun, names })),
});

/** What changes with the day is worked out when the workspace's day begins. */
export async function ensureDaily(ctx: TransactionContext): Promise<void> {
  if (dailyFields(ctx).length === 0) return;
  const { timeZone } = ctx.workspace;
  const today = localDate(timeZone, ctx.now());
  const runAt = localDayRange(timeZone, addDays(today, 1)).start;
  await enqueueJob(ctx, computeDaily, { since: today }, { key: 'day', runAt });
}

const computeDaily = defineJob({
  name: 'computed.day',
  payload: z.strictObject({
    /** The day on which the last one was worked out. */
    since: z.iso.date().optional(),
  }),
  run: (ctx, { since }) => inTransaction(ctx, (tx) => startDay(tx, since)),
});

async function startDay(ctx: TransactionContext, since: string | undefined): Promise<void> {
  const fields = dailyFields(ctx).filter(({ usesToday }) => usesToday);
  for (const noun of new Set(fields.map((field) => field.noun.name))) {
    const names = fields.filter((field) => field.noun.name === noun).map(({ name }) => name);
    await addWork(ctx, { noun, names });
  }
  if (await haveRatesBegun(ctx, since)) await followRates(ctx);
  await ensureDaily(ctx);
}

function dailyFields({ registry }: Context): readonly ComputedField[] {
  return [...computedPlanOf(registry).fields.values()]
    .flat()
    .filter(({ usesToday, usesRates }) => usesToday || usesRates);
}

export const scheduleJobs = [computeAgain, computeDaily];
