import { z } from 'zod';
import { actAs } from '../../../server/access/act-as.ts';
import { insertJob, lockJob, moveJob } from '../../../server/bulk/bulk.repository.ts';
import { refusalOf } from '../../../server/bulk/bulk-item.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { inlineLimit } from '../../../server/computed/work.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { type Mark, markMany } from '../../../server/records/remove-many.ts';
import { newId } from '../../../server/records/uuid.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { fromLocalTime, localDate } from '../../../shared/dates/time-zone.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { tell } from '../../notices/server/index.ts';
import { isRetainable, type RetentionFault } from '../contract/index.ts';
import {
  addItems,
  countBinned,
  endEarlierRuns,
  findRule,
  findRun,
  insertRun,
  isNoted,
  listOwners,
  listRules,
  noteTold,
  type RuleRow,
  setState,
} from './retention.repository.ts';
import { countDue, findFaults, listDue } from './retention-due.repository.ts';
import { awaitErasure, eraseDue } from './retention-erase.ts';

/** The most records a rule puts into the bin in one night; the rest have the next. */
const mostInANight = 20_000;

/** Works through the rules, a night of the workspace each time, from wherever it was cut short. */
export const retentionJob = defineJob({
  name: 'privacy.retention',
  payload: z.strictObject({}),
  run: async (ctx, _payload, signal) => {
    await askForNextNight(ctx);
    for (const { id, state } of await listRules(ctx.db)) if (state === 'on') await workThrough(ctx, id, signal);
  },
});

/** Has the rules worked through when it is two at night next, as long as any is switched on. */
export function askForNextNight(ctx: Context): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    if (!(await listRules(tx.db)).some(({ state }) => state === 'on')) return;
    const { timeZone } = tx.workspace;
    const today = localDate(timeZone, tx.now());
    const tonight = fromLocalTime(timeZone, today, '02:00');
    const runAt = tonight > tx.now() ? tonight : fromLocalTime(timeZone, addDays(today, 1), '02:00');
    await enqueueJob(tx, retentionJob, {}, { key: 'nightly', runAt });
  });
}

/** What one night of one rule is done with. */
interface Night {
  readonly rule: RuleRow;
  readonly noun: Noun;
  readonly job: { readonly id: string; readonly noun: string } & Pick<
    Parameters<typeof insertJob>[1],
    'act' | 'member' | 'through' | 'state'
  >;
}

async function workThrough(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  const rule = await findRule(ctx.db, id);
  if (rule?.state !== 'on' || !rule.member) return;
  const acting = await actAs({ ...ctx, through: 'system' as const }, rule.member);
  const fault = acting?.actor.role === 'owner' && !acting.actor.rights ? faultOf(acting, rule) : 'ownerGone';
  if (fault || !acting) return stop(ctx, rule, fault ?? 'ownerGone');
  const night = await begin(acting, rule, rule.member);
  for (let done = 0; done < mostInANight; done += inlineLimit) {
    // Cut short, the job must not count as done: it goes on after the next start.
    signal.throwIfAborted();
    if (!(await goOn(acting, night))) break;
  }
  await end(acting, night);
  const now = await findRule(acting.db, id);
  if (now) await eraseDue(acting, now, signal);
}

/** Why the rule can not be followed any more; null where it can. */
function faultOf(acting: Context, rule: RuleRow): RetentionFault | null {
  const noun = acting.registry.findNoun(rule.noun);
  if (!noun || !isRetainable(noun)) return 'nounGone';
  const [fault] = findFaults(acting, rule);
  if (!fault) return null;
  return fault.path === 'since' ? 'momentGone' : 'filterGone';
}

function stop(ctx: Context, rule: RuleRow, fault: RetentionFault): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    if ((await findRule(tx.db, rule.id, 'for update'))?.state !== 'on') return;
    await setState(tx.db, rule.id, { state: 'stopped', fault });
    await log(tx, rule.id, 'stopped', { fault: { from: null, to: fault } });
    await tellOwners(tx);
  });
}

