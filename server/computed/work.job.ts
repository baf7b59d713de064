import type { Noun } from '../../shared/nouns/noun.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { defineJob } from '../jobs/job.ts';
import { newId } from '../records/uuid.ts';
import { recompute } from './recompute.ts';
import { noteRecomputed } from './settle.ts';
import { endWork, listNext, moveWork, takeWork } from './work.repository.ts';
import { inlineLimit, workJob } from './work.ts';

/** Works out what writes and definitions have left to do: some hundred records a transaction, on from where it stopped. */
export const computedWork = defineJob({
  ...workJob,
  run: async (ctx, _payload, signal) => {
    while (await workOn(ctx)) signal.throwIfAborted();
  },
});

/** One step; false when there is nothing left that nobody else is at. */
function workOn(ctx: Context): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const work = await takeWork(tx.db);
    if (!work) return false;
    const noun = tx.registry.findNoun(work.noun);
    const ids = noun ? await listNext(tx.db, noun, work, inlineLimit) : [];
    if (noun && ids.length > 0) await workOut(tx, noun, ids, work.names);
    const last = ids.at(-1);
    if (last && ids.length === inlineLimit) await moveWork(tx.db, work.id, last, ids.length);
    else await endWork(tx.db, work.id);
    return true;
  });
}

/** Logs one change for all of them: readers of the log look at lists anew, and histories leave it out. */
async function workOut(
  ctx: TransactionContext,
  noun: Noun,
  ids: readonly string[],
  names: readonly string[],
): Promise<void> {
  const changed = await recompute(ctx, noun, ids, names.length > 0 ? new Set(names) : undefined);
  if (changed.length === 0) return;
  await noteRecomputed(ctx, noun, changed);
  const fields = Object.fromEntries(changed.flatMap(({ after }) => Object.keys(after)).map((name) => [name, {}]));
  await appendChange(ctx, { noun: noun.name, recordId: newId(), kind: 'computed', fields });
}
