import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import { z } from 'zod';
import type { Workspace } from '../context.ts';
import { openDatabase } from '../db/open.ts';
import { defineJob } from '../jobs/job.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { systemContextOf } from './empty-workspace.ts';

/** Notes that it began, then takes as long as it is told. */
export const slowJob = defineJob({
  name: 'test.slow',
  payload: z.object({ milliseconds: z.number(), by: z.string() }),
  run: async (ctx, { milliseconds, by }, signal) => {
    await ctx.db.query({ text: 'insert into run (what) values ($1)', values: [`${by} began`] });
    await delay(process.argv[2]?.startsWith('{') ? milliseconds : 0, undefined, { signal });
    await ctx.db.query({ text: 'insert into run (what) values ($1)', values: [`${by} ended`] });
  },
});

/** What the process to be killed is told. */
export interface Assignment {
  readonly connection: PoolConfig;
  readonly workspace: Workspace;
  readonly grace: number;
}

async function work({ connection, workspace, grace }: Assignment): Promise<void> {
  const database = await openDatabase({ connection });
  const print = (...parts: unknown[]) => console.log(...parts);
  await startJobs({
    grace,
    database,
    jobs: [slowJob],
    findWorkspace: async () => workspace,
    contextOf: () => systemContextOf(database, workspace),
    log: { info: print, warn: print, error: print },
  });
}

const assignment = process.argv[2];
if (assignment?.startsWith('{')) await work(JSON.parse(assignment) as Assignment);
