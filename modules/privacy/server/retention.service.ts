import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { findJobRow, lockJob, moveJob } from '../../../server/bulk/bulk.repository.ts';
import { bulkWork } from '../../../server/bulk/bulk-work.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, forbidden, invalid, notFound } from '../../../shared/errors.ts';
import type { Retention, RetentionInput, RetentionPreview, RetentionRule } from '../contract/index.ts';
import { askForNextNight } from './retention.job.ts';
import {
  countBinned,
  deleteRule,
  findRule,
  findRunRule,
  handRunTo,
  insertRule,
  listRules,
  listRuns,
  type RuleRow,
  setState,
} from './retention.repository.ts';
import { countDue, findFaults, previewOf } from './retention-due.repository.ts';

/** The rules, and what they did lately. */
export async function listRetentionOf(ctx: Context): Promise<Retention> {
  const [rules, runs] = [await listRules(ctx.db), await listRuns(ctx.db)];
  return { rules, runs };
}

/** Makes a rule, switched off. Throws 403 `signInNeeded` to programs, 422 naming what does not fit. */
export function addRule(ctx: Context, input: RetentionInput): Promise<RetentionRule> {
  assertAtBrowser(ctx);
  assertFits(ctx, input);
  return inTransaction(ctx, async (tx) => {
    const id = newId();
    await insertRule(tx.db, id, input);
    await log(tx, id, 'created', { ...input });
    return shown(await getRule(tx, id));
  });
}

/** Takes a rule away; what it put into the bin stays there. Throws 404. */
export function removeRule(ctx: Context, id: string): Promise<void> {
  assertAtBrowser(ctx);
  return inTransaction(ctx, async (tx) => {
    await getRule(tx, id, 'for update');
    await deleteRule(tx.db, id);
    await log(tx, id, 'deleted', {});
  });
}

/** What the rule would do now. Throws 404, 422 where it does not fit any more. */
export async function previewRule(ctx: Context, id: string): Promise<RetentionPreview> {
  const rule = await getRule(ctx, id);
  assertFits(ctx, rule);
  return previewOf(ctx, ctx.registry.getNoun(rule.noun), rule);
}

/**
 * Switches a rule on, in the name of who does it, or off. Throws 409 `previewAnew` unless `count` is at least what the rule
 * would put into the bin now.
 */
export function switchRule(ctx: Context, id: string, on: boolean, seen: number | undefined): Promise<RetentionRule> {
  assertAtBrowser(ctx);
  const { memberId: member } = ctx.actor;
  if (!member) throw forbidden('update', 'retentionRule');
  return inTransaction(ctx, async (tx) => {
    const rule = await getRule(tx, id, 'for update');
    if (on) await assertSeen(tx, rule, seen);
    await setState(tx.db, id, on ? { state: 'on', member } : { state: 'off' });
    await log(tx, id, 'updated', { state: on ? 'on' : 'off' });
    if (on) await askForNextNight(tx);
    return shown(await getRule(tx, id));
  });
}

async function assertSeen(tx: TransactionContext, rule: RuleRow, seen: number | undefined): Promise<void> {
  assertFits(tx, rule);
  if (seen === undefined) throw invalid([{ path: 'count', code: 'required' }]);
  const { count } = await countDue(tx, tx.registry.getNoun(rule.noun), rule);
  if (count > seen) throw new AppError(409, 'previewAnew', { count, seen });
}

/**
 * Begins to take a night back, in the name of who asks, and switches its rule off: it would do the same again. Throws 404 where nothing is known of
 * it any more, 409 `notUndoable` while it runs and where nothing is left to take back.
 */
export function undoRun(ctx: Context, id: string): Promise<void> {
  assertAtBrowser(ctx);
  const { memberId: member } = ctx.actor;
  if (!member) throw forbidden('update', 'retentionRule');
  return inTransaction(ctx, async (tx) => {
    const run = await findRunRule(tx.db, id);
    const job = run && (await findJobRow(tx.db, id));
    if (!run || !job) throw notFound('retentionRun', id);
    const rule = await findRule(tx.db, run.rule, 'for update');
    const isFree = (await lockJob(tx.db, job)) && (await countBinned(tx.db, id)) > 0;
    if (!isFree || !(await moveJob(tx.db, id, ['done', 'cancelled', 'failed'], 'undoing')))
      throw new AppError(409, 'notUndoable');
    await handRunTo(tx.db, id, member);
    if (rule && rule.state === 'on') await setState(tx.db, rule.id, { state: 'off' });
    await log(tx, run.rule, 'undone', { run: id });
    await enqueueJob(tx, bulkWork, { id }, { key: id });
  });
}

function assertFits(ctx: Context, input: RetentionInput): void {
  const faults = findFaults(ctx, input);
  if (faults.length > 0) throw invalid(faults);
}

async function getRule(ctx: Context, id: string, lock: '' | 'for update' = ''): Promise<RuleRow> {
  const rule = await findRule(ctx.db, id, lock);
  if (!rule) throw notFound('retentionRule', id);
  return rule;
}

function shown({ member: _member, told: _told, ...rule }: RuleRow): RetentionRule {
  return rule;
}

function log(tx: TransactionContext, recordId: string, kind: string, values: object): Promise<void> {
  const fields = Object.fromEntries(Object.entries(values).map(([name, to]) => [name, { to }]));
  return appendChange(tx, { noun: 'retentionRule', recordId, kind, fields });
}
