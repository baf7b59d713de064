import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { AppError } from '../../../shared/errors.ts';
import { company } from '../../companies/contract/index.ts';
import { deal, pipeline, stage, stageVisit } from '../contract/index.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const clock = (time: string): Context => ({ ...anna, now: () => new Date(time) });
const importer: Context = { ...system, through: 'import' };

interface Page<T> {
  readonly items: readonly T[];
}
const stages = (
  JSON.parse(await listRecords(system, stage, { sort: 'position' })) as Page<{ id: string; name: string }>
).items;
const at = (name: string) => stages.find((one) => one.name === name)?.id ?? '';
const partners = await createRecord(system, pipeline, { name: 'Partners' });
const meeting = await createRecord(system, stage, { name: 'Meeting', pipeline: partners.id });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: AppError) => ({
      status: error.status,
      code: error.code,
      fields: error.fields.map(({ path, code }) => [path, code]),
    }),
  );
const refused = (path: string, code: string) => ({ status: 422, code: 'invalid', fields: [[path, code]] });
const visitsOf = async (id: string) => {
  const filter = { field: 'deal', op: 'is', value: id } as const;
  const page = await listRecords(system, stageVisit, { filter, sort: 'createdAt' });
  const { items } = JSON.parse(page) as Page<{ stageName: string; enteredAt: string; leftAt: string | null }>;
  return items.map(({ stageName, enteredAt, leftAt }) => ({
    stageName,
    enteredAt: utc(enteredAt),
    leftAt: utc(leftAt),
  }));
};
const utc = (moment: string | null | undefined) => (moment ? new Date(moment).toISOString() : null);
const today = (ctx: Context) => ctx.now().toISOString().slice(0, 10);

describe('a deal that is closed', () => {
  test('bears the day it was closed on, today unless another is given', async () => {
    const noon = clock('2026-03-10T12:00:00Z');
    const plain = await createRecord(noon, deal, { name: 'Plain' });
    expect(await updateRecord(noon, deal, plain.id, { stage: at('Won') })).toMatchObject({
      ...{ status: 'won', closedOn: today(noon) },
    });
    const dated = await createRecord(noon, deal, { name: 'Dated', stage: at('Won'), closedOn: '2026-02-28' });
    expect(dated).toMatchObject({ status: 'won', closedOn: '2026-02-28' });
    const late = clock('2026-03-10T23:30:00Z');
    const night = await createRecord(late, deal, { name: 'Night in Yerevan', stage: at('Won') });
    expect(night.closedOn).toBe('2026-03-11');
  });

  test('may have that day corrected but not taken away', async () => {
    const won = await createRecord(anna, deal, { name: 'Won', stage: at('Won') });
    expect((await updateRecord(anna, deal, won.id, { closedOn: '2026-01-15' })).closedOn).toBe('2026-01-15');
    expect(await refusal(updateRecord(anna, deal, won.id, { closedOn: null }))).toEqual(
      refused('closedOn', 'required'),
    );
    expect((await getRecord(anna, deal, won.id)).closedOn).toBe('2026-01-15');
  });

  test('is open again without that day and without a reason when it goes back', async () => {
    const lost = await createRecord(anna, deal, {
      name: 'Back',
      stage: at('Lost'),
      lostReason: 'price',
      lostComment: 'Dear',
    });
    expect(await updateRecord(anna, deal, lost.id, { stage: at('Proposal') })).toMatchObject({
      ...{ status: 'open', closedOn: null, lostReason: null, lostComment: null },
    });
    expect(await refusal(updateRecord(anna, deal, lost.id, { stage: at('Lost') }))).toEqual(
      refused('lostReason', 'required'),
    );
  });

  test('and lost keeps a reason', async () => {
    const lost = await createRecord(anna, deal, { name: 'Reason', stage: at('Lost'), lostReason: 'price' });
    expect(await refusal(updateRecord(anna, deal, lost.id, { lostReason: null }))).toEqual(
      refused('lostReason', 'required'),
    );
    expect((await updateRecord(anna, deal, lost.id, { lostReason: 'timing' })).lostReason).toBe('timing');
    expect(await refusal(createRecord(anna, deal, { name: 'X', stage: at('Lost') }))).toEqual(
      refused('lostReason', 'required'),
    );
  });

  test('from elsewhere may be lost for no known reason on no known day', async () => {
    const old = await createRecord(importer, deal, { name: 'Old', stage: at('Lost') });
    expect(old).toMatchObject({ status: 'lost', lostReason: null, closedOn: null, openedOn: null });
  });
});

