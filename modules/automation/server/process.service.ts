import { isDeepStrictEqual } from 'node:util';
import { reachOf } from '../../../server/access/access.ts';
import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, type FieldError, forbidden, invalid, invalidField, notFound } from '../../../shared/errors.ts';
import { isCallable } from '../../webhooks/server/index.ts';
import { type Process, type ProcessInput, type ProcessPatch, processLimits, type Step } from '../contract/index.ts';
import { askForCalendar } from './calendar.job.ts';
import { firstDayAfter } from './calendar-days.ts';
import {
  beginCalendar,
  countProcesses,
  deleteProcessRow,
  findProcessRow,
  insertProcess,
  listProcessRows,
  type ProcessRow,
  setProcessState,
  updateProcess,
} from './process.repository.ts';
import { findFaults, findSubject } from './process-faults.ts';
import { dropOutdated, skipWaiting } from './run.repository.ts';
import { isActive } from './whom.repository.ts';

/** The processes of the nouns that the actor may configure. */
export async function listProcessesOf(ctx: Context): Promise<readonly Process[]> {
  const rows = await listProcessRows(ctx.db);
  return rows.filter(({ noun }) => isConfigurable(ctx, noun)).map(shown);
}

/** Makes a process, switched off. Throws 403 for a noun that is not the actor's to configure, 422 naming what can not be. */
export async function makeProcess(ctx: Context, input: ProcessInput): Promise<Process> {
  await assertSound(ctx, input);
  return inTransaction(ctx, async (tx) => {
    if ((await countProcesses(tx.db)) >= processLimits.processes)
      throw invalidField('name', 'tooMany', { maximum: processLimits.processes });
    const id = newId();
    await insertProcess(tx.db, id, newId(), input);
    await logProcess(tx, id, 'created', null, input);
    return answerOf(tx, id);
  });
}

/**
 * Changes a process; one that is on acts from now on in the name of who changes it.
 * @throws AppError 403, 404, 412 `stale` with the process as it is where it has changed since `version`, 422.
 */
export function modifyProcess(ctx: Context, id: string, patch: ProcessPatch, version?: number): Promise<Process> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockedProcess(tx, id);
    if (version !== undefined && version !== before.version)
      throw new AppError(412, 'stale', { current: await answerOf(tx, id) });
    const after = { ...before, ...patch };
    await assertSound(tx, after);
    if (before.state === 'on') assertAtBrowser(tx);
    await updateProcess(tx.db, id, after, before.state === 'on' ? makerOf(tx) : null);
    await dropOutdated(tx.db, id, likeSteps(before.steps, after.steps));
    if (patch.start && before.state === 'on') await beginByCalendar(tx, id, patch.start);
    await logProcess(tx, id, 'updated', before, patch);
    return answerOf(tx, id);
  });
}

/** With how many steps both begin alike: a run that has done more of the one can not go on with the other. */
export function likeSteps(before: readonly Step[], after: readonly Step[]): number {
  const first = before.findIndex((step, index) => !isDeepStrictEqual(step, after[index]));
  return first === -1 ? before.length : first;
}

/** Takes a process away: nothing of it is done any more. Throws 403, 404. */
export function removeProcess(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await lockedProcess(tx, id);
    await endProcess(tx, id);
    await appendChange(tx, { noun: 'process', recordId: id, kind: 'deleted', fields: {} });
  });
}

/** Puts a locked process away, with all that waits. */
export async function endProcess(tx: TransactionContext, id: string): Promise<void> {
  await deleteProcessRow(tx.db, id);
  await skipWaiting(tx.db, id, { code: 'processOff', params: {}, fields: [] });
}

/**
 * Switches a process on, in the name of who does it, or off; what waits is left out then.
 * @throws AppError 403, `signInNeeded` to programs that would switch it on, 404, 422 naming what of it can not be any more.
 */
