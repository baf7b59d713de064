import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { plansOf, tablesScanned } from '../../../server/testing/plans.ts';
import { deal } from '../../deals/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { CalendarStart } from '../contract/index.ts';
import { listByDate } from './dated-records.ts';
import { callOwner, inputOf, useProcesses } from './process.factory.ts';
import { listProcessesOf, makeProcess, modifyProcess, removeProcess, switchProcessOf } from './process.service.ts';
import { tryOut } from './run.service.ts';

const world = await useProcesses();
const { owner, seller, system, settle, runsOf, tasksAbout, goTo } = world;

/** In Yerevan, four hours before Greenwich; a Wednesday. */
const at = (day: number, time: string) => new Date(`2027-03-${String(day).padStart(2, '0')}T${time}:00+04:00`);
const onClose: CalendarStart = {
  on: 'date',
  field: 'expectedCloseOn',
  count: 1,
  unit: 'days',
  side: 'before',
  hour: 9,
};
const dealFor = (name: string, expectedCloseOn: string | null) => createRecord(seller, deal, { name, expectedCloseOn });

async function begin(start: CalendarStart, given: object = {}, ctx: Context = owner) {
  const made = await makeProcess(ctx, inputOf({ start, steps: [callOwner], ...given }));
  await switchProcessOf({ ...ctx, now: world.now }, made.id, true);
  return made.id;
}
const namesOf = async (process: string) => (await runsOf(process)).map(({ record }) => record.label).sort();

beforeEach(async () => {
  for (const { id } of await listProcessesOf(owner)) await removeProcess(owner, id);
  await system.db.query({ text: 'update deals set deleted_at = now() where deleted_at is null' });
  goTo(at(10, '12:00'));
});