describe('a deal that is open', () => {
  test('has neither a closing day nor a reason for being lost', async () => {
    const open = await createRecord(anna, deal, { name: 'Open' });
    expect(await refusal(updateRecord(anna, deal, open.id, { closedOn: '2026-01-15' }))).toEqual(
      refused('closedOn', 'dealIsOpen'),
    );
    expect(await refusal(updateRecord(anna, deal, open.id, { lostReason: 'price' }))).toEqual(
      refused('lostReason', 'dealIsNotLost'),
    );
    expect(await refusal(createRecord(anna, deal, { name: 'Y', closedOn: '2026-01-15' }))).toEqual(
      refused('closedOn', 'dealIsOpen'),
    );
    expect(await refusal(updateRecord(anna, deal, open.id, { stage: at('Won'), lostComment: 'No' }))).toEqual(
      refused('lostComment', 'dealIsNotLost'),
    );
    expect((await getRecord(anna, deal, open.id)).version).toBe(1);
  });

  test('keeps a name: that of its company, its number, or the day', async () => {
    const acme = await createRecord(anna, company, { name: 'Acme' });
    const named = await createRecord(anna, deal, { company: acme.id });
    expect(named.name).toBe('Acme');
    expect((await updateRecord(anna, deal, named.id, { name: 'Big one' })).name).toBe('Big one');
    expect((await updateRecord(anna, deal, named.id, { name: null })).name).toBe('Acme');
    expect((await createRecord(anna, deal, { externalId: 'PO-7' })).name).toBe('PO-7');
    expect((await createRecord(clock('2026-03-10T12:00:00Z'), deal, {})).name).toBe('2026-03-10');
  });
});

describe("a deal's place", () => {
  test('is a stage of its pipeline', async () => {
    const error = refused('stage', 'stageOfOtherPipeline');
    expect(
      await refusal(createRecord(anna, deal, { stage: meeting.id, pipeline: stages[0] && (await first()) })),
    ).toEqual(error);
    const open = await createRecord(anna, deal, { name: 'Moves' });
    expect(await updateRecord(anna, deal, open.id, { stage: meeting.id })).toMatchObject({
      pipeline: { id: partners.id },
    });
    expect(await updateRecord(anna, deal, open.id, { stage: null })).toMatchObject({ stage: { id: meeting.id } });
    expect(await updateRecord(anna, deal, open.id, { pipeline: await first() })).toMatchObject({
      stage: { id: at('Prospecting') },
    });
  });

  test('is in no pipeline that is archived, but for what stands there and for history', async () => {
    const staying = await createRecord(anna, deal, { name: 'Stays', stage: meeting.id });
    const coming = await createRecord(anna, deal, { name: 'Comes' });
    await updateRecord(system, pipeline, partners.id, { archived: true });
    const error = refused('pipeline', 'pipelineArchived');
    expect(await refusal(createRecord(anna, deal, { stage: meeting.id }))).toEqual(error);
    expect(await refusal(updateRecord(anna, deal, coming.id, { pipeline: partners.id }))).toEqual(error);
    expect((await createRecord(importer, deal, { name: 'History', stage: meeting.id })).pipeline?.id).toBe(partners.id);
    expect((await updateRecord(anna, deal, staying.id, { name: 'Still here' })).name).toBe('Still here');
    await updateRecord(system, pipeline, partners.id, { archived: false });
  });

  test('can not be a stage that is gone', async () => {
    const short = await createRecord(system, stage, { name: 'Short', pipeline: partners.id });
    await deleteRecord(system, stage, short.id);
    expect(await refusal(createRecord(anna, deal, { stage: short.id }))).toEqual(refused('stage', 'unknownReference'));
  });
});

