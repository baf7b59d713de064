import type { TFunction } from 'i18next';
import type { ProcessInput } from '../contract/index.ts';

/** Ready processes to begin with, in the words of the page's language. */
export const exampleNames = ['lead', 'deal', 'overdue'] as const;
export type ExampleName = (typeof exampleNames)[number];

export function exampleOf(name: ExampleName, t: TFunction): ProcessInput {
  const text = (key: string) =>
    t(`automation:example.${name}.${key}`, { field: '{{name}}', interpolation: { escapeValue: false } });
  const owner = { who: 'owner' } as const;
  const plain = { do: 'task', description: '', for: owner } as const;
  const common = { name: text('name'), filter: null, onMany: false };
  if (name === 'lead')
    return {
      ...{ ...common, noun: 'lead', start: { on: 'made' } },
      steps: [{ ...plain, title: text('call'), kind: 'call', due: { count: 1, unit: 'workingDays' } }],
    };
  if (name === 'overdue')
    return {
      ...{ ...common, noun: 'deal', filter: { field: 'status', op: 'is', value: 'open' } },
      start: { on: 'date', field: 'expectedCloseOn', count: 1, unit: 'workingDays', side: 'after', hour: 9 },
      steps: [{ ...plain, title: text('ask'), kind: 'task', due: { count: 0, unit: 'workingDays' } }],
    };
  return {
    ...{ ...common, noun: 'deal' },
    start: { on: 'matches', filter: { field: 'status', op: 'is', value: 'won' } },
    steps: [
      { ...plain, title: text('thank'), kind: 'call', due: { count: 1, unit: 'workingDays' } },
      { ...plain, title: text('handOver'), kind: 'task', due: { count: 3, unit: 'workingDays' } },
    ],
  };
}
