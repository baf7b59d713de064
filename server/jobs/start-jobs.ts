import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { run, runOnce, type WorkerEvents } from 'graphile-worker';
import type { Database } from '../db/database.ts';
import { createTaskList, type JobsOptions } from './task-list.ts';
import { watchWorkers } from './worker-presence.ts';
import { createWorkerLogger, workerSchema } from './worker-schema.ts';

export interface RunningJobs {
  /** Aborts the signal of the jobs at work, waits for them up to five seconds, and leaves what is unfinished to the next start. */
  stop(): Promise<void>;
}

export interface StartOptions extends JobsOptions {
  readonly concurrency?: number;
  /** Milliseconds after which a worker that shows no sign of life counts as dead; 3000 by default. */
  readonly grace?: number;
}

/**
 * Runs jobs as they come: each as the system in its workspace, tried again with growing pauses when it throws, and again
 * when the process that ran it died. `prepareJobs` goes first.
 */
export async function startJobs(options: StartOptions): Promise<RunningJobs> {
  const ending = new AbortController();
  const { events, workerId } = watchPool();
  const runner = await run({
    ...shared(options),
    concurrency: options.concurrency ?? 2,
    pollInterval: 1_000,
    events,
    taskList: createTaskList(options, ending.signal),
  });
  const presence = watchWorkers(options.database, workerId(), options.log, options.grace);
  return {
    stop: async () => {
      ending.abort(new Error('Rapport is shutting down'));
      await runner.stop();
      await presence.stop();
    },
  };
}

/** Runs every job that is due, one after another, what they enqueue included; for tests and the command line. */
export async function drainJobs(options: JobsOptions): Promise<void> {
  const { events, workerId } = watchPool();
  await runOnce({ ...shared(options), events, taskList: createTaskList(options, new AbortController().signal) });
  // The library resolves before it was told that the last ones are taken off the list.
  while (await holdsJobs(options.database, workerId())) await delay(5);
}

/** What the library tells of itself, and by what name it locks jobs once it has begun. */
function watchPool() {
  const events: WorkerEvents = new EventEmitter();
  let id = '';
  events.once('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  return { events, workerId: () => id };
}

async function holdsJobs({ control }: Database, workerId: string): Promise<boolean> {
  const text = `select from ${workerSchema}.jobs where locked_by = $1 limit 1`;
  return (await control.query({ text, values: [workerId] })).length > 0;
}

function shared({ database, log }: JobsOptions) {
  return {
    pgPool: database.controlPool,
    schema: workerSchema,
    logger: createWorkerLogger(log),
    noHandleSignals: true,
  };
}
