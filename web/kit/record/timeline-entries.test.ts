import { expect, test } from 'vitest';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { mergeStreams, type TimelineEntry } from './timeline-entries.ts';

const entry = (key: string, at: string): TimelineEntry => ({
  kind: 'record',
  key,
  at,
  noun: 'note',
  record: { id: key } as AnyRecord,
});

test('entries of all streams stand newest first', () => {
  const notes = { entries: [entry('c', '2026-03'), entry('a', '2026-01')], hasMore: false };
  const tasks = { entries: [entry('b', '2026-02')], hasMore: false };
  expect(mergeStreams([notes, tasks]).map(({ key }) => key)).toEqual(['c', 'b', 'a']);
});

test('nothing is shown from before the point where a stream is not loaded yet', () => {
  const notes = { entries: [entry('c', '2026-03'), entry('b', '2026-02')], hasMore: true };
  const tasks = { entries: [entry('d', '2026-04'), entry('a', '2026-01')], hasMore: false };
  expect(mergeStreams([notes, tasks]).map(({ key }) => key)).toEqual(['d', 'c', 'b']);
});

test('a record that several streams hold is told once', () => {
  const ofCompany = { entries: [entry('b', '2026-02'), entry('a', '2026-01')], hasMore: false };
  const ofDeal = { entries: [entry('b', '2026-02')], hasMore: false };
  expect(mergeStreams([ofCompany, ofDeal]).map(({ key }) => key)).toEqual(['b', 'a']);
});
