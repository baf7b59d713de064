import type { PoolClient } from 'pg';
import type { Log } from '../config/log.ts';
import type { Database, Queryable } from '../db/database.ts';
import { workerSchema } from './worker-schema.ts';

/** The first half of the advisory locks that tell which workers live; the second is the worker's own. */
const lockClass = 0x7261_706a;
/**
 * Holds a lock as long as this worker lives: PostgreSQL lets it go with the connection, however the process ends. Jobs
 * held by workers without one are given free, now and every `grace` milliseconds, which is also how long a worker that has
 * just begun may be without its lock.
 */
export function watchWorkers(database: Database, workerId: string, log: Log, grace = 3_000) {
  let lock: PoolClient | null = null;
  let stopped = false;
  const look = async () => {
    try {
      lock ??= await takeLock(database, workerId, () => {
        lock = null;
      });
      await releaseDeadWorkers(database, grace);
    } catch (error) {
      log.error({ err: error }, 'Looking after dead workers failed; it will be tried again');
    }
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(() => (stopped ? undefined : look()));
  }, grace);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
      lock?.release(true);
      lock = null;
    },
  };
}

/** Whether a server works on this database, on whatever machine. */
export async function isWorkerAlive(control: Queryable): Promise<boolean> {
  const rows = await control.query({
    text: `select from pg_locks where locktype = 'advisory' and classid = $1 and objsubid = 2
      and database = (select oid from pg_database where datname = current_database()) limit 1`,
    values: [lockClass],
  });
  return rows.length > 0;
}

async function takeLock(database: Database, workerId: string, onLost: () => void): Promise<PoolClient> {
  const client = await database.controlPool.connect();
  client.once('error', () => {
    onLost();
    client.release(true);
  });
  await client.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, workerId]);
  return client;
}

async function releaseDeadWorkers(database: Database, grace: number): Promise<void> {
  await database.control.query({
    name: 'job.release-dead',
    text: `select ${workerSchema}.force_unlock_workers(array(
        select distinct locked_by from ${workerSchema}.jobs
        where locked_at < now() - make_interval(secs => $2) and not exists (
          select from pg_locks where locktype = 'advisory' and classid = $1 and objsubid = 2
            and objid::bigint = hashtext(locked_by)::bigint & 4294967295
            and database = (select oid from pg_database where datname = current_database()))))`,
    values: [lockClass, grace / 1000],
  });
}
