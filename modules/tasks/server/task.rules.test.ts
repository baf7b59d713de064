import { expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { task } from '../contract/index.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const at = (time: string): Context => ({ ...anna, now: () => new Date(time) });
const moment = (text: string | null) => (text ? new Date(text).toISOString() : null);

test('a task remembers when it was done, and forgets when it is not', async () => {
  const call = await createRecord(anna, task, { title: 'Call Hayk' });
  expect(call).toMatchObject({
    done: false,
    completedAt: null,
    owner: { id: anna.actor.memberId },
    priority: 'normal',
  });
  const done = await updateRecord(at('2026-03-10T12:00:00Z'), task, call.id, { done: true });
  expect(moment(done.completedAt)).toBe('2026-03-10T12:00:00.000Z');
  const later = await updateRecord(at('2026-03-11T12:00:00Z'), task, call.id, { title: 'Called Hayk', done: true });
  expect(moment(later.completedAt)).toBe('2026-03-10T12:00:00.000Z');
  expect((await updateRecord(anna, task, call.id, { done: false })).completedAt).toBeNull();
  const born = await createRecord(at('2026-03-12T12:00:00Z'), task, { title: 'Done already', done: true });
  expect(moment(born.completedAt)).toBe('2026-03-12T12:00:00.000Z');
});