describe('a process by the calendar', () => {
  test('is made by who may configure, for a date that they see', async () => {
    await expect(makeProcess(seller, inputOf({ start: onClose, steps: [callOwner] }))).rejects.toMatchObject({
      status: 403,
    });
    for (const [field, code] of [
      ['nothing', 'unknownField'],
      ['name', 'startsByDates'],
    ] as const) {
      const input = inputOf({ start: { ...onClose, field }, steps: [callOwner] });
      await expect(makeProcess(owner, input)).rejects.toMatchObject({ fields: [{ path: 'start.field', code }] });
    }
  });

  test('acts once for each record and date, at its hour, and for nothing that was over when it was switched on', async () => {
    const past = await dealFor('Closes today', '2027-03-10');
    const noon = await dealFor('Its morning is over', '2027-03-11');
    const { id } = await dealFor('Closes on Friday', '2027-03-12');
    await dealFor('Has no date', null);
    const process = await begin(onClose);
    await settle();
    goTo(at(11, '08:30'));
    await settle();
    expect(await runsOf(process)).toEqual([]);
    goTo(at(11, '09:00'));
    await settle();
    goTo(at(11, '15:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Closes on Friday']);
    expect(await tasksAbout(id)).toHaveLength(1);
    expect([await tasksAbout(past.id), await tasksAbout(noon.id)]).toEqual([[], []]);
  });

  test('counts a date anew that is moved, and hears the same day of one that is given late', async () => {
    const { id } = await dealFor('Moved', '2027-03-12');
    const process = await begin(onClose);
    goTo(at(11, '10:00'));
    await settle();
    await updateRecord(seller, deal, id, { expectedCloseOn: '2027-03-20' });
    await dealFor('Given late', '2027-03-12');
    goTo(at(11, '11:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Given late', 'Moved']);
    goTo(at(19, '10:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Given late', 'Moved', 'Moved']);
  });

  test('makes up for what it missed, for a week at most, and says what it did not', async () => {
    await dealFor('Long ago', '2027-03-13');
    await dealFor('Lately', '2027-03-25');
    const process = await begin(onClose);
    goTo(at(28, '10:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Lately']);
    const [told] = await listProcessesOf(owner);
    expect(told?.missed).toEqual({ from: '2027-03-11', until: '2027-03-20' });
    await switchProcessOf({ ...owner, now: world.now }, process, true);
    expect((await listProcessesOf(owner))[0]?.missed).toBeNull();
  });

  test('counts in working days, forward and back', async () => {
    const [friday, saturday] = [await dealFor('Friday', '2027-03-12'), await dealFor('Saturday', '2027-03-13')];
    const monday = await dealFor('Monday', '2027-03-15');
    const before = await begin({ ...onClose, unit: 'workingDays' });
    const after = await begin({ ...onClose, unit: 'workingDays', side: 'after' });
    goTo(at(11, '09:30'));
    await settle();
    expect(await namesOf(before)).toEqual(['Friday']);
    goTo(at(12, '09:30'));
    await settle();
    expect(await namesOf(before)).toEqual(['Friday', 'Monday', 'Saturday']);
    expect(await namesOf(after)).toEqual([]);
    goTo(at(15, '09:30'));
    await settle();
    expect(await namesOf(after)).toEqual(['Friday', 'Saturday']);
    for (const { id } of [friday, saturday, monday]) await deleteRecord(seller, deal, id);
    goTo(at(16, '09:30'));
    await settle();
    expect(await namesOf(after)).not.toContain('Monday');
  });

  test('reads moments by the workspace’s clock, and only records that match', async () => {
    const filter = { field: 'kind', op: 'is', value: 'call' } as const;
    const start = { ...onClose, field: 'dueAt', count: 0 };
    const process = await begin(start, {
      noun: 'task',
      filter,
      steps: [{ do: 'set', values: [{ field: 'outcome', value: 'asked' }] }],
    });
    // Half past midnight in Yerevan, still the day before in Greenwich.
    const dueAt = at(11, '00:30').toISOString();
    await createRecord(seller, task, { title: 'Call early', kind: 'call', dueAt });
    await createRecord(seller, task, { title: 'Write early', kind: 'letter', dueAt });
    goTo(at(11, '09:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Call early']);
  });

  test('does nothing for days that passed while it was off or went by another date', async () => {
    await dealFor('While it was off', '2027-03-12');
    const process = await begin(onClose);
    await switchProcessOf(owner, process, false);
    goTo(at(13, '10:00'));
    await settle();
    await switchProcessOf({ ...owner, now: world.now }, process, true);
    await dealFor('Later', '2027-03-15');
    await modifyProcess({ ...owner, now: world.now }, process, { start: { ...onClose, hour: 11 } });
    goTo(at(14, '10:59'));
    await settle();
    expect(await namesOf(process)).toEqual([]);
    goTo(at(14, '11:00'));
    await settle();
    expect(await namesOf(process)).toEqual(['Later']);
  });

  test('is tried out on the days to come', async () => {
    const { id } = await dealFor('To come', '2027-03-30');
    const input = inputOf({ start: onClose, steps: [callOwner] });
    const { looked, items } = await tryOut({ ...owner, now: world.now }, input);
    expect(looked).toBeNull();
    expect(items.find(({ record }) => record.id === id)).toMatchObject({ at: at(29, '09:00').toISOString() });
    expect(await tasksAbout(id)).toEqual([]);
  });

  test('asks for the dates of 8,000 records by an index', async () => {
    await system.db.query({
      text: `insert into deals (id, name, pipeline, stage, expected_close_on)
        select gen_random_uuid(), 'Deal ' || n, d.pipeline, d.stage, date '2020-01-01' + n % 2000
        from generate_series(1, 8000) n, (select pipeline, stage from deals limit 1) d`,
    });
    await system.db.query({ text: 'analyze deals' });
    const input = { ...inputOf({ steps: [callOwner] }), start: onClose };
    const days = { from: '2021-05-05', until: '2021-05-06' };
    const found: string[] = [];
    const plans = await plansOf(
      owner,
      async (ctx) => {
        for await (const page of listByDate(ctx, input, days)) found.push(...page.map(({ record }) => record));
      },
      { running: true },
    );
    expect(found).toHaveLength(8);
    expect(plans.flatMap((plan) => tablesScanned(plan, new Set(['deals'])))).toEqual([]);
  });
});
