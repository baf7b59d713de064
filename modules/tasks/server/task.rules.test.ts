import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { runBatch } from '../../../server/records/batch.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { deal } from '../../deals/contract/index.ts';
import { task } from '../contract/index.ts';
import { complete } from './completion.service.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');
const at = (time: string): Context => ({ ...anna, now: () => new Date(time) });
const moment = (text: string | null) => (text ? new Date(text).toISOString() : null);

describe('a task', () => {
  test('remembers when it was done, and forgets when it is not', async () => {
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
    const operations = [{ update: { id: born.id, done: null } }, { update: { id: call.id, done: true } }];
    await runBatch(at('2026-03-13T12:00:00Z'), task, { operations });
    expect((await getRecord(anna, task, born.id)).completedAt).toBeNull();
    expect(moment((await getRecord(anna, task, call.id)).completedAt)).toBe('2026-03-13T12:00:00.000Z');
  });

  test('logged afterwards took place at its time, and never in the time to come', async () => {
    const now = at('2026-03-12T12:00:00Z');
    const logged = async (dueAt: string) =>
      (await createRecord(now, task, { title: 'Called', kind: 'call', done: true, dueAt })).completedAt;
    expect(moment(await logged('2026-03-11T15:00:00Z'))).toBe('2026-03-11T15:00:00.000Z');
    expect(moment(await logged('2026-03-13T15:00:00Z'))).toBe('2026-03-12T12:00:00.000Z');
  });

  test('with a client was begun by us, where nobody says by them; a plain one by nobody', async () => {
    const begunBy = async (values: object, ctx = anna) =>
      (await createRecord(ctx, task, { title: 'Talk', ...values })).initiative;
    expect(await begunBy({ kind: 'call' })).toBe('ours');
    expect(await begunBy({ kind: 'meeting', done: true, initiative: 'theirs' })).toBe('theirs');
    expect([await begunBy({}), await begunBy({ kind: 'visit', initiative: null })]).toEqual([null, null]);
    // What is brought in without a word about it is left so.
    expect(await begunBy({ kind: 'call' }, { ...anna, through: 'import' })).toBeNull();
    const wrong = { fields: [{ path: 'initiative', code: 'notAnOption' }] };
    await expect(begunBy({ kind: 'call', initiative: 'fate' })).rejects.toMatchObject(wrong);
    const plain = await createRecord(anna, task, { title: 'Ask them' });
    expect((await updateRecord(anna, task, plain.id, { kind: 'call' })).initiative).toBe('ours');
  });

  test('counts how often it was put off, one by one and many at once', async () => {
    const dueAt = '2026-04-01T09:00:00Z';
    const [one, two] = [
      await createRecord(anna, task, { title: 'Put off', dueAt }),
      await createRecord(anna, task, { title: 'Never' }),
    ];
    const put = async (values: object) => (await updateRecord(anna, task, one.id, values)).postponed;
    expect(await put({ dueAt: '2026-04-02T09:00:00Z' })).toBe(1);
    expect(await put({ dueAt: '2026-04-01T12:00:00Z' })).toBe(1);
    expect(await put({ title: 'Put off again' })).toBe(1);
    const operations = [one, two].map(({ id }) => ({ update: { id, dueAt: '2026-05-01T09:00:00Z' } }));
    await runBatch(anna, task, { operations });
    expect([(await getRecord(anna, task, one.id)).postponed, (await getRecord(anna, task, two.id)).postponed]).toEqual([
      2,
      null,
    ]);
    await updateRecord(anna, task, one.id, { done: true });
    expect(await put({ dueAt: '2026-06-01T09:00:00Z' })).toBe(2);
    await expect(put({ postponed: 0 })).rejects.toMatchObject({ fields: [{ path: 'postponed', code: 'readOnly' }] });
  });

  test('is completed with what came of it and what comes next, both or neither', async () => {
    const sale = await createRecord(anna, deal, { name: 'Tiles' });
    const call = await createRecord(anna, task, { title: 'Call Nare', kind: 'call', deal: sale.id });
    const wrong = { result: 'agreed', next: { title: '' } };
    await expect(complete(anna, call.id, wrong)).rejects.toMatchObject({ fields: [{ path: 'next.title' }] });
    await expect(complete(boris, call.id, {})).rejects.toMatchObject({ status: 403 });
    await expect(complete(anna, call.id, { version: 7 })).rejects.toMatchObject({ status: 412 });
    expect(await getRecord(anna, task, call.id)).toEqual(call);
    const next = { title: 'Send the offer', kind: 'letter', dueAt: '2026-04-01T09:00:00Z' };
    const done = await complete(anna, call.id, { result: 'agreed', outcome: 'Wants an offer', next, version: 1 });
    expect(done.task).toMatchObject({ done: true, result: 'agreed', outcome: 'Wants an offer' });
    expect(done.next).toMatchObject({ title: next.title, deal: { id: sale.id }, done: false });
    expect(await complete(anna, done.next?.id ?? '', {})).toMatchObject({ task: { done: true }, next: null });
  });

  test('took place when one says so as it is ticked off, and that puts nothing off', async () => {
    const given = { title: 'Call back', kind: 'call', dueAt: '2026-01-01T09:00:00Z' };
    const tick = async (values: object, dueAt: string) =>
      updateRecord(anna, task, (await createRecord(anna, task, { ...given, ...values })).id, { done: true, dueAt });
    const past = '2026-01-02T09:00:00.000Z';
    const called = await tick({}, past);
    expect([moment(called.completedAt), moment(called.dueAt), called.postponed]).toEqual([past, past, null]);
    // An errand is done when it is ticked, and nobody has called in the time to come.
    expect(moment((await tick({ kind: 'task' }, past)).completedAt)).not.toBe(past);
    expect((await tick({}, '2999-01-02T09:00:00Z')).completedAt).not.toContain('2999');
  });

  test('is said to be done by nobody but the clock', async () => {
    const forged = { title: 'Long done', completedAt: '2020-01-01T00:00:00Z' };
    const refused = { status: 422, fields: [{ path: 'completedAt', code: 'readOnly' }] };
    await expect(createRecord(anna, task, forged)).rejects.toMatchObject(refused);
    const { id } = await createRecord(anna, task, { title: 'To do' });
    await expect(updateRecord(anna, task, id, { done: true, completedAt: null })).rejects.toMatchObject(refused);
    expect((await getRecord(anna, task, id)).done).toBe(false);
  });

  test('is finished by whom it was given to, and by no other seller', async () => {
    const sale = await createRecord(anna, deal, { name: 'Hers' });
    const given = await createRecord(anna, task, { title: 'Measure', owner: boris.actor.memberId, deal: sale.id });
    await expect(updateRecord(anna, task, given.id, { done: true })).rejects.toMatchObject({ status: 403 });
    await expect(updateRecord(vera, task, given.id, { done: true })).rejects.toMatchObject({ status: 403 });
    await expect(deleteRecord(anna, task, given.id)).rejects.toMatchObject({ status: 403 });
    await expect(createRecord(vera, task, { title: 'Look' })).rejects.toMatchObject({ status: 403 });
    expect(await getRecord(vera, task, given.id)).toEqual(given);
    const handed = await updateRecord(boris, task, given.id, { owner: anna.actor.memberId });
    expect(handed.owner?.id).toBe(anna.actor.memberId);
    await expect(updateRecord(boris, task, given.id, { title: 'Mine' })).rejects.toMatchObject({ status: 403 });
    expect((await updateRecord(anna, task, given.id, { done: true })).done).toBe(true);
  });

  test('is due on a day where the workspace is, not where the server is', async () => {
    // Midnight in Yerevan is eight in the evening before, in Greenwich.
    const dues = ['2026-03-09T19:59:59Z', '2026-03-09T20:00:00Z', '2026-03-10T19:59:59Z', '2026-03-10T20:00:00+00:00'];
    for (const [index, dueAt] of dues.entries())
      await createRecord(anna, task, { title: `Due ${index}`, kind: 'edge', dueAt });
    await createRecord(anna, task, { title: 'Due whenever', kind: 'edge' });
    const due = async (condition: Filter) => {
      const filter = { all: [{ field: 'kind', op: 'is', value: 'edge' } as const, condition] };
      const page = await listRecords(at('2026-03-09T20:30:00Z'), task, { filter });
      return (JSON.parse(page) as { items: { title: string }[] }).items.map(({ title }) => title);
    };
    const today = { from: 'today' } as const;
    expect(await due({ field: 'dueAt', op: 'is', value: today })).toEqual(['Due 1', 'Due 2']);
    expect(await due({ field: 'dueAt', op: 'lessThan', value: today })).toEqual(['Due 0']);
    expect(await due({ field: 'dueAt', op: 'greaterThan', value: today })).toEqual(['Due 3']);
    expect(await due({ field: 'dueAt', op: 'isEmpty' })).toEqual(['Due whenever']);
    expect(await due({ all: [] })).toEqual(['Due 0', 'Due 1', 'Due 2', 'Due 3', 'Due whenever']);
  });
});