describe("a deal's history of stages", () => {
  test('is without gap or overlap after several moves in one second', async () => {
    const open = await createRecord(clock('2026-03-10T12:00:00.000Z'), deal, { name: 'Fast' });
    await updateRecord(clock('2026-03-10T12:00:00.000Z'), deal, open.id, { stage: at('Engaging') });
    await updateRecord(clock('2026-03-10T12:00:00.400Z'), deal, open.id, { stage: at('Proposal') });
    await updateRecord(clock('2026-03-10T12:00:00.400Z'), deal, open.id, { stage: at('Engaging') });
    const visits = await visitsOf(open.id);
    expect(visits.map((visit) => visit.stageName)).toEqual(['Prospecting', 'Engaging', 'Proposal', 'Engaging']);
    expect(visits.map((visit) => visit.leftAt)).toEqual([...visits.slice(1).map((visit) => visit.enteredAt), null]);
  });

  test('never goes back in time, though a clock does', async () => {
    const open = await createRecord(clock('2026-03-10T12:00:00Z'), deal, { name: 'Clock' });
    const back = await updateRecord(clock('2026-03-10T11:00:00Z'), deal, open.id, { stage: at('Engaging') });
    await updateRecord(clock('2026-03-10T13:00:00Z'), deal, open.id, { stage: at('Proposal') });
    const visits = await visitsOf(open.id);
    expect(visits.map(({ enteredAt, leftAt }) => [enteredAt, leftAt])).toEqual([
      ['2026-03-10T12:00:00.000Z', '2026-03-10T12:00:00.000Z'],
      ['2026-03-10T12:00:00.000Z', '2026-03-10T13:00:00.000Z'],
      ['2026-03-10T13:00:00.000Z', null],
    ]);
    expect(utc(back.stageEnteredAt)).toBe('2026-03-10T12:00:00.000Z');
  });

  test('is the same after the bin', async () => {
    const open = await createRecord(anna, deal, { name: 'Bin' });
    await updateRecord(anna, deal, open.id, { stage: at('Engaging') });
    const before = await visitsOf(open.id);
    await deleteRecord(anna, deal, open.id);
    await restoreRecord(anna, deal, open.id);
    const shape = (visits: typeof before) =>
      visits.map(({ stageName, enteredAt, leftAt }) => [stageName, enteredAt, leftAt]);
    expect(shape(await visitsOf(open.id))).toEqual(shape(before));
  });
});

describe('a deal that comes back from the bin', () => {
  test('waits for its stage to come back first', async () => {
    const short = await createRecord(system, stage, { name: 'Gone', pipeline: partners.id });
    const open = await createRecord(anna, deal, { name: 'Waits', stage: short.id });
    await deleteRecord(anna, deal, open.id);
    await deleteRecord(system, stage, short.id);
    expect(await refusal(restoreRecord(anna, deal, open.id))).toEqual(refused('stage', 'stageInBin'));
    await restoreRecord(system, stage, short.id);
    await restoreRecord(anna, deal, open.id);
    expect((await getRecord(anna, deal, open.id)).deletedAt).toBeNull();
  });

  test('is what its stage has come to mean', async () => {
    const last = await createRecord(system, stage, { name: 'Last', pipeline: partners.id });
    const open = await createRecord(anna, deal, { name: 'Turned', stage: last.id });
    await deleteRecord(anna, deal, open.id);
    await updateRecord(system, stage, last.id, { kind: 'won' });
    await restoreRecord(anna, deal, open.id);
    expect(await getRecord(anna, deal, open.id)).toMatchObject({
      status: 'won',
      closedOn: expect.stringMatching(/^20/),
    });
  });
});

async function first(): Promise<string> {
  return (await getRecord(system, stage, at('Prospecting'))).pipeline.id;
}
