import type { Filter } from '../../../../shared/filter/filter.ts';
import { both, simplify, toRoot } from '../../../../web/kit/filter/filter-tree.ts';

/** What most look for in a list of tasks, without having to say how. */
export interface ReadyView {
  readonly key: 'overdue' | 'today' | 'planned' | 'done';
  readonly filter: Filter;
  readonly sort: string;
}

const open: Filter = { field: 'done', op: 'isNot', value: true };
const today = { from: 'today' } as const;

/** Every task stands in one of them; `whose` is a condition they all share. */
export function listReadyViews(whose: Filter | null): readonly ReadyView[] {
  const of = (...conditions: readonly Filter[]): Filter => ({ all: [...(whose ? [whose] : []), ...conditions] });
  const later: Filter = {
    any: [
      { field: 'dueAt', op: 'greaterThan', value: today },
      { field: 'dueAt', op: 'isEmpty' },
    ],
  };
  return [
    { key: 'overdue', filter: of(open, { field: 'dueAt', op: 'lessThan', value: today }), sort: 'dueAt' },
    { key: 'today', filter: of(open, { field: 'dueAt', op: 'is', value: today }), sort: 'dueAt' },
    { key: 'planned', filter: of(open, later), sort: 'dueAt' },
    { key: 'done', filter: of({ field: 'done', op: 'is', value: true }), sort: '-completedAt' },
  ];
}

/** Of the person who asks. */
export const mine: Filter = { field: 'owner', op: 'is', value: '@me' };

/** Whether all that a filter lets through is the person's own. */
export const isMine = (filter: Filter | undefined): boolean => conditionsOf(filter).some(isOwn);

/** The same filter of one's own, or of everybody's. */
export function ofMine(filter: Filter | undefined, own: boolean): Filter | undefined {
  const others = simplify({ all: conditionsOf(filter).filter((one) => !isOwn(one)) });
  return own ? both(mine, others) : others;
}

function conditionsOf(filter: Filter | undefined): readonly Filter[] {
  const root = toRoot(filter);
  return root.mode === 'all' ? root.children : filter ? [filter] : [];
}

const isOwn = (filter: Filter) => JSON.stringify(filter) === JSON.stringify(mine);
