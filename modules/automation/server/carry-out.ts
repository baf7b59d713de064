import type { TransactionContext } from '../../../server/context.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { readMatching } from '../../../server/records/read-matching.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { ProcessRun, Step } from '../contract/index.ts';
import { waitMoment } from './due-moment.ts';
import type { ProcessRow } from './process.repository.ts';
import { type DueRun, endRun, restRun } from './run.repository.ts';
import { runStep } from './steps/run-step.ts';
import type { StepWorld } from './steps/step-world.ts';
import { readyOrFault, stopProcess } from './stop-process.ts';

/** What is tried, and how far it came. */
export interface Attempt {
  run: DueRun | null;
  step: number | null;
}

/**
 * Does the steps of a run up to its end or to the next wait, in the transaction of the run; notes in `attempt` which one it is at.
 * Throws what stands against one.
 */
export async function carryOut(tx: TransactionContext, process: ProcessRow, attempt: Attempt): Promise<void> {
  const { run } = attempt;
  if (!run) return;
  const leaveOut = (code: string) =>
    endRun(tx.db, run.id, { state: 'skipped', problem: { code, params: {}, fields: [] } });
  if (process.state !== 'on' || !process.member) return leaveOut('processOff');
  const ready = await readyOrFault(tx, process);
  if (typeof ready === 'string') return stopProcess(tx, process.id, ready);
  const { id, name, member: maker } = process;
  const acting = {
    ...ready.acting,
    ...{ through: 'process' as const, process: { id, name, run: run.id } },
  };
  const noun = acting.registry.getNoun(process.noun);
  const record = await readWanted(acting, noun, run.record, process.filter);
  if (!record) return leaveOut('noLongerMatches');
  await goOn({ acting, noun, record, starter: run.starter, maker }, process.steps, run, attempt);
}

async function goOn(first: StepWorld, steps: readonly Step[], run: DueRun, attempt: Attempt): Promise<void> {
  const { acting, noun } = first;
  const made = [...run.made];
  const notes = [...run.notes];
  let [world, passed] = [first, run.passed];
  for (const [index, step] of [...steps.entries()].slice(run.atStep)) {
    attempt.step = index;
    const { only } = step;
    if (only?.is === 'if') passed = (await readMatching(acting, noun, [run.record], only.filter)).has(run.record);
    if (only && passed !== (only.is === 'if')) continue;
    if (step.do === 'wait') {
      const nextAt = waitMoment(acting.workspace.timeZone, acting.now(), step);
      return restRun(acting.db, run.id, { atStep: index + 1, passed, nextAt, made: distinct(made), notes });
    }
    const outcome = await runStep(world, step);
    made.push(...outcome.made);
    notes.push(...outcome.notes.map((note) => ({ ...note, step: index })));
    // What is told next is told of the record as it is then.
    if (step.do === 'set') world = { ...world, record: (await readWanted(acting, noun, run.record)) ?? world.record };
  }
  await endRun(acting.db, run.id, { state: 'done', made: distinct(made), notes });
}

/** The record with labels, if it is there, its maker sees it and it matches now. */
async function readWanted(
  acting: TransactionContext,
  noun: Noun,
  id: string,
  filter: Filter | null = null,
): Promise<AnyRecord | null> {
  if (filter && !(await readMatching(acting, noun, [id], filter)).has(id)) return null;
  const found = await findRecordText(acting, noun, id, { expand: ['*'] });
  const record = found ? (JSON.parse(found.json) as AnyRecord) : null;
  return record?.deletedAt ? null : record;
}

function distinct(made: readonly ProcessRun['made'][number][]): ProcessRun['made'] {
  return made.filter(({ id }, index) => made.findIndex((one) => one.id === id) === index);
}
