import { beforeEach, describe, expect, test } from 'vitest';
import { listChanges } from '../../../server/changes/list-changes.ts';
import { type Context, inThePast, inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { member } from '../../workspace/contract/index.ts';
import { processLimits } from '../contract/index.ts';
import { callOwner, inputOf, useProcesses } from './process.factory.ts';
import { listProcessesOf, makeProcess, modifyProcess, removeProcess, switchProcessOf } from './process.service.ts';
import { processesPart } from './processes.part.ts';
import { listRunsOf, tryOut, tryRunAgain } from './run.service.ts';

const world = await useProcesses();
const { owner, seller, system, begin, settle, hurry, runsOf, tasksAbout, noticesOf, join } = world;
const idOf = ({ actor }: Context) => actor.memberId ?? '';
const newDeal = (name: string, ctx: Context = seller) => createRecord(ctx, deal, { name });

beforeEach(async () => {
  await settle();
  for (const { id } of await listProcessesOf(owner)) await removeProcess(owner, id);
});

describe('who makes a process', () => {
  test('may configure its noun: nobody else makes, tries, changes, switches or takes away one', async () => {
    const manager = await join('Giorgi', 'manager');
    const { id } = await makeProcess(owner, inputOf({ steps: [callOwner] }));
    for (const ctx of [seller, manager]) {
      const input = inputOf({ steps: [callOwner] });
      await expect(makeProcess(ctx, input)).rejects.toMatchObject({ status: 403 });
      await expect(tryOut(ctx, input)).rejects.toMatchObject({ status: 403 });
      await expect(modifyProcess(ctx, id, { name: 'Mine' })).rejects.toMatchObject({ status: 403 });
      await expect(switchProcessOf(ctx, id, true)).rejects.toMatchObject({ status: 403 });
      await expect(removeProcess(ctx, id)).rejects.toMatchObject({ status: 403 });
      await expect(tryRunAgain(ctx, id, id)).rejects.toMatchObject({ status: 403 });
      expect(await listProcessesOf(ctx)).toEqual([]);
    }
    await expect(switchProcessOf({ ...owner, through: 'api' }, id, true)).rejects.toMatchObject({
      code: 'signInNeeded',
    });
  });

  const wrong: readonly (readonly [string, object, string, string])[] = [
    ['a noun that is not there', { noun: 'dragon' }, 'noun', 'unknownNoun'],
    ['a noun of the engine', { noun: 'notice' }, 'noun', 'unknownNoun'],
    ['a filter by what is not there', { filter: { field: 'nothing', op: 'isEmpty' } }, 'filter.field', 'unknownField'],
    [
      'a start by another record',
      { start: { on: 'matches', filter: { field: 'company.industry', op: 'isEmpty' } } },
      'start.filter',
      'startsByOwnFields',
    ],
    ['a start by nothing', { start: { on: 'matches', filter: { all: [] } } }, 'start.filter', 'required'],
    [
      'a placeholder that is none',
      { steps: [{ ...callOwner, title: 'Call {{secret}}' }] },
      'steps.0.title',
      'unknownPlaceholder',
    ],
    [
      'a value that does not fit',
      { steps: [callOwner, { do: 'set', values: [{ field: 'expectedCloseOn', value: 'soon' }] }] },
      'steps.1.values.0.value',
      'notADate',
    ],
    [
      'a field that is the server’s',
      { steps: [{ do: 'set', values: [{ field: 'status', value: 'won' }] }] },
      'steps.0.values.0.field',
      'readOnly',
    ],
    [
      'a field twice',
      {
        steps: [
          {
            do: 'set',
            values: [
              { field: 'name', value: 'A' },
              { field: 'name', value: 'B' },
            ],
          },
        ],
      },
      'steps.0.values.1.field',
      'duplicate',
    ],
    [
      'a moment in a text',
      { steps: [{ do: 'set', values: [{ field: 'name', from: 'now' }] }] },
      'steps.0.values.0.from',
      'wrongType',
    ],
    [
      'a member who is not there',
      { steps: [{ ...callOwner, for: { who: 'member', member: '0190a000-0000-4000-8000-00000000abcd' } }] },
      'steps.0.for.member',
      'missingTarget',
    ],
  ];
  test.each(wrong)('is told by name of %s', async (_, given, path, code) => {
    await expect(makeProcess(owner, inputOf({ steps: [callOwner], ...given }))).rejects.toMatchObject({
      fields: [{ path, code }],
    });
  });

  test('changes one that is on at a browser only, by configuration too', async () => {
    const { id } = await begin({ steps: [callOwner] });
    const program: Context = { ...owner, through: 'api' };
    const part = async (title: string): Promise<void> => {
      const [before] = (await processesPart.read(owner)) as readonly { readonly key: string; readonly noun: string }[];
      if (!before) throw new Error('No process');
      const after = { ...before, steps: [{ ...callOwner, title }] };
      const change = { key: before.key, before, after } as never;
      return inTransaction(program, (tx) => processesPart.write(tx, [change]));
    };
    await expect(modifyProcess(program, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'signInNeeded' });
    await expect(part('Mine')).rejects.toMatchObject({ code: 'signInNeeded' });
    await switchProcessOf(owner, id, false);
    await part('Theirs');
    expect((await listProcessesOf(owner))[0]).toMatchObject({ state: 'off', steps: [{ title: 'Theirs' }] });
  });

  test('leafs through no records by runs and tries once they are stopped or had their day’s', async () => {
    const { id } = await begin({ steps: [callOwner] });
    const refused = (code: string, ...doors: readonly string[]) => {
      const refuse = () => {
        throw new AppError(403, code);
      };
      const reads = { assertNotStopped: () => undefined, assertMayRead: () => undefined };
      return { ...owner, reads: Object.assign(reads, ...doors.map((door) => ({ [door]: refuse }))) } as Context;
    };
    const limited = refused('readLimitReached', 'assertMayRead');
    await expect(listRunsOf(limited, id, { limit: 1 })).rejects.toMatchObject({ code: 'readLimitReached' });
    await expect(tryOut(limited, inputOf({ steps: [callOwner] }))).rejects.toMatchObject({ code: 'readLimitReached' });
    const stopped = refused('stoppedByAlarm', 'assertNotStopped');
    await expect(listRunsOf(stopped, id, { limit: 1, cursor: id })).rejects.toMatchObject({ code: 'stoppedByAlarm' });
  });

  test('changes it only as they saw it', async () => {
    const made = await makeProcess(owner, inputOf({ steps: [callOwner] }));
    await modifyProcess(owner, made.id, { name: 'First' }, made.version);
    await expect(modifyProcess(owner, made.id, { name: 'Second' }, made.version)).rejects.toMatchObject({
      ...{ status: 412, code: 'stale' },
      params: { current: { name: 'First' } },
    });
  });
});

describe('a process', () => {
  test('off does nothing; on it makes a task about each record made from then on', async () => {
    const made = await makeProcess(owner, inputOf({ steps: [callOwner] }));
    const before = await newDeal('Too early');
    await settle();
    await switchProcessOf(owner, made.id, true);
    const { id } = await newDeal('Milling line');
    await settle();
    expect(await tasksAbout(before.id)).toEqual([]);
    expect(await tasksAbout(id)).toMatchObject([
      { title: 'Call about Milling line', kind: 'call', owner: { id: idOf(seller) }, createdBy: { id: idOf(owner) } },
    ]);
    const [run] = await runsOf(made.id);
    expect(run).toMatchObject({ state: 'done', record: { noun: 'deal', id, label: 'Milling line' } });
    expect(run?.made).toEqual([{ noun: 'task', id: (await tasksAbout(id))[0]?.id }]);
  });

  test('stands in the history of what it did by its name', async () => {
    const { name } = await begin({ steps: [{ do: 'set', values: [{ field: 'source', value: 'exhibition' }] }] });
    const { id } = await newDeal('From the fair');
    await settle();
    const { items } = await listChanges(owner, { noun: 'deal', recordId: id, limit: 10 });
    expect(items[0]).toMatchObject({
      ...{ kind: 'updated', through: 'process', process: { name }, memberId: idOf(owner) },
      fields: { source: { to: 'exhibition' } },
    });
  });

  test('by a condition runs when a record comes to match, and not again while it does', async () => {
    const filter = { field: 'description', op: 'contains', value: 'urgent' } as const;
    const { id: process } = await begin({ start: { on: 'matches', filter }, steps: [callOwner] });
    const { id } = await newDeal('Slow one');
    await updateRecord(seller, deal, id, { description: 'urgent' });
    await updateRecord(seller, deal, id, { description: 'very urgent' });
    await updateRecord(seller, deal, id, { description: 'no hurry' });
    await updateRecord(seller, deal, id, { description: 'urgent again' });
    await createRecord(seller, deal, { name: 'From the start', description: 'urgent' });
    await settle();
    expect((await runsOf(process)).map(({ record }) => record.label).sort()).toEqual([
      'From the start',
      'Slow one',
      'Slow one',
    ]);
  });

  test('leaves out what does not match when it acts, and what went to the bin', async () => {
    const filter = { field: 'company.name', op: 'is', value: 'Sevan Glass' } as const;
    const { id: process } = await begin({ filter, steps: [callOwner] });
    const sevan = await createRecord(seller, company, { name: 'Sevan Glass' });
    const [yes, binned] = [
      await createRecord(seller, deal, { name: 'Yes', company: sevan.id }),
      await createRecord(seller, deal, { name: 'Binned', company: sevan.id }),
    ];
    await newDeal('Another company’s');
    await world.listen();
    await deleteRecord(seller, deal, binned.id);
    await settle();
    expect((await runsOf(process)).map(({ record, state }) => [record.id, state])).toEqual([
      [binned.id, 'skipped'],
      [yes.id, 'done'],
    ]);
  });

  test('does all its steps in order, or none, and what failed can be tried again', async () => {
    const gone = await createRecord(owner, company, { name: 'Soon in the bin' });
    const { id: process } = await begin({
      steps: [callOwner, { do: 'set', values: [{ field: 'company', value: gone.id }] }],
    });
    await deleteRecord(owner, company, gone.id);
    const { id } = await newDeal('Half done');
    await settle();
    expect(await tasksAbout(id)).toEqual([]);
    expect((await runsOf(process))[0]).toMatchObject({
      ...{ state: 'waiting', attempts: 1, step: 1, nextAt: expect.any(String) },
      problem: { fields: [{ path: 'company', code: 'unknownReference' }] },
    });
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await hurry();
      await settle();
    }
    const [failed] = await runsOf(process);
    expect(failed).toMatchObject({ state: 'failed', attempts: 4, nextAt: null });
    await modifyProcess(owner, process, { steps: [callOwner] });
    await tryRunAgain(owner, process, failed?.id ?? '');
    await settle();
    expect(await tasksAbout(id)).toHaveLength(1);
    await expect(tryRunAgain(owner, process, failed?.id ?? '')).rejects.toMatchObject({ code: 'runDone' });
  });

  test('tells whom it says, in words of the record, once and by no placeholder a value brings along', async () => {
    const text = 'Look at {{name}} for {{amount}}';
    await begin({ steps: [{ do: 'notice', text, for: { who: 'owner' } }] });
    const hostile = '{{description}} $t(errors:internal) <b>$&</b>';
    const { id } = await createRecord(seller, deal, {
      ...{ name: hostile, description: 'the secret' },
      amount: { amount: '1500', currency: 'EUR' },
    });
    await settle();
    const told = await noticesOf(seller, 'process');
    expect(told).toMatchObject([{ text: `Look at ${hostile} for €1,500.00`, target: { id } }]);
  });

  test('gives to the head of the owner’s team, to who gave occasion, and to its maker where nobody is there', async () => {
    const team = owner.registry.getNoun('team');
    const [head, worker] = [await join('Vesela', 'manager'), await join('Hayk', 'seller')];
    const { id: of } = await createRecord(system, team, { name: 'North', head: idOf(head) });
    await updateRecord(system, member, idOf(worker), { team: of });
    const told = (who: 'owner' | 'head' | 'starter') => ({ ...callOwner, title: who, for: { who } });
    await begin({ steps: [told('owner'), told('head'), told('starter')] });
    const { id } = await createRecord(owner, deal, { name: 'Handed over', owner: idOf(worker) });
    await updateRecord(system, member, idOf(head), { active: false });
    await settle();
    expect((await tasksAbout(id)).map(({ title, owner: whose }) => [title, (whose as { id: string }).id])).toEqual([
      ['owner', idOf(worker)],
      ['head', idOf(owner)],
      ['starter', idOf(owner)],
    ]);
  });

  test('is started by imports, by many at once and by merges where it says so, and never by a past', async () => {
    const { id: calm } = await begin({ steps: [callOwner] });
    const { id: eager } = await begin({ steps: [callOwner], onMany: true });
    await newDeal('Imported', { ...seller, through: 'import' });
    await newDeal('In bulk', { ...seller, amid: 'many' });
    await newDeal('Long ago', inThePast(system, new Date(Date.now() - 1_000), idOf(seller)));
    await newDeal('By hand');
    await settle();
    const names = async (id: string) => (await runsOf(id)).map(({ record }) => record.label).sort();
    expect(await names(calm)).toEqual(['By hand']);
    expect(await names(eager)).toEqual(['By hand', 'Imported', 'In bulk']);
  });

  test('is tried out on what changed last, with nothing done', async () => {
    const { id } = await createRecord(seller, lead, { name: 'Levon', source: 'site' });
    await createRecord(seller, lead, { name: 'Another', source: 'call' });
    const input = inputOf({ noun: 'lead', filter: { field: 'source', op: 'is', value: 'site' }, steps: [callOwner] });
    const { looked, items } = await tryOut(owner, input);
    expect(looked).toBeGreaterThanOrEqual(2);
    expect(items.map(({ record }) => record.id)).toContain(id);
    expect(items.map(({ record }) => record.name)).not.toContain('Another');
    await settle();
    expect(await tasksAbout(id, 'lead')).toEqual([]);
  });

  test('works many records off that match at once, each once and in order', async () => {
    const { id: process } = await begin({
      onMany: true,
      steps: [{ do: 'set', values: [{ field: 'source', value: 'exhibition' }] }],
    });
    const names = Array.from({ length: 150 }, (_, index) => ({ name: `Of many ${index}` }));
    await inTransaction({ ...seller, through: 'import' }, (tx) => createMany(tx, deal, names));
    await settle();
    const rows = await system.db.query<{ count: number; apart: number; ordered: boolean }>({
      text: `select count(*)::int as count, count(distinct record)::int as apart,
          bool_and(state = 'done') and bool_and(late) as ordered
        from (select record, state, done_at >= lag(done_at, 1, done_at) over (order by id) as late
          from process_run where process = $1) r`,
      values: [process],
    });
    expect(rows).toEqual([{ count: 150, apart: 150, ordered: true }]);
  });
});