/** Begins the night, or finds it where it was cut short. */
function begin(acting: Context, rule: RuleRow, member: string): Promise<Night> {
  return inTransaction(acting, async (tx) => {
    const noun = tx.registry.getNoun(rule.noun);
    const night = localDate(tx.workspace.timeZone, tx.now());
    await findRule(tx.db, rule.id, 'for update');
    await endEarlierRuns(tx.db, rule.id, night);
    const begun = await findRun(tx.db, rule.id, night);
    const id = begun?.id ?? newId();
    const job = {
      ...{ id, noun: noun.name, act: { delete: {} }, member },
      ...{ through: 'web' as const, state: 'running' as const },
    };
    if (!begun) {
      const { spared } = await countDue(tx, noun, rule);
      await insertJob(tx.db, job);
      await insertRun(tx.db, { id, rule: rule.id, noun: noun.name, night, spared });
    }
    return { rule, noun, job };
  });
}

/** Puts the next records into the bin; false when there are none, or the rule was switched off. */
async function goOn(acting: Context, night: Night): Promise<boolean> {
  try {
    const done = await binSet(acting, night);
    if (done !== null) return done;
  } catch (error) {
    if (!refusalOf(error)) throw error;
  }
  // One of them is refused, or goes with others of its noun: each by itself.
  const { noun, rule, job } = night;
  const marks = await listDue(acting, noun, rule, { run: job.id, limit: inlineLimit });
  for (const mark of marks) if (!(await binOne(acting, night, mark))) return false;
  return marks.length > 0;
}

/** Whether the night is still to go on; whoever switches its rule off waits until the transaction ends. */
async function isOn(tx: TransactionContext, { rule, job }: Night): Promise<boolean> {
  return (await findRule(tx.db, rule.id, 'for share'))?.state === 'on' && (await lockJob(tx.db, job));
}

/** The next records at once, in one transaction with the note of it; null, and nothing done, where they have to go one by one. */
function binSet(acting: Context, night: Night): Promise<boolean | null> {
  const { noun, rule, job } = night;
  return inTransaction(acting, async (tx) => {
    if (!(await isOn(tx, night))) return false;
    const marks = await listDue(tx, noun, rule, { run: job.id, limit: inlineLimit });
    if (marks.length === 0) return false;
    const edited = await markMany(tx, noun, marks, 'deleted');
    if (!edited) return null;
    const items = edited.map((one, index) => {
      const record = marks[index]?.id;
      if ('refusal' in one) return refused(record, one.refusal);
      return { record, state: one.changed ? 'changed' : 'unchanged', version: one.version };
    });
    await addItems(tx.db, job.id, items);
    await awaitErasure(tx, rule, job.id, items);
    return true;
  });
}

/** What became of a record. */
interface Noted {
  readonly record?: string | undefined;
  readonly state: string;
  readonly version?: number;
}

async function binOne(acting: Context, night: Night, { id, version }: Mark): Promise<boolean> {
  const { noun, job, rule } = night;
  const noting = (item: (tx: TransactionContext) => Promise<Noted>) =>
    inTransaction(acting, async (tx) => {
      if (!(await isOn(tx, night))) return false;
      // Another process at the same night may have come before.
      if (await isNoted(tx.db, job.id, id)) return true;
      const noted = await item(tx);
      await addItems(tx.db, job.id, [noted]);
      await awaitErasure(tx, rule, job.id, [noted]);
      return true;
    });
  try {
    return await noting(async (tx) => {
      const written = await deleteRecord(tx, noun, id, version);
      return { record: id, state: written.changed === false ? 'unchanged' : 'changed', version: written.version };
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return await noting(async () => refused(id, refusal));
  }
}

function refused(record: string | undefined, { code, fields }: AppError) {
  return { record, state: 'refused', code: fields[0]?.code ?? code };
}

/** Ends the night, tells the log of it, and owners when the rule did something for the first time. */
function end(acting: Context, { rule, job }: Night): Promise<void> {
  return inTransaction(acting, async (tx) => {
    if (!(await moveJob(tx.db, job.id, ['running'], 'done'))) return;
    const binned = await countBinned(tx.db, job.id);
    if (binned === 0) return;
    await log(tx, rule.id, 'applied', { run: { to: job.id }, noun: { to: rule.noun }, binned: { to: binned } });
    if (await noteTold(tx.db, rule.id)) await tellOwners(tx);
  });
}

function log(tx: TransactionContext, recordId: string, kind: string, fields: object): Promise<void> {
  return appendChange(tx, { noun: 'retentionRule', recordId, kind, fields: { ...fields } });
}

async function tellOwners(tx: TransactionContext): Promise<void> {
  for (const member of await listOwners(tx.db))
    await tell(asSystem(tx), { kind: 'retention', member, by: null, noun: 'member', ids: [member] });
}
