import { expect, test } from 'vitest';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { writesOf } from './log-writes.ts';

const step = (id: string, kind: string) => ({ id, kind, version: 3 }) as unknown as AnyRecord;
const logged = { kind: 'call', title: 'Call', done: true, outcome: 'Wants 20 chairs', dueAt: '2026-03-04T06:00:00Z' };

test('a planned call that took place is that call, and another step beside it is only done', () => {
  const [call, errand] = [step('a', 'call'), step('b', 'task')];
  const wish = { logged, isTimed: false, closed: [errand, call], next: null };
  expect(writesOf(wish)).toEqual({
    created: [],
    changed: [
      { step: errand, values: { done: true } },
      { step: call, values: { done: true, outcome: 'Wants 20 chairs', result: null, initiative: null } },
    ],
  });
  // Said for another time than now.
  expect(writesOf({ ...wish, isTimed: true }).changed[1]?.values).toMatchObject({ dueAt: logged.dueAt });
});

test('where no call was planned it is written down by itself, and what comes next after it', () => {
  const next = { title: 'Send the offer' };
  const errand = step('b', 'task');
  expect(writesOf({ logged, isTimed: false, closed: [errand], next })).toEqual({
    created: [logged, next],
    changed: [{ step: errand, values: { done: true } }],
  });
});
