import { expect, test } from 'vitest';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { newId } from '../../../server/records/uuid.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { deal, pipeline, stage } from '../contract/index.ts';
import { copyPipeline } from './copy-pipeline.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const partners = await createRecord(system, pipeline, { name: 'Partners' });
const another = () => createRecord(system, stage, { name: 'Meeting', pipeline: partners.id });

test('a stage that deals stand in can be neither deleted nor given another meaning', async () => {
  const meeting = await another();
  const sale = await createRecord(anna, deal, { name: 'Sale', stage: meeting.id });
  const inUse = { status: 409, code: 'stageInUse' };
  await expect(deleteRecord(system, stage, meeting.id)).rejects.toMatchObject(inUse);
  await expect(updateRecord(system, stage, meeting.id, { kind: 'won' })).rejects.toMatchObject(inUse);
  expect((await updateRecord(system, stage, meeting.id, { name: 'First meeting' })).name).toBe('First meeting');
  await deleteRecord(anna, deal, sale.id);
  await deleteRecord(system, stage, meeting.id);
  expect((await getRecord(system, stage, meeting.id)).deletedAt).not.toBeNull();
});

test('a pipeline that deals stand in stays; an empty one goes with its stages and comes back with them', async () => {
  const trial = await createRecord(system, pipeline, { name: 'Trial' });
  const step = await createRecord(system, stage, { name: 'Step', pipeline: trial.id });
  const earlier = await createRecord(system, stage, { name: 'Dropped earlier', pipeline: trial.id });
  await deleteRecord(system, stage, earlier.id);
  const sale = await createRecord(anna, deal, { name: 'Trial sale', stage: step.id });
  await expect(deleteRecord(system, pipeline, trial.id)).rejects.toMatchObject({ code: 'pipelineInUse' });
  await deleteRecord(anna, deal, sale.id);
  await deleteRecord(system, pipeline, trial.id);
  const gone = async (id: string) => (await getRecord(system, stage, id)).deletedAt !== null;
  expect([await gone(step.id), await gone(earlier.id)]).toEqual([true, true]);
  await restoreRecord(system, pipeline, trial.id);
  expect([await gone(step.id), await gone(earlier.id)]).toEqual([false, true]);
});

test('a pipeline is copied with its stages and none of its deals, by whoever may make pipelines', async () => {
  const original = await createRecord(system, pipeline, { name: 'Exports', position: 4 });
  const steps = [
    { name: 'Sample', kind: 'open', probability: 30, color: 'blue', position: 0 },
    { name: 'Shipped', kind: 'won', probability: 100, color: 'green', position: 1 },
  ];
  for (const step of steps) await createRecord(system, stage, { ...step, pipeline: original.id });
  await createRecord(anna, deal, { name: 'Coffee', pipeline: original.id });
  await expect(copyPipeline(anna, original.id, 'Mine')).rejects.toMatchObject({ status: 403 });
  await expect(copyPipeline(system, newId(), 'None')).rejects.toMatchObject({ status: 404 });
  const { id, stages } = await copyPipeline(system, original.id, 'Exports by sea');
  expect([stages, await getRecord(system, pipeline, id)]).toMatchObject([2, { name: 'Exports by sea', position: 4 }]);
  const filter = { field: 'pipeline', op: 'is', value: id } as const;
  const { items } = JSON.parse(await listRecords(system, stage, { filter, sort: 'position', limit: 10 }));
  expect(items).toMatchObject(steps);
  expect(JSON.parse(await listRecords(system, deal, { filter, limit: 10 })).items).toEqual([]);
});

test('a deal that enters a stage while somebody deletes it is refused, or keeps the stage', async () => {
  const meeting = await another();
  let entering: Promise<unknown> = Promise.resolve();
  await inTransaction(system, async (tx) => {
    await deleteRecord(tx, stage, meeting.id);
    entering = createRecord(anna, deal, { name: 'Too late', stage: meeting.id }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 150));
  });
  expect(await entering).toMatchObject({ status: 422, fields: [{ path: 'stage', code: 'unknownReference' }] });
  const kept = await another();
  let deleting: Promise<unknown> = Promise.resolve();
  await inTransaction(anna, async (tx) => {
    await createRecord(tx, deal, { name: 'In time', stage: kept.id });
    deleting = deleteRecord(system, stage, kept.id).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 150));
  });
  expect(await deleting).toMatchObject({ status: 409, code: 'stageInUse' });
});

test('a pipeline that is deleted while a deal or a stage enters it refuses them, or stays', async () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
  const fresh = async (name: string) => {
    const { id } = await createRecord(system, pipeline, { name });
    return { id, step: (await createRecord(system, stage, { name: 'Step', pipeline: id })).id };
  };
  const going = await fresh('Going');
  let entering: Promise<unknown>[] = [];
  await inTransaction(system, async (tx) => {
    await deleteRecord(tx, pipeline, going.id);
    entering = [
      createRecord(anna, deal, { name: 'Too late', stage: going.step }),
      createRecord(anna, deal, { name: 'Too late', pipeline: going.id }),
      createRecord(system, stage, { name: 'Too late', pipeline: going.id }),
    ].map((one) => one.catch((error: unknown) => error));
    await pause();
  });
  for (const error of await Promise.all(entering)) expect(error).toMatchObject({ status: 422 });
  const staying = await fresh('Staying');
  let deleting: Promise<unknown> = Promise.resolve();
  await inTransaction(anna, async (tx) => {
    await createRecord(tx, deal, { name: 'In time', stage: staying.step });
    deleting = deleteRecord(system, pipeline, staying.id).catch((error: unknown) => error);
    await pause();
  });
  expect(await deleting).toMatchObject({ status: 409, code: 'pipelineInUse' });
  expect((await getRecord(system, stage, staying.step)).deletedAt).toBeNull();
});

test('a stage goes to another pipeline only where no deal stands in it, and to none that is gone', async () => {
  const away = await createRecord(system, pipeline, { name: 'Away' });
  const moving = await another();
  const sale = await createRecord(anna, deal, { name: 'Sale', stage: moving.id });
  await expect(updateRecord(system, stage, moving.id, { pipeline: away.id })).rejects.toMatchObject({
    ...{ status: 409, code: 'stageInUse' },
  });
  await deleteRecord(anna, deal, sale.id);
  expect((await updateRecord(system, stage, moving.id, { pipeline: away.id })).pipeline.id).toBe(away.id);
  await restoreRecord(anna, deal, sale.id);
  expect((await getRecord(anna, deal, sale.id)).pipeline?.id).toBe(away.id);
  const gone = await createRecord(system, pipeline, { name: 'Gone' });
  await deleteRecord(system, pipeline, gone.id);
  const empty = await another();
  await expect(updateRecord(system, stage, empty.id, { pipeline: gone.id })).rejects.toMatchObject({
    ...{ status: 422, fields: [{ path: 'pipeline', code: 'unknownReference' }] },
  });
});
