import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../config/log.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { isAlive } from './process.ts';

/** What a running PostgreSQL writes into `postmaster.pid`. */
interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  /** `starting`, `ready`, `stopping` … */
  readonly status: string;
}

/** Reads the cluster's `postmaster.pid`; null when there is none, or none that can be read yet. */
export function findPostmaster(cluster: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!(pid > 0)) return null;
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: lines[7]?.trim() ?? '' };
}

/**
 * Ends the PostgreSQL a killed server left behind on this cluster, so that the cluster can be started anew. Call it only
 * while holding the data folder's lock.
 */
export async function stopOrphan(cluster: string, log: Log): Promise<void> {
  const found = findPostmaster(cluster);
  const orphans = listProcessesIn(cluster);
  if (found && isAlive(found.pid) && (orphans ?? [found.pid]).includes(found.pid)) {
    log.warn(`Stopping the database that an earlier server left running (process ${found.pid}).`);
    await stopProcess(found.pid);
  }
  await untilEmpty(cluster);
  // A number that now belongs to somebody else would make PostgreSQL refuse to start.
  if (found && orphans) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** PostgreSQL's fast stop: sessions are ended, data is flushed. Insists after 30 s. */
export async function stopProcess(pid: number): Promise<void> {
  if (await signalAndWait(pid, 'SIGINT', 30_000)) return;
  if (await signalAndWait(pid, 'SIGQUIT', 5_000)) return;
  await signalAndWait(pid, 'SIGKILL', 5_000);
}

async function signalAndWait(pid: number, signal: NodeJS.Signals, milliseconds: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ESRCH') return true;
    if (code === 'EPERM') {
      throw new OperatorError(
        exitCodes.noPermission,
        `The database of this data folder still runs as another user (process ${pid}): end it, or start Rapport as that user.`,
      );
    }
    throw error;
  }
  for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await sleep(20)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

/** Back ends of a killed postmaster end on their own in a moment; until then they still hold the data. */
async function untilEmpty(cluster: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; ; await sleep(50)) {
    const [pid] = listProcessesIn(cluster) ?? [];
    if (pid === undefined) return;
    if (Date.now() > deadline) await stopProcess(pid);
  }
}

/** PostgreSQL's processes work inside the cluster's folder: their ids, or undefined where the system does not tell. */
function listProcessesIn(cluster: string): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const home = realpathSync(cluster);
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => readLink(id, 'cwd') === home && isPostgres(readLink(id, 'exe'))).map(Number);
}

function isPostgres(executable: string | null): boolean {
  // The binaries may have been replaced by a newer install since.
  return executable !== null && basename(executable.replace(/ \(deleted\)$/, '')) === 'postgres';
}

function readLink(id: string, name: 'cwd' | 'exe'): string | null {
  try {
    return readlinkSync(`/proc/${id}/${name}`);
  } catch {
    // Somebody else's process, or one that has just ended: not ours.
    return null;
  }
}
