import { drainListeners } from '../../../server/changes/drain-listeners.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { listRecords } from '../../../server/records/list.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { notice } from '../../notices/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { type ProcessInput, processInput, type StepOf } from '../contract/index.ts';
import { askForCalendar } from './calendar.job.ts';
import { automationModule } from './index.ts';
import { makeProcess, switchProcessOf } from './process.service.ts';
import { listRunsOf } from './run.service.ts';

/** A workspace of one test file with an owner who makes processes and a seller who works. */
export async function useProcesses(given: Pick<Context, 'mailer' | 'sealers'> = {}) {
  const work = await useWorkspace();
  const { database, workspace, system } = work;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  await prepareJobs(database, silent);
  const owner: Context = { ...(await work.join('Anahit', 'owner')), ...given };
  const seller = await work.join('Boris', 'seller');
  let acting: Context = { ...system, ...given };
  const listen = () => drainListeners(acting, automationModule.listeners ?? []);
  await listen();
  const runJobs = () =>
    drainJobs({
      ...{ database, log: silent, jobs: automationModule.jobs ?? [] },
      findWorkspace: async () => workspace,
      contextOf: () => acting,
    });
  return {
    ...work,
    ...{ owner, seller, listen, runJobs },
    /** Lets it be another moment for what goes by the calendar. */
    goTo: (moment: Date) => {
      acting = { ...acting, now: () => moment };
    },
    now: () => acting.now(),
    /** Lets what happens from now on know the roles and fields that were added. */
    renew: async () => {
      acting = { ...acting, registry: await readRegistry(system.registry, system.db) };
    },
    /** Lets everything happen that is due, and what follows from it. */
    settle: async () => {
      await inTransaction(acting, askForCalendar);
      for (let round = 0; round < 8; round += 1) {
        await listen();
        await runJobs();
      }
    },
    /** Lets what was put off be due now. */
    hurry: async () => {
      await system.db.query({ text: "update process_run set next_at = now() where state = 'waiting'" });
      await database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
    },
    /** Makes a process and switches it on. */
    begin: async (
      given: Omit<Partial<ProcessInput>, 'steps'> & { readonly steps: readonly unknown[] },
      ctx: Context = owner,
    ) => {
      const made = await makeProcess(ctx, inputOf(given));
      return switchProcessOf(ctx, made.id, true);
    },
    noticesOf: async (ctx: Context, kind: string) => {
      const filter = { field: 'kind', op: 'is', value: kind } as const;
      const page = await listRecords(ctx, notice, { filter, sort: '-createdAt' });
      return (JSON.parse(page) as { items: readonly { text: string | null; target: { id: string } }[] }).items;
    },
    runsOf: async (id: string) => (await listRunsOf(owner, id, { limit: 200 })).items,
    tasksAbout: async (id: string, field = 'deal') => {
      const page = await listRecords(system, task, { filter: { field, op: 'is', value: id }, sort: 'createdAt' });
      return (JSON.parse(page) as { items: readonly (AnyRecord & { title: string })[] }).items;
    },
  };
}

let count = 0;

/** What an administrator may give, with the rest of it filled in. */
export function inputOf(given: Record<string, unknown> & { readonly steps: readonly unknown[] }): ProcessInput {
  count += 1;
  return processInput.parse({ name: `Process ${count}`, noun: 'deal', start: { on: 'made' }, ...given });
}

export const callOwner: StepOf<'task'> = {
  ...{ do: 'task', title: 'Call about {{name}}', description: '', kind: 'call', due: null },
  for: { who: 'owner' },
};
