import { startBulk } from '../../../server/bulk/bulk.service.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { countRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { BulkJob } from '../../../shared/contract/record-bulk.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { member } from '../contract/member.object.ts';

/** What is somebody's to look after, as opposed to what they wrote or began: that stays theirs. */
const ownerField = 'owner';

export interface Work {
  readonly noun: string;
  readonly count: number;
  readonly capped: boolean;
}

/** How many records of each type a successor would take over; types of which there are none are left out. Throws 404. */
export async function listWork(ctx: Context, memberId: string): Promise<Work[]> {
  await getRecord(ctx, member, memberId);
  const found: Work[] = [];
  for (const noun of ownedNouns(ctx)) {
    const { count, capped } = await countRecords(ctx, noun, { filter: workOf(ctx, noun, memberId) });
    if (count > 0) found.push({ noun: noun.name, count, capped });
  }
  return found;
}

/**
 * Begins to make another member the owner of what is this one's: all of these bulk acts, or none.
 * @throws {AppError} 404, 422 on a successor who is the same, not active or a service, and on an unknown type, `tooManyRecords`.
 */
export async function handOver(
  ctx: Context,
  memberId: string,
  wish: { readonly to: string; readonly nouns: readonly string[] },
): Promise<BulkJob[]> {
  await getRecord(ctx, member, memberId);
  await assertSuccessor(ctx, memberId, wish.to);
  const nouns = [...new Set(wish.nouns)].map((name, index) => {
    const noun = ownedNouns(ctx).find((one) => one.name === name);
    if (!noun) throw invalidField(`nouns.${index}`, 'wrongValue');
    return noun;
  });
  return inTransaction(ctx, async (tx) => {
    const jobs: BulkJob[] = [];
    for (const noun of nouns) {
      const act = { update: { [ownerField]: wish.to } };
      const { job } = await startBulk(tx, noun, { filter: workOf(ctx, noun, memberId), act, preview: false });
      if (job) jobs.push(job);
    }
    return jobs;
  });
}

async function assertSuccessor(ctx: Context, memberId: string, to: string): Promise<void> {
  if (to === memberId) throw invalidField('to', 'wrongValue');
  const successor = await getRecord(ctx, member, to).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) throw invalidField('to', 'missingTarget');
    throw error;
  });
  if (!successor.active || successor.deletedAt || successor.service) throw invalidField('to', 'wrongValue');
}

function ownedNouns({ registry }: Context): readonly Noun[] {
  return registry.nouns.filter((noun) => registry.getPolicy(noun).ownerField === ownerField);
}

function workOf({ registry }: Context, noun: Noun, memberId: string): Filter {
  const own = { field: ownerField, op: 'is', value: memberId } as const;
  const { handedOver } = registry.getPolicy(noun);
  return handedOver ? { all: [own, handedOver] } : own;
}
