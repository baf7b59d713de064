import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  applyConfiguration,
  partsOf,
  planConfiguration,
  readConfiguration,
} from '../../../server/configuration/apply.ts';
import { openPackage, packConfiguration } from '../../../server/configuration/package.ts';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { startChild } from '../../../server/testing/child-process.ts';
import { deal } from '../../deals/contract/index.ts';
import { callOwner, inputOf, useProcesses } from './process.factory.ts';
import { listProcessesOf, makeProcess, modifyProcess, removeProcess, switchProcessOf } from './process.service.ts';

const world = await useProcesses();
const { owner, seller, system, database, workspace, begin, settle, listen, runJobs, runsOf } = world;

beforeEach(async () => {
  await settle();
  for (const { id } of await listProcessesOf(owner)) await removeProcess(owner, id);
});

/** How many tasks the runs of a process made about each of these records, and how many runs there are. */
async function countsOf(process: string, ids: readonly string[]) {
  const rows = await system.db.query<{ record: string; runs: number; tasks: number }>({
    text: `select r.id as record, (select count(*)::int from process_run where process = $1 and record = r.id) as runs,
        (select count(*)::int from tasks where deal = r.id) as tasks from unnest($2::uuid[]) r(id)`,
    values: [process, ids],
  });
  return new Map(rows.map(({ record, runs, tasks }) => [record, [runs, tasks]]));
}

