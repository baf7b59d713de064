import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { runBatch } from '../../../server/records/batch.ts';
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
    const won = await createRecord(clock('2026-01-10T12:00:00Z'), deal, { name: 'Won', stage: at('Won') });
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

  test('was not closed before it was opened, and opened no later than it was closed', async () => {
    const noon = clock('2026-03-10T12:00:00Z');
    const early = refused('closedOn', 'beforeOpening');
    const past = await createRecord(noon, deal, { name: 'Past', stage: at('Won'), closedOn: '2026-02-01' });
    expect([past.openedOn, past.closedOn]).toEqual(['2026-02-01', '2026-02-01']);
    const days = { openedOn: '2026-02-02', closedOn: '2026-02-01' };
    expect(await refusal(createRecord(noon, deal, { name: 'X', stage: at('Won'), ...days }))).toEqual(early);
    expect(await refusal(updateRecord(noon, deal, past.id, { openedOn: '2026-02-02' }))).toEqual(early);
    expect(await refusal(updateRecord(noon, deal, past.id, { closedOn: '2026-01-31' }))).toEqual(early);
    const earlier = { openedOn: '2026-01-01', closedOn: '2026-01-31' };
    expect(await updateRecord(noon, deal, past.id, earlier)).toMatchObject(earlier);
    const reopened = { stage: at('Proposal'), openedOn: '2026-02-15' };
    expect(await updateRecord(noon, deal, past.id, reopened)).toMatchObject({ status: 'open', openedOn: '2026-02-15' });
    const ahead = await createRecord(noon, deal, { name: 'Ahead', openedOn: '2026-03-11' });
    expect(await refusal(updateRecord(noon, deal, ahead.id, { stage: at('Won') }))).toEqual(early);
    expect((await updateRecord(noon, deal, ahead.id, { stage: at('Proposal') })).status).toBe('open');
    expect((await createRecord(importer, deal, { name: 'Old', stage: at('Won'), ...days })).openedOn).toBe(
      '2026-02-02',
    );
  });

  test('is dated anew when it turns out otherwise, unless another day is given', async () => {
    const spring = clock('2026-03-10T12:00:00Z');
    const autumn = clock('2026-09-10T12:00:00Z');
    const lost = await createRecord(spring, deal, { name: 'Turned', stage: at('Lost'), lostReason: 'price' });
    expect(lost.closedOn).toBe('2026-03-10');
    const won = await updateRecord(autumn, deal, lost.id, { stage: at('Won') });
    expect(won).toMatchObject({ status: 'won', closedOn: '2026-09-10', lostReason: null });
    const given = { stage: at('Lost'), lostReason: 'price', closedOn: '2026-08-01' };
    expect((await updateRecord(autumn, deal, lost.id, given)).closedOn).toBe('2026-08-01');
    const elsewhere = await createRecord(system, stage, { name: 'Lost too', pipeline: partners.id, kind: 'lost' });
    expect((await updateRecord(autumn, deal, lost.id, { stage: elsewhere.id })).closedOn).toBe('2026-08-01');
  });

  test('is lost by no way without a reason: not by a batch, nor by the pipeline whose first stage it is', async () => {
    const open = await createRecord(anna, deal, { name: 'Held' });
    const operations = [{ update: { id: open.id, name: 'X' } }, { update: { id: open.id, stage: at('Lost') } }];
    expect(await refusal(runBatch(anna, deal, { operations }))).toEqual({
      ...{ status: 422, code: 'invalid', fields: [['operations.1.lostReason', 'required']] },
    });
    expect(await refusal(runBatch(anna, deal, { operations: [{ create: { stage: at('Lost') } }] }))).toEqual({
      ...{ status: 422, code: 'invalid', fields: [['operations.0.lostReason', 'required']] },
    });
    for (const lostReason of ['', '  ', null])
      expect(await refusal(updateRecord(anna, deal, open.id, { stage: at('Lost'), lostReason }))).not.toBeNull();
    expect(await getRecord(anna, deal, open.id)).toMatchObject({ name: 'Held', status: 'open', version: 1 });
    const sad = await createRecord(system, pipeline, { name: 'Sad' });
    await createRecord(system, stage, { name: 'End', pipeline: sad.id, kind: 'lost' });
    expect(await refusal(updateRecord(anna, deal, open.id, { pipeline: sad.id }))).toEqual(refused('stage', 'noStage'));
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

  test('is never half here and half there, even where one half is where it stands already', async () => {
    const open = await createRecord(anna, deal, { name: 'Torn' });
    const error = refused('stage', 'stageOfOtherPipeline');
    const halves = [
      { pipeline: partners.id, stage: at('Prospecting') },
      { pipeline: await first(), stage: meeting.id },
    ];
    for (const place of halves) {
      expect(await refusal(updateRecord(anna, deal, open.id, place))).toEqual(error);
      expect(await refusal(updateRecord(anna, deal, open.id, { ...place, name: 'X' }))).toEqual(error);
    }
    const stays = { pipeline: await first(), stage: at('Prospecting') };
    expect((await updateRecord(anna, deal, open.id, { ...stays, name: 'Whole' })).version).toBe(2);
    expect(await visitsOf(open.id)).toHaveLength(1);
    const moved = await updateRecord(anna, deal, open.id, { pipeline: partners.id, stage: meeting.id });
    expect(moved).toMatchObject({ pipeline: { id: partners.id }, stage: { id: meeting.id } });
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

  test('adds up to the time since the deal began, however it goes to and fro', async () => {
    const names = stages.filter(({ name }) => name !== 'Lost').map(({ name }) => name);
    const steps = fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 100_000 })), { maxLength: 6 });
    const began = Date.parse('2026-03-01T08:00:00Z');
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        const open = await createRecord(clock(new Date(began).toISOString()), deal, { name: 'To and fro' });
        let now = began;
        const expected = [{ stageName: names[0] as string, enteredAt: began }];
        for (const [name, seconds] of moves) {
          now += seconds * 1000;
          await updateRecord(clock(new Date(now).toISOString()), deal, open.id, { stage: at(name) });
          if (expected.at(-1)?.stageName !== name) expected.push({ stageName: name, enteredAt: now });
        }
        const visits = await visitsOf(open.id);
        expect(visits).toEqual(
          expected.map(({ stageName, enteredAt }, index) => ({
            ...{ stageName, enteredAt: new Date(enteredAt).toISOString() },
            leftAt: index + 1 < expected.length ? new Date(expected[index + 1]?.enteredAt ?? 0).toISOString() : null,
          })),
        );
        expect(utc((await getRecord(anna, deal, open.id)).stageEnteredAt)).toBe(visits.at(-1)?.enteredAt);
      }),
      { numRuns: 12 },
    );
  });

  test('begins for an imported deal as its day began where the workspace is', async () => {
    const old = { stage: at('Won'), openedOn: '2026-01-05', closedOn: '2026-02-28' };
    const inYerevan = await createRecord(importer, deal, { name: 'Old', ...old });
    expect(utc(inYerevan.stageEnteredAt)).toBe('2026-02-27T20:00:00.000Z');
    const newYork = { ...importer, workspace: { ...importer.workspace, timeZone: 'America/New_York' } };
    const there = await createRecord(newYork, deal, { name: 'Older', ...old });
    expect((await visitsOf(there.id)).map(({ enteredAt }) => enteredAt)).toEqual(['2026-02-28T05:00:00.000Z']);
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
