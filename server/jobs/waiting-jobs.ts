import type { Queryable } from '../db/database.ts';
import { workerSchema } from './worker-schema.ts';

/** Jobs that have gone wrong for good stay behind; those being run are waiting for whoever takes the copy. */
const worthKeeping = '(j.attempts < j.max_attempts or j.locked_at is not null)';

/** The `copy` of the jobs that wait, for `restoreJobs`; null where no server has ever run. */
export async function findWaitingJobs(control: Queryable): Promise<string | null> {
  const [found] = await control.query<{ there: boolean }>({
    text: 'select to_regclass($1) is not null as there',
    values: [`${workerSchema}._private_jobs`],
  });
  if (!found?.there) return null;
  return `copy (select identifier, payload, queue_name, run_at, j.max_attempts, key, j.priority
    from ${workerSchema}._private_jobs j join ${workerSchema}._private_tasks t on t.id = task_id
    left join ${workerSchema}._private_job_queues q on q.id = job_queue_id
    where ${worthKeeping} order by j.id) to stdout`;
}

/**
 * Puts jobs that were copied from another server in place of all that wait here: `load` is handed the `copy … from stdin`
 * to feed. Each begins anew, with every attempt before it.
 */
export async function restoreJobs(control: Queryable, load: (copy: string) => Promise<void>): Promise<void> {
  await control.query({ text: `delete from ${workerSchema}._private_jobs` });
  await control.query({
    text: `create table restored_job (identifier text, payload json, queue_name text, run_at timestamptz,
      max_attempts int, key text, priority int)`,
  });
  await load('copy restored_job from stdin');
  await control.query({
    text: `select count(added) from restored_job r, lateral ${workerSchema}.add_job(identifier => r.identifier,
      payload => r.payload, queue_name => r.queue_name, run_at => r.run_at, max_attempts => r.max_attempts,
      job_key => r.key, priority => r.priority) as added`,
  });
  await control.query({ text: 'drop table restored_job' });
}

export interface JobCounts {
  /** Waiting or being run. */
  readonly waiting: number;
  /** Given up after every attempt. */
  readonly failed: number;
}

/** How many jobs there are; none where no server has ever run. */
export async function countJobs(control: Queryable): Promise<JobCounts> {
  if ((await findWaitingJobs(control)) === null) return { waiting: 0, failed: 0 };
  const [row] = await control.query<JobCounts>({
    text: `select (count(*) filter (where ${worthKeeping}))::int as waiting,
        (count(*) filter (where not ${worthKeeping}))::int as failed from ${workerSchema}.jobs j`,
  });
  return row ?? { waiting: 0, failed: 0 };
}
