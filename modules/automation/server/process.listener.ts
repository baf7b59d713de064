import type { Change, Listener } from '../../../server/changes/change.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { processLimits } from '../contract/index.ts';
import { listActive, type ProcessRow } from './process.repository.ts';
import { askToRun } from './run.job.ts';
import { depthsOf, hasMoreChained, insertRuns, type NewRun } from './run.repository.ts';
import { startingAmong } from './starts.ts';
import { readyOrFault, stopProcess } from './stop-process.ts';

/** Writes down which processes run for which changes, in the transaction that moves the listener's cursor: none is lost or doubled. */
export const processListener: Listener = {
  name: 'automation.start',
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      const active = await listActive(tx.db);
      const heard = active.filter(
        ({ noun, start }) => start.on !== 'date' && changes.some((change) => change.noun === noun),
      );
      if (heard.length === 0) return;
      const chains = await chainsOf(tx, changes);
      for (const process of heard) await takeIn(tx, process, changes, chains);
    }),
};

/** How many processes stand behind each change in a row, by its number. */
async function chainsOf(tx: TransactionContext, changes: readonly Change[]): Promise<ReadonlyMap<string, number>> {
  const runs = changes.flatMap(({ process }) => process?.run ?? []);
  const depths = await depthsOf(tx.db, [...new Set(runs)]);
  return new Map(changes.map(({ id, process }) => [id, process ? (depths.get(process.run) ?? 1) : 0]));
}

async function takeIn(
  tx: TransactionContext,
  process: ProcessRow,
  changes: readonly Change[],
  chains: ReadonlyMap<string, number>,
): Promise<void> {
  const ready = await readyOrFault(tx, process);
  if (typeof ready === 'string') return stopProcess(tx, process.id, ready);
  const { acting } = ready;
  const starting = await startingAmong(acting, acting.registry.getNoun(process.noun), process, changes);
  const runs = starting.map((change) => runFor(process, change, (chains.get(change.id) ?? 0) + 1));
  await insertRuns(tx.db, runs);
  const isForking =
    runs.some(({ depth }) => depth > 2) && (await hasMoreChained(tx.db, process.id, processLimits.chained));
  if (isForking || runs.some(({ problem }) => problem)) return stopProcess(tx, process.id, 'ring');
  if (runs.length > 0) await askToRun(tx, process.id);
}

/** Processes that start one another for ever end where the row is too long, for everybody to see. */
function runFor(process: ProcessRow, { id, recordId, memberId }: Change, depth: number): NewRun {
  const run = { id: newId(), process: process.id, noun: process.noun, record: recordId };
  const isRing = depth > processLimits.chain;
  const problem = { code: 'processRing', params: { maximum: processLimits.chain }, fields: [] };
  return { ...run, occasion: id, starter: memberId, depth, ...(isRing ? { problem } : {}) };
}