describe('each change that starts a process is run for once', () => {
  const acts = ['makeUrgent', 'makeCalm', 'urge', 'calm', 'listen', 'hearAgain', 'run', 'both'] as const;
  test('whatever is heard twice, by two servers at once, before, between or after runs', async () => {
    const urgent = { field: 'description', op: 'contains', value: 'urgent' } as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 6, maxLength: 14 }), async (story) => {
        const { id: process } = await begin({ start: { on: 'matches', filter: urgent }, steps: [callOwner] });
        await listen();
        const cursor = await system.db.query<{ tx: string; id: string }>({
          text: `select tx::text, id::text from change_cursor where listener = 'automation.start'`,
        });
        const expected = new Map<string, number>();
        const isUrgent = new Map<string, boolean>();
        const write = async (description: string) => {
          const last = [...isUrgent.keys()].at(-1);
          if (!last) return;
          const wanted = description === 'urgent';
          await updateRecord(seller, deal, last, { description });
          if (wanted && !isUrgent.get(last)) expected.set(last, (expected.get(last) ?? 0) + 1);
          isUrgent.set(last, wanted);
        };
        const make = async (description: string) => {
          const { id } = await createRecord(seller, deal, { name: 'Of a story', description });
          expected.set(id, description === 'urgent' ? 1 : 0);
          isUrgent.set(id, description === 'urgent');
        };
        for (const act of story) {
          if (act === 'makeUrgent') await make('urgent');
          if (act === 'makeCalm') await make('calm');
          if (act === 'urge') await write('urgent');
          if (act === 'calm') await write('calm');
          if (act === 'listen') await listen();
          if (act === 'run') await runJobs();
          if (act === 'both') await Promise.all([listen(), listen(), runJobs(), runJobs()]);
          if (act === 'hearAgain')
            await system.db.query({
              text: `update change_cursor set tx = $1::xid8, id = $2::bigint where listener = 'automation.start'`,
              values: [cursor[0]?.tx, cursor[0]?.id],
            });
        }
        await listen();
        await runJobs();
        const found = await countsOf(process, [...expected.keys()]);
        for (const [record, times] of expected) expect([record, found.get(record)]).toEqual([record, [times, times]]);
        await removeProcess(owner, process);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  test('though whoever runs it is killed in the middle, and two go on together', async () => {
    const { id: process } = await begin({ onMany: true, steps: [callOwner] });
    const names = Array.from({ length: 200 }, (_, index) => ({ name: `Of two hundred ${index}` }));
    await inTransaction({ ...seller, through: 'import' }, (tx) => createMany(tx, deal, names));
    await listen();
    const done = async () => {
      const [row] = await system.db.query<{ done: number }>({
        text: `select count(*) filter (where state = 'done')::int as done from process_run where process = $1`,
        values: [process],
      });
      return row?.done ?? 0;
    };
    const entry = new URL('./killed-run.factory.ts', import.meta.url);
    const child = await startChild(entry, { connection: database.connection, workspace });
    await vi.waitFor(async () => expect(await done(), child.output()).toBeGreaterThan(5), {
      timeout: 60_000,
      interval: 5,
    });
    await child.kill();
    expect(await done()).toBeLessThan(200);
    // As its lock would be given up once it shows no sign of life.
    await database.control.query({
      text: 'update graphile_worker._private_jobs set run_at = now(), locked_at = null, locked_by = null',
    });
    await Promise.all([runJobs(), runJobs()]);
    await settle();
    const [row] = await system.db.query({
      text: `select count(*)::int as runs, count(*) filter (where state = 'done')::int as done,
          (select count(*)::int from tasks t join process_run r on r.record = t.deal where r.process = $1) as tasks
        from process_run where process = $1`,
      values: [process],
    });
    expect(row).toEqual({ runs: 200, done: 200, tasks: 200 });
  }, 120_000);

  test('ends for what waits when it is switched off among many, and what was done stays', async () => {
    const { id: process } = await begin({ onMany: true, steps: [callOwner] });
    const names = Array.from({ length: 60 }, (_, index) => ({ name: `Cut short ${index}` }));
    await inTransaction({ ...seller, through: 'import' }, (tx) => createMany(tx, deal, names));
    await listen();
    const off = async () => {
      await vi.waitFor(async () => expect((await runsOf(process)).some(({ state }) => state === 'done')).toBe(true), {
        interval: 5,
        timeout: 30_000,
      });
      await switchProcessOf(owner, process, false);
    };
    await Promise.all([runJobs(), off()]);
    await settle();
    const runs = await runsOf(process);
    expect(runs.filter(({ state }) => state === 'waiting' || state === 'failed')).toEqual([]);
    expect(runs.filter(({ state }) => state === 'done').every(({ made }) => made.length === 1)).toBe(true);
    expect(runs).toHaveLength(60);
  });
});

describe('processes in the configuration', () => {
  const given = {
    ...{
      name: 'Packed',
      start: { on: 'date', field: 'expectedCloseOn', count: 2, unit: 'days', side: 'after', hour: 10 },
    },
    steps: [
      { ...callOwner, only: { is: 'if', filter: { field: 'status', op: 'is', value: 'open' } } },
      { do: 'wait', count: 2, unit: 'workingDays' },
      {
        do: 'letter',
        to: { who: 'pointed', field: 'people' },
        subject: 'Still open',
        text: '{{name}}',
        purpose: 'service',
      },
      { do: 'record', noun: 'task', link: 'deal', values: [{ field: 'title', value: 'Of {{name}}' }] },
    ],
  };
  const packed = async () => openPackage(partsOf(owner), packConfiguration(await readConfiguration(owner)));
  const processes = async (mode: 'add' | 'exact', target: Awaited<ReturnType<typeof packed>>) =>
    (await planConfiguration(owner, target, mode)).filter(({ part }) => part === 'processes');

  test('go out and come back whole and switched off, and a difference is told and undone', async () => {
    const { id } = await makeProcess(owner, inputOf(given));
    await switchProcessOf(owner, id, true);
    const before = await packed();
    expect(await processes('exact', before)).toEqual([]);
    await modifyProcess(owner, id, { name: 'Renamed', steps: [callOwner] });
    const [changed] = await processes('exact', before);
    expect(changed).toMatchObject({ act: 'change', problem: null, label: 'Packed' });
    await applyConfiguration(owner, before, 'exact');
    expect((await listProcessesOf(owner))[0]).toMatchObject({ ...inputOf(given), name: 'Packed', state: 'on' });
    await removeProcess(owner, id);
    await applyConfiguration(owner, before, 'add');
    expect((await listProcessesOf(owner))[0]).toMatchObject({ ...inputOf(given), name: 'Packed', state: 'off' });
  });

  test('are refused by name where a step asks for what is not there', async () => {
    await makeProcess(owner, inputOf(given));
    const target = await packed();
    const [process] = (target.processes ?? []) as readonly Record<string, unknown>[];
    const bad = {
      ...process,
      key: 'elsewhere',
      name: 'Bad',
      steps: [{ do: 'record', noun: 'dragon', link: 'deal', values: [] }],
    };
    const [planned] = await processes('add', {
      ...target,
      processes: [...(target.processes ?? []), bad],
    } as typeof target);
    expect(planned?.problem).toMatchObject({ code: 'unknownNoun', params: { path: 'steps.0.noun' } });
  });
});
