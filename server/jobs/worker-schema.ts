import { Logger, runMigrations } from 'graphile-worker';
import type { Log } from '../config/log.ts';
import type { Database } from '../db/database.ts';

/** Where graphile-worker keeps jobs: a schema of the server's own role, out of every workspace's reach. */
export const workerSchema = 'graphile_worker';

/** Brings the jobs' schema up to date. Run at start, before anything enqueues. */
export async function prepareJobs(database: Database, log: Log): Promise<void> {
  await runMigrations({ pgPool: database.controlPool, schema: workerSchema, logger: createWorkerLogger(log) });
}

/** graphile-worker's log lines on ours; what it tells of each job that went well is left out. */
export function createWorkerLogger(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const details = { ...(scope.taskIdentifier ? { job: scope.taskIdentifier } : {}), err: meta?.error };
    if (level === 'error') log.error(details, message);
    if (level === 'warning') log.info(details, message);
  });
}
