import type { z } from 'zod';
import { mergeAtOnce, type mergeBody } from '../../shared/contract/record-merge.ts';
import { AppError, forbidden, invalidField, notFound } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, filterContextOf, inTransaction, type TransactionContext } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { answerAsSeen } from '../records/answer-as-seen.ts';
import { lockRecords, type RecordText, readBack, staleError } from '../records/read.ts';
import { mark } from '../records/remove.ts';
import { changeMerged, diff } from '../records/update.ts';
import { newId } from '../records/uuid.ts';
import { allowedTo } from '../sharing/allowed-to.ts';
import { countAll } from './count-pointers.ts';
import { findUnderWay, insertMerge, keepFields, type MergeRow, moveMerge } from './merge.repository.ts';
import { latePointersJob, mergeJob } from './merge-job.ts';
import { assertSides, mergedValues, pointersUp } from './merged-fields.ts';
import { moveBelongings } from './move-belongings.ts';
import { movePointers, type Progress } from './move-pointers.ts';

type Wish = z.output<typeof mergeBody>;

/** Two live records of a noun that the actor may make one of, locked. */
interface Pair {
  readonly winner: AnyRecord;
  readonly loser: AnyRecord;
}

/**
 * Makes one record of two: the other's values go to the one addressed as wished, what pointed at the other points at it, and the other goes to
 * the bin. In the transaction of the request, or by a job where more than `mergeAtOnce` records point at it. Answers the id of the merge.
 * @throws AppError 403 without the right to merge and change both, 404, 409 `inBin`, `mergeUnderWay`, 412 `stale` with the one that is, 422.
 */
export async function mergeRecords(
  asking: Context,
  declared: Noun,
  id: string,
  { other, otherVersion, keep }: Wish,
  version?: number,
): Promise<{ readonly merge: string; readonly record: RecordText }> {
  const seen = asking.registry.getNoun(declared.name);
  assertMay(asking, seen, 'merge');
  assertMay(asking, seen, 'update');
  assertSides(seen, keep);
  const merge = newId();
  const record = await answerAsSeen({ ...asking, amid: 'many' }, seen, (whole) =>
    inTransaction(whole, async (tx) => {
      const noun = tx.registry.getNoun(seen.name);
      const pair = await lockPair(tx, noun, id, other);
      for (const [one, wanted] of [
        [pair.winner, version],
        [pair.loser, otherVersion],
      ] as const)
        if (wanted !== undefined && wanted !== one.version) throw staleError(one);
      assertLive(noun, pair.winner, pair.loser);
      if (await findUnderWay(tx.db, [id, other])) throw new AppError(409, 'mergeUnderWay');
      const total = await countAll(tx, noun, other);
      const row: Omit<MergeRow, 'fields' | 'undoneBy'> = {
        ...{ id: merge, noun: noun.name, winner: id, loser: other, keep },
        ...{ member: tx.actor.memberId, through: tx.through, state: 'waiting' },
      };
      await insertMerge(tx.db, { ...row, total });
      if (total > mergeAtOnce && tx.actor.memberId) await enqueueJob(tx, mergeJob, { id: merge }, { key: merge });
      else await carryOut(tx, noun, pair, row, async () => undefined);
      return readBack(tx, noun, id);
    }),
  );
  return { merge, record };
}

/** Does a merge that waits, in the transaction given; `progress` is told how many pointers are moved. */
export async function carryOutWaiting(tx: TransactionContext, row: MergeRow, progress: Progress): Promise<void> {
  const ctx = withEveryField(tx);
  const noun = ctx.registry.getNoun(row.noun);
  await carryOut(ctx, noun, await lockPair(ctx, noun, row.winner, row.loser), row, progress);
}

async function carryOut(
  tx: TransactionContext,
  noun: Noun,
  { winner, loser }: Pair,
  { id: merge, keep }: Pick<MergeRow, 'id' | 'keep'>,
  progress: Progress,
): Promise<void> {
  assertLive(noun, winner, loser);
  const rules = tx.registry.findRules(noun);
  const own = (await rules?.beforeMerge?.(tx, winner, loser)) ?? {};
  const move = { merge, noun, from: loser.id, to: winner.id };
  await movePointers(tx, move, progress);
  await moveBelongings(tx, move, winner);
  // What no two live records may hold is free once the other lies in the bin.
  await mark(tx, noun, loser.id, 'deleted');
  await rules?.afterWrite?.(tx, loser, null);
  const values = { ...mergedValues(noun, winner, loser, keep, filterContextOf(tx)), ...own };
  const { patch } = await changeMerged(tx, noun, winner, values, pointersUp(noun, values));
  await keepFields(tx.db, merge, diff(noun, winner, patch));
  await appendChange(tx, {
    ...{ noun: noun.name, recordId: winner.id, kind: 'merged' },
    fields: { mergedFrom: { to: loser.id } },
  });
  if (!(await moveMerge(tx.db, merge, 'waiting', 'merged'))) throw new Error(`Merge ${merge} was not waiting`);
  await enqueueJob(tx, latePointersJob, { id: merge, since: null });
}

/** Refuses with 409 `inBin` what lies there. */
export function assertLive(noun: Noun, ...records: readonly AnyRecord[]): void {
  for (const { id, deletedAt } of records) if (deletedAt) throw new AppError(409, 'inBin', { noun: noun.name, id });
}

/** Both records, locked in one order, if the actor may merge and change each. Throws 403, 404, 422 `sameRecord`. */
export async function lockPair(tx: TransactionContext, noun: Noun, winner: string, loser: string): Promise<Pair> {
  if (winner === loser) throw invalidField('other', 'sameRecord');
  const found = await lockRecords(tx, noun, [winner, loser], 'merge');
  const [one, other] = [winner, loser].map((id) => {
    const locked = found.get(id);
    if (!locked) throw notFound(noun.name, id);
    return locked;
  });
  if (!one || !other) throw notFound(noun.name, winner);
  if (!one.allowed || !other.allowed) throw forbidden('merge', noun.name);
  for (const id of [winner, loser])
    if (!(await allowedTo(tx, noun, id, 'update'))) throw forbidden('update', noun.name);
  return { winner: one.record, loser: other.record };
}
