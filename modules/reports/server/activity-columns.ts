import type { Condition, Filter } from '../../../shared/filter/filter.ts';
import type { ActivityQuestion, ActivityReport } from '../contract/activity-report.api.ts';

export type ActivityColumn = Omit<ActivityReport['columns'][number], 'whole'>;

/** Kinds of activities that have a column of their own; all others share one. */
const kinds = ['call', 'meeting', 'visit', 'letter'] as const;

/** What is counted, each as the list of its records has it. */
export function columnsOf(question: ActivityQuestion): readonly ActivityColumn[] {
  const done = doneWithin(question);
  const activity = (name: string, kind: Filter): ActivityColumn => ({
    ...{ name, noun: 'task', by: 'owner' },
    filter: { all: [done, kind] },
  });
  const named = [...kinds, 'task'];
  return [
    ...kinds.map((kind) => activity(kind, { field: 'kind', op: 'is', value: kind })),
    activity('task', {
      any: [
        { field: 'kind', op: 'is', value: 'task' },
        { field: 'kind', op: 'isEmpty' },
      ],
    }),
    activity('other', {
      all: [
        { field: 'kind', op: 'isNotEmpty' },
        { field: 'kind', op: 'isNoneOf', value: named },
      ],
    }),
    activity('ours', began('ours')),
    activity('theirs', began('theirs')),
    { name: 'postponed', noun: 'task', by: 'owner', filter: putOffWithin(question) },
    { name: 'note', noun: 'note', by: 'author', filter: within('createdAt', question) },
    { name: 'lead', noun: 'lead', by: 'owner', filter: within('createdAt', question) },
    { name: 'deal', noun: 'deal', by: 'owner', filter: within('createdAt', question) },
    { name: 'moved', noun: 'deal', by: 'owner', filter: movedWithin(question) },
    { name: 'won', noun: 'deal', by: 'owner', filter: wonWithin(question) },
  ];
}

/** The column that an activity of this kind is counted in. */
export function columnOfKind(kind: unknown): string {
  if (kind === null || kind === undefined || kind === 'task') return 'task';
  return kinds.find((one) => one === kind) ?? 'other';
}

export function doneWithin(question: ActivityQuestion): Filter {
  return { all: [{ field: 'done', op: 'is', value: true }, within('completedAt', question)] };
}

/** Calls, meetings and letters that we began, or the client. */
export function began(initiative: 'ours' | 'theirs'): Filter {
  return {
    all: [
      { field: 'initiative', op: 'is', value: initiative },
      { field: 'kind', op: 'isNot', value: 'task' },
    ],
  };
}

/** What was put off at least once, and was done within the span or is to be done in it. */
export function putOffWithin(question: ActivityQuestion): Filter {
  const due: Filter = { all: [{ field: 'done', op: 'isNot', value: true }, within('dueAt', question)] };
  return { all: [{ field: 'postponed', op: 'atLeast', value: 1 }, { any: [doneWithin(question), due] }] };
}

export function wonWithin(question: ActivityQuestion): Filter {
  return { all: [{ field: 'status', op: 'is', value: 'won' }, within('closedOn', question)] };
}

/** Deals that left a stage: each move leaves one, making a deal leaves none. */
export function movedWithin(question: ActivityQuestion): Filter {
  return { related: { of: 'stageVisit', by: 'deal', where: within('leftAt', question) } };
}

/** Days are the workspace's; both of them count. */
export function within(field: string, { from, to }: ActivityQuestion): Filter {
  const bounds: readonly Condition[] = [
    { field, op: 'atLeast', value: from },
    { field, op: 'atMost', value: to },
  ];
  return { all: bounds };
}
