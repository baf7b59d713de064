import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, pipeline, stage } from '../../modules/deals/contract/index.ts';
import type { BulkShape } from '../../shared/contract/record-bulk.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction } from '../context.ts';
import { drainJobs } from '../jobs/start-jobs.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { createMany } from '../records/create-many.ts';
import { listRecords } from '../records/list.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { cancelBulk, getBulk, startBulk, undoBulk } from './bulk.service.ts';
import { bulkWork } from './bulk-work.ts';

const { database, workspace, system, join } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const anna = await join('Anna', 'manager');
const boris = await join('Boris', 'seller');
const viewer = await join('Vera', 'viewer');

const make = (noun: Noun, inputs: readonly object[]) => inTransaction(system, (tx) => createMany(tx, noun, inputs));
const begin = async (ctx: Context, noun: Noun, wish: Partial<BulkShape> & Pick<BulkShape, 'act'>) => {
  const { job } = await startBulk(ctx, noun, { preview: false, ...wish });
  return job?.id ?? '';
};
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: [bulkWork] },
    findWorkspace: async () => workspace,
    contextOf: () => system,
  });
const run = async (...given: Parameters<typeof begin>) => {
  const id = await begin(...given);
  await work();
  return getBulk(given[0], id);
};
const undo = async (ctx: Context, id: string) => {
  await undoBulk(ctx, id);
  await work();
  return getBulk(ctx, id);
};
const named = async (noun: Noun, search: string, deleted = false) =>
  (JSON.parse(await listRecords(system, noun, { search, limit: 200, deleted })) as { items: Record<string, unknown>[] })
    .items;
const like = (value: string) => ({ field: 'name', op: 'startsWith', value }) as const;

describe('a bulk update', () => {
  test('is counted beforehand, done in the background in the name of who asked, logged, and taken back', async () => {
    await make(
      company,
      Array.from({ length: 130 }, (_, index) => ({ name: `Vineyard ${index}`, city: 'x' })).map(({ name }) => ({
        name,
      })),
    );
    const wish = { filter: like('Vineyard'), act: { update: { industry: 'retail', website: 'https://wine.am' } } };
    expect(await startBulk(anna, company, { ...wish, preview: true })).toEqual({ count: 130, job: null });
    expect((await named(company, 'Vineyard')).some((one) => one.industry === 'retail')).toBe(false);
    const id = await begin(anna, company, wish);
    expect(await getBulk(anna, id)).toMatchObject({ state: 'running', total: 130, waiting: 130, changed: 0 });
    await work();
    const done = await getBulk(anna, id);
    expect(done).toMatchObject({ state: 'done', waiting: 0, changed: 130, refused: 0, finishedAt: expect.any(String) });
    const after = await named(company, 'Vineyard');
    expect(after.every((one) => one.industry === 'retail' && one.version === 2)).toBe(true);
    const [log] = await system.db.query({
      text: `select count(*)::int as count from change where kind = 'updated' and member = $1 and through = 'web:many' and fields ? 'website'`,
      values: [anna.actor.memberId],
    });
    expect(log).toEqual({ count: 130 });
    const [first, second] = after.map((one) => one.id as string);
    await updateRecord(system, company, first ?? '', { industry: 'finance' });
    await updateRecord(system, company, second ?? '', { description: 'Somebody looked at it' });
    expect(await undo(anna, id)).toMatchObject({
      state: 'undone',
      undone: 128,
      kept: 2,
      refusals: [{ code: 'stale' }, { code: 'stale' }],
    });
    const back = await named(company, 'Vineyard');
    expect(back.filter((one) => one.industry === 'retail').map((one) => one.id)).toEqual([second]);
    expect(back.find((one) => one.id === first)?.industry).toBe('finance');
    await expect(undoBulk(anna, id)).rejects.toMatchObject({ status: 409, code: 'notUndoable' });
  });

  test('asks the rights and rules of each record, and says which refused', async () => {
    const [home] = await make(pipeline, [{ name: 'Bulk' }]);
    const [, lost] = await make(stage, [
      { name: 'Open', pipeline: home },
      { name: 'Gone', pipeline: home, kind: 'lost' },
    ]);
    const of = (owner: Context) => ({ owner: owner.actor.memberId, pipeline: home });
    const ids = await make(deal, [
      { name: 'Bulk one', ...of(boris) },
      { name: 'Bulk two', ...of(anna) },
      { name: 'Bulk three', ...of(boris), lostReason: null },
    ]);
    const owned = await run(boris, deal, { ids: [...ids], act: { update: { description: 'Seen' } } });
    expect(owned).toMatchObject({ changed: 2, refused: 1, refusals: [{ id: ids[1], code: 'forbidden' }] });
    const handed = await run(anna, deal, { ids: [...ids], act: { update: { owner: anna.actor.memberId } } });
    expect(handed).toMatchObject({ changed: 2, unchanged: 1, refused: 0 });
    expect(await run(boris, deal, { ids: [...ids], act: { update: { description: 'Mine' } } })).toMatchObject({
      refused: 3,
    });
    const refused = await run(anna, deal, { ids: [...ids], act: { update: { stage: lost } } });
    expect(refused).toMatchObject({ changed: 0, refused: 3 });
    expect(refused.refusals[0]).toMatchObject({ code: 'required', field: 'lostReason' });
    const moved = await run(anna, deal, { ids: [...ids], act: { update: { stage: lost, lostReason: 'price' } } });
    expect(moved).toMatchObject({ changed: 3, refused: 0 });
    expect((await named(deal, 'Bulk')).map((one) => one.status)).toEqual(['lost', 'lost', 'lost']);
    expect(await undo(anna, moved.id)).toMatchObject({ undone: 3, kept: 0 });
    expect((await named(deal, 'Bulk')).map((one) => one.status)).toEqual(['open', 'open', 'open']);
  });

  test('is refused at once where nobody could do it', async () => {
    const act = { update: { industry: 'retail' } };
    const all = { filter: { all: [] } };
    await expect(begin(viewer, company, { ...all, act })).rejects.toMatchObject({ status: 403 });
    await expect(begin(boris, pipeline, { ...all, act: { delete: {} } })).rejects.toMatchObject({ status: 403 });
    await expect(begin(anna, company, { ...all, act: { update: { nothing: 1 } } })).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'act.update.nothing' }],
    });
    await expect(begin(anna, company, { ...all, act: { update: {} } })).rejects.toMatchObject({ status: 422 });
    await expect(begin(anna, company, { filter: { field: 'x', op: 'is', value: 1 }, act })).rejects.toMatchObject({
      status: 422,
    });
  });

  test('is nobody else’s to see, stop or take back', async () => {
    const id = await begin(anna, company, { filter: like('Vineyard'), act: { update: { description: 'x' } } });
    for (const act of [getBulk, cancelBulk, undoBulk])
      await expect(act(boris, id)).rejects.toMatchObject({ status: 404 });
    expect((await cancelBulk(anna, id)).state).toBe('cancelled');
    await work();
    expect(await getBulk(anna, id)).toMatchObject({ changed: 0, waiting: 130 });
  });
});

