import { expect, test } from 'vitest';
import type { TimelineItem } from '../../../shared/contract/timeline.api.ts';
import type { WaitingChange } from '../../offline/waiting-change.ts';
import { entriesOf, waitingEntries } from './timeline-entries.ts';

const told = (id: string, at: string, version = 1): TimelineItem => ({
  ...{ kind: 'record', at, noun: 'note' },
  record: { id, version },
});

test('an entry that a later page holds again is told once, as it was answered last', () => {
  const entries = entriesOf([told('b', '2026-02'), told('a', '2026-01'), told('a', '2026-01', 2)]);
  expect(entries.map(({ key }) => key)).toEqual(['note b', 'note a']);
  expect(entries[1]).toMatchObject({ record: { version: 2 } });
});

test('a change keeps its number apart from the ids of records, and says whose it is', () => {
  const change = {
    id: '7',
    at: '2026-01',
    memberId: null,
    through: 'web' as const,
    noun: 'deal',
    recordId: 'd',
    kind: 'created',
    fields: {},
  };
  const about = { noun: 'deal', id: 'd', label: 'Sale' };
  expect(entriesOf([{ kind: 'change', at: '2026-01', change, about }, told('7', '2025')])).toMatchObject([
    { key: 'change 7', noun: 'deal', about },
    { key: 'note 7' },
  ]);
});

test('of what waits on the device only what is new and about the record stands in its timeline', () => {
  const change = (position: number, more: Partial<WaitingChange>) =>
    ({
      ...{ kind: 'create', noun: 'note', id: `n${position}`, at: position, position, state: 'waiting' },
      shown: {},
      ...more,
    }) as WaitingChange;
  const about = { body: 'Said', company: { id: 'c', label: 'Ararat' } };
  const waiting = [
    change(1, { shown: about }),
    change(2, { shown: { company: { id: 'other' } } }),
    change(3, { noun: 'task', shown: { participants: [{ id: 'c' }] } }),
    change(4, { kind: 'update', shown: about }),
    change(5, { noun: 'deal', shown: about }),
  ];
  const entries = waitingEntries(waiting, new Set(['note', 'task']), 'c');
  expect(entries.map(({ key }) => key)).toEqual(['waiting n3', 'waiting n1']);
  expect(entries[1]).toMatchObject({ isWaiting: true, record: { body: 'Said', version: 0 } });
});
