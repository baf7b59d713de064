import type { JobHelpers, TaskList } from 'graphile-worker';
import type { Log } from '../config/log.ts';
import type { Context, Workspace } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { Envelope } from './envelope.ts';
import type { Job } from './job.ts';

export interface JobsOptions {
  readonly database: Database;
  readonly jobs: readonly Job[];
  /** Null for a workspace that is gone: its jobs are dropped. */
  readonly findWorkspace: (id: string) => Promise<Workspace | null>;
  /** The context a job runs in: the system's. */
  readonly contextOf: (workspace: Workspace) => Context | Promise<Context>;
  readonly log: Log;
}

/** The jobs as graphile-worker wants them; `ending` aborts at shutdown. */
export function createTaskList(options: JobsOptions, ending: AbortSignal): TaskList {
  const run = async (job: Job, envelope: Envelope, helpers: JobHelpers) => {
    const workspace = await options.findWorkspace(envelope.workspaceId);
    if (!workspace) {
      options.log.warn(
        { job: job.name, workspace: envelope.workspaceId },
        'A job of a workspace that is gone was dropped',
      );
      return;
    }
    const ctx = { ...(await options.contextOf(workspace)), requestId: `job-${helpers.job.id}` };
    const signal = AbortSignal.any([ending, helpers.abortSignal]);
    await job.run(ctx, job.payload.parse(envelope.payload), signal);
  };
  return Object.fromEntries(
    options.jobs.map((job) => [
      job.name,
      (envelope: unknown, helpers: JobHelpers) => run(job, envelope as Envelope, helpers),
    ]),
  );
}