test('records are deleted and taken back, and restored and deleted again', async () => {
  await make(
    company,
    ['Mill A', 'Mill B'].map((name) => ({ name })),
  );
  const gone = await run(anna, company, { filter: like('Mill'), act: { delete: {} } });
  expect(gone).toMatchObject({ kind: 'delete', changed: 2 });
  expect(await named(company, 'Mill')).toEqual([]);
  expect(await undo(anna, gone.id)).toMatchObject({ undone: 2 });
  expect(await named(company, 'Mill')).toHaveLength(2);
  await run(anna, company, { filter: like('Mill'), act: { delete: {} } });
  const back = await run(anna, company, { filter: like('Mill'), act: { restore: {} } });
  expect(back).toMatchObject({ kind: 'restore', changed: 2 });
  expect(await undo(anna, back.id)).toMatchObject({ undone: 2 });
  expect(await named(company, 'Mill', true)).toHaveLength(2);
});

test('whoever may act no more has nothing more done in their name', async () => {
  const leaver = await join('Gor', 'manager');
  const id = await begin(leaver, company, { filter: like('Vineyard'), act: { delete: {} } });
  await system.db.query({ text: 'update members set active = false where id = $1', values: [leaver.actor.memberId] });
  await work();
  expect(await getBulk(leaver, id)).toMatchObject({ state: 'failed', changed: 0 });
});

test('a job that was cut short goes on where it was, and does nothing twice', async () => {
  await make(
    company,
    Array.from({ length: 200 }, (_, index) => ({ name: `Vineyard again ${index}` })),
  );
  const id = await begin(anna, company, { filter: like('Vineyard'), act: { update: { description: 'Once' } } });
  const ending = new AbortController();
  let transactions = 0;
  const db: Context['db'] = {
    query: (statement) => system.db.query(statement),
    transaction: async (act) => {
      const result = await system.db.transaction(act);
      if (++transactions === 1) ending.abort(new Error('shutting down'));
      return result;
    },
  };
  await expect(bulkWork.run({ ...system, db }, { id }, ending.signal)).rejects.toThrow('shutting down');
  expect(await getBulk(anna, id)).toMatchObject({ state: 'running', changed: 200, waiting: 130 });
  // Two processes that both think the job theirs.
  const never = new AbortController().signal;
  await Promise.all([bulkWork.run(system, { id }, never), bulkWork.run(system, { id }, never)]);
  expect(await getBulk(anna, id)).toMatchObject({ state: 'done', changed: 330, unchanged: 0 });
});
