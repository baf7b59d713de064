import { reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { type AggregateQuestion, aggregateRecords } from '../../../server/records/aggregate.ts';
import { aggregateLimit } from '../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { ActivityQuestion, ActivityReport } from '../contract/activity-report.api.ts';
import { began, columnOfKind, doneWithin, movedWithin, putOffWithin, within, wonWithin } from './activity-columns.ts';

type Money = ActivityReport['people'][number]['won'][number];

/** One question of the report: records of a noun, whose they are, and the column they are counted in; activities by their kind. */
export interface Counting {
  readonly noun: Noun;
  readonly by: string;
  readonly filter: Filter;
  readonly column: string | null;
}

/** A group of an answer: whose or of what, in which column, how many. */
export interface Counted {
  readonly key: unknown;
  readonly column: string;
  readonly count: number;
  readonly won: readonly Money[];
}

/** All that is asked for. */
export function countingsOf(question: ActivityQuestion): readonly Counting[] {
  return [
    { noun: task, by: 'owner', filter: doneWithin(question), column: null },
    ...(['ours', 'theirs'] as const).map((one) => ({
      ...{ noun: task, by: 'owner', column: one },
      filter: { all: [doneWithin(question), began(one)] },
    })),
    { noun: task, by: 'owner', filter: putOffWithin(question), column: 'postponed' },
    { noun: note, by: 'author', filter: within('createdAt', question), column: 'note' },
    { noun: lead, by: 'owner', filter: within('createdAt', question), column: 'lead' },
    { noun: deal, by: 'owner', filter: within('createdAt', question), column: 'deal' },
    { noun: deal, by: 'owner', filter: movedWithin(question), column: 'moved' },
    { noun: deal, by: 'owner', filter: wonWithin(question), column: 'won' },
  ];
}

/** How many there are of each value of `field`. */
export async function countBy(
  ctx: Context,
  field: string,
  { noun, filter, column }: Counting,
): Promise<readonly Counted[]> {
  const isWon = column === 'won';
  const groups = await ask(ctx, noun, {
    group: [{ field }, ...(column === null ? [{ field: 'kind' }] : [])],
    filter,
    ...(isWon ? { measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }] } : {}),
  });
  return groups.map(({ keys: [key, kind], values: [count, won] }) => ({
    ...{ key, column: column ?? columnOfKind(kind), count: Number(count) },
    won: isWon ? (won as readonly Money[]) : [],
  }));
}

/** Who may not read a noun at all has no figures of it. */
export async function ask(ctx: Context, noun: Noun, question: AggregateQuestion) {
  if (reachOf(ctx, ctx.registry.getNoun(noun.name), 'read') === 'none') return [];
  return (await aggregateRecords(ctx, noun, { ...question, limit: aggregateLimit.most })).groups;
}