export function switchProcessOf(ctx: Context, id: string, on: boolean): Promise<Process> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockedProcess(tx, id);
    if (on) assertAtBrowser(tx);
    if (on) await assertSound(tx, before);
    const state = on ? 'on' : 'off';
    if (on || before.state !== state) {
      await setProcessState(tx.db, id, { state, member: on ? makerOf(tx) : null });
      if (on) await beginByCalendar(tx, id, before.start);
      if (!on) await skipWaiting(tx.db, id, { code: 'processOff', params: {}, fields: [] });
      await logProcess(tx, id, 'updated', before, { state });
    }
    return answerOf(tx, id);
  });
}

/** A process that goes by the calendar begins with its next moment, never with what is over. */
export async function beginByCalendar(tx: TransactionContext, id: string, start: ProcessInput['start']): Promise<void> {
  const day = start.on === 'date' ? firstDayAfter(tx.workspace.timeZone, tx.now(), start) : null;
  await beginCalendar(tx.db, id, day);
  if (day) await askForCalendar(tx);
}

/** A process of a noun that the actor may configure. Throws 404, 403. */
export async function getProcess(ctx: Context, id: string): Promise<ProcessRow> {
  return assertTheirs(ctx, id, await findProcessRow(ctx.db, id));
}

async function lockedProcess(tx: TransactionContext, id: string): Promise<ProcessRow> {
  return assertTheirs(tx, id, await findProcessRow(tx.db, id, 'for update'));
}

function assertTheirs(ctx: Context, id: string, found: ProcessRow | null): ProcessRow {
  if (!found) throw notFound('process', id);
  if (!isConfigurable(ctx, found.noun)) throw forbidden('configure', found.noun);
  return found;
}

/** What is about a noun that is gone is the owners' to take away. */
function isConfigurable(ctx: Context, name: string): boolean {
  const noun = ctx.registry.findNoun(name);
  return noun ? reachOf(ctx, noun, 'configure') === 'all' : ctx.actor.role === 'owner' && !ctx.isScoped;
}

/** Throws 403 for a noun that is not the actor's to configure, 422 naming what of the process can not be. */
export async function assertSound(ctx: Context, input: ProcessInput): Promise<void> {
  const noun = findSubject(ctx, input.noun);
  if (noun && !isConfigurable(ctx, noun.name)) throw forbidden('configure', noun.name);
  const faults = [...findFaults(ctx, input), ...(await targetFaults(ctx, input))];
  if (faults.length > 0) throw invalid(faults);
}

/** Members and webhooks that are not there. */
async function targetFaults(ctx: Context, { steps }: ProcessInput): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  for (const [index, step] of steps.entries()) {
    const [key, whom] = 'for' in step ? ['for', step.for] : step.do === 'letter' ? ['to', step.to] : ['', null];
    if (whom?.who === 'member' && !(await isActive(ctx.db, whom.member)))
      faults.push({ path: `steps.${index}.${key}.member`, code: 'missingTarget' });
    if (step.do === 'webhook' && !(await isCallable(ctx.db, step.webhook)))
      faults.push({ path: `steps.${index}.webhook`, code: 'missingTarget' });
  }
  return faults;
}

function makerOf(ctx: Context): string {
  if (!ctx.actor.memberId) throw new AppError(401, 'notSignedIn');
  return ctx.actor.memberId;
}

async function answerOf(ctx: Context, id: string): Promise<Process> {
  const found = (await listProcessRows(ctx.db)).find((one) => one.id === id);
  if (!found) throw notFound('process', id);
  return shown(found);
}

function shown({ key: _, calendarDay: __, ...process }: ProcessRow & Pick<Process, 'runs'>): Process {
  return process;
}

/** Tells the log what differs. */
export async function logProcess(
  tx: TransactionContext,
  id: string,
  kind: 'created' | 'updated',
  before: ProcessRow | null,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(given).filter(([name, to]) => JSON.stringify(was[name]) !== JSON.stringify(to));
  if (changed.length === 0) return;
  const fields = changed.map(([name, to]) => [name, { ...(before ? { from: was[name] } : {}), to }]);
  await appendChange(tx, { noun: 'process', recordId: id, kind, fields: Object.fromEntries(fields) });
}