describe('a process stops', () => {
  test('where it starts itself for ever: after five in a row, for everybody to see', async () => {
    const { id } = await begin({
      noun: 'task',
      steps: [{ ...callOwner, title: '{{title}} again' }],
    });
    await createRecord(seller, task, { title: 'Round' });
    await settle();
    const [process] = (await listProcessesOf(owner)).filter((one) => one.id === id);
    expect(process).toMatchObject({ state: 'stopped', fault: 'ring', runs: { done: 5, failed: 1 } });
    expect((await runsOf(id))[0]).toMatchObject({ state: 'failed', problem: { code: 'processRing' } });
    expect((await noticesOf(owner, 'processStopped'))[0]).toMatchObject({ text: process?.name });
  });

  test('where it forks: thousands that others started in a row do not pile up', async () => {
    const { id } = await begin({ noun: 'task', steps: [{ ...callOwner, title: '{{title}} again' }] });
    await system.db.query({
      text: `insert into process_run (id, process, noun, record, occasion, depth, next_at)
        select gen_random_uuid(), $1, 'task', gen_random_uuid(), 'fork ' || n, 3, now() + interval '1 day' from generate_series(1, $2::int) n`,
      values: [id, processLimits.chained],
    });
    await createRecord(seller, task, { title: 'Fork' });
    await settle();
    const [process] = (await listProcessesOf(owner)).filter((one) => one.id === id);
    expect(process).toMatchObject({ state: 'stopped', fault: 'ring', runs: { done: 2, waiting: 0, failed: 0 } });
  });

  test('when its maker may not any more, and gives nobody else’s rights away', async () => {
    const other = await join('Mariam', 'owner');
    const { id } = await begin({ steps: [callOwner] }, other);
    const first = await newDeal('Before');
    await world.listen();
    await updateRecord(system, member, idOf(other), { role: 'seller' });
    await settle();
    const second = await newDeal('After');
    await settle();
    expect([await tasksAbout(first.id), await tasksAbout(second.id)]).toEqual([[], []]);
    expect((await listProcessesOf(owner)).find((one) => one.id === id)).toMatchObject({
      ...{ state: 'stopped', fault: 'memberGone' },
    });
    await switchProcessOf(owner, id, true);
    const third = await newDeal('With another maker');
    await settle();
    expect(await tasksAbout(third.id)).toMatchObject([{ createdBy: { id: idOf(owner) } }]);
  });

  test('switched off in the middle: what waits is done no more', async () => {
    const { id } = await begin({ steps: [callOwner] });
    const { id: waiting } = await newDeal('Waits');
    await world.listen();
    await switchProcessOf(owner, id, false);
    await settle();
    expect(await tasksAbout(waiting)).toEqual([]);
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ state: 'skipped', problem: { code: 'processOff' } });
    await expect(tryRunAgain(owner, id, run?.id ?? '')).rejects.toMatchObject({ code: 'processOff' });
    await switchProcessOf(owner, id, true);
    await tryRunAgain(owner, id, run?.id ?? '');
    await settle();
    expect(await tasksAbout(waiting)).toHaveLength(1);
  });
});
