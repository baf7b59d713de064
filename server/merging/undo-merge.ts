import { mergeAtOnce } from '../../shared/contract/record-merge.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { answerAsSeen } from '../records/answer-as-seen.ts';
import { getRecord, type RecordText, readBack } from '../records/read.ts';
import { mark } from '../records/remove.ts';
import { changeMerged } from '../records/update.ts';
import { valuesOf } from '../records/values.ts';
import { describeMerges, findMerge, type MergeRow, moveMerge, noteKept, noteUndoing } from './merge.repository.ts';
import { mergeJob } from './merge-job.ts';
import { assertLive, lockPair } from './merge-records.ts';
import { pointersUp, valuesBefore } from './merged-fields.ts';
import { refreshFiles, returnBelongings } from './move-belongings.ts';
import { type Progress, returnPointers } from './move-pointers.ts';

/**
 * Makes two records again of what a merge made one: the other leaves the bin, what was moved goes back, and the fields hold what they held. What
 * somebody has changed since stays as it is, and is told of. By a job where that many were moved.
 * @throws AppError 403 without the right to merge and change both, 404, 409 `inBin` where the one that stayed lies there, `notUndoable`.
 */
export async function undoMerge(asking: Context, declared: Noun, id: string, merge: string): Promise<RecordText> {
  const seen = asking.registry.getNoun(declared.name);
  assertMay(asking, seen, 'merge');
  assertMay(asking, seen, 'update');
  return answerAsSeen({ ...asking, amid: 'many' }, seen, (whole) =>
    inTransaction(whole, async (tx) => {
      const noun = tx.registry.getNoun(seen.name);
      const row = await findMerge(tx.db, merge);
      if (!row || row.noun !== noun.name || ![row.winner, row.loser].includes(id)) throw notFound('merge', merge);
      const pair = await lockPair(tx, noun, row.winner, row.loser);
      assertLive(noun, pair.winner);
      const [{ total = 0 } = {}] = await describeMerges(tx.db, noun.name, id, merge);
      if (!pair.loser.deletedAt || !(await moveMerge(tx.db, merge, 'merged', 'undoing')))
        throw new AppError(409, 'notUndoable');
      await noteUndoing(tx.db, merge, tx.actor.memberId, tx.through);
      if (total > mergeAtOnce && tx.actor.memberId) await enqueueJob(tx, mergeJob, { id: merge }, { key: merge });
      else await putBack(tx, noun, pair, row, async () => undefined);
      return readBack(tx, noun, row.winner);
    }),
  );
}

/** Undoes a merge that is to be undone, in the transaction given. */
export async function carryBack(tx: TransactionContext, row: MergeRow, progress: Progress): Promise<void> {
  const ctx = withEveryField(tx);
  const noun = ctx.registry.getNoun(row.noun);
  const pair = await lockPair(ctx, noun, row.winner, row.loser);
  assertLive(noun, pair.winner);
  await putBack(ctx, noun, pair, row, progress);
}

async function putBack(
  tx: TransactionContext,
  noun: Noun,
  { winner, loser }: { readonly winner: AnyRecord; readonly loser: AnyRecord },
  { id: merge, fields }: MergeRow,
  progress: Progress,
): Promise<void> {
  const rules = tx.registry.findRules(noun);
  const { values, kept } = valuesBefore(noun, winner, fields);
  for (const name of kept) await noteKept(tx.db, merge, noun.name, winner.id, name);
  const move = { merge, noun, from: winner.id, to: loser.id };
  await returnPointers(tx, move, progress);
  await returnBelongings(tx, move);
  await changeMerged(tx, noun, winner, values, pointersUp(noun, { ...valuesOf(noun, winner), ...values }));
  // What was hung on others meanwhile may lead back to the one that returns.
  await rules?.beforeUpdate?.(tx, loser, pointersUp(noun, valuesOf(noun, loser)), {});
  await rules?.beforeRestore?.(tx, loser);
  await mark(tx, noun, loser.id, 'restored');
  const restored: AnyRecord = await getRecord(tx, noun, loser.id);
  await refreshFiles(tx, noun, restored);
  await rules?.afterWrite?.(tx, loser, restored);
  await appendChange(tx, {
    ...{ noun: noun.name, recordId: winner.id, kind: 'unmerged' },
    fields: { mergedFrom: { from: loser.id } },
  });
  if (!(await moveMerge(tx.db, merge, 'undoing', 'undone'))) throw new Error(`Merge ${merge} was not being undone`);
}
