import type { Filter } from '../../../../shared/filter/filter.ts';

/** What most look for among deals, without having to say how. */
export interface ReadyDeals {
  readonly key: 'unplanned' | 'closing' | 'mine';
  readonly filter: Filter;
}

const running: Filter = { field: 'status', op: 'is', value: 'open' };
const openTask: Filter = { field: 'done', op: 'isNot', value: true };
const month = { from: 'startOfMonth' } as const;

/** Open deals nobody has planned anything for, those that are to close in this month, and one's own. */
export const readyDeals: readonly ReadyDeals[] = [
  {
    key: 'unplanned',
    filter: { all: [running, { related: { of: 'task', by: 'deal', where: openTask, most: 0 } }] },
  },
  {
    key: 'closing',
    filter: {
      all: [
        running,
        { field: 'expectedCloseOn', op: 'atLeast', value: month },
        { field: 'expectedCloseOn', op: 'lessThan', value: { ...month, plus: 1, unit: 'month' } },
      ],
    },
  },
  { key: 'mine', filter: { all: [running, { field: 'owner', op: 'is', value: '@me' }] } },
];
