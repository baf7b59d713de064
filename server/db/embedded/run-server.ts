import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SystemAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makeOwnFolder } from './cluster.ts';
import { explainCrash, explainFailure } from './failure.ts';
import { findPostmaster, stopProcess } from './postmaster.ts';

export interface ServerPlan {
  readonly base: string;
  readonly cluster: string;
  readonly account: SystemAccount | undefined;
  readonly binaries: Binaries;
  readonly settings: Record<string, string>;
  /** Names the socket, and is the TCP port where the settings listen at all. 5432 when left out. */
  readonly port?: number;
}

export interface RunningServer {
  readonly pid: number;
  readonly socketDir: string;
  readonly port: number;
  readonly crashed: Promise<string>;
  stop(): Promise<void>;
  /** Asks it to end without waiting for that. */
  endSoon(): void;
}

const USUAL_PORT = 5432;
/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 103;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** Starts PostgreSQL on a cluster nobody uses and waits until it answers. Throws OperatorError saying why it would not. */
export async function runServer(plan: ServerPlan): Promise<RunningServer> {
  const socketDir = makeSocketFolder(plan);
  const logFile = openLog(join(plan.base, 'postgres.log'));
  const release = () => {
    logFile.close();
    socketDir.remove();
  };
  const child = spawnServer(plan, socketDir, logFile.descriptor);
  const ended = endOf(child);
  const server = { pid: child.pid ?? 0, socketDir: socketDir.path, port: portOf(plan) };
  if (!(await untilReady(plan.cluster, server.pid, ended))) {
    const output = `${await ended}\n${logFile.readNew()}`;
    release();
    throw explainFailure('start its database', output, plan.cluster);
  }
  let stopped: Promise<void> | undefined;
  const crashed = new Promise<string>((resolve) => {
    ended.then((how) => stopped ?? resolve(explainCrash(how, logFile.readNew(), plan.cluster)));
  });
  const stop = () => {
    stopped ??= stopChild(child, ended).then(release);
    return stopped;
  };
  const endSoon = () => void child.kill('SIGINT');
  return { ...server, crashed, stop, endSoon };
}

/** How the process ended: a signal's name or an exit code. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.pid && child.exitCode === null && child.signalCode === null) await stopProcess(child.pid);
  await ended;
}

function spawnServer(plan: ServerPlan, socketDir: { path: string }, log: number): ChildProcess {
  const settings = { ...plan.settings, port: String(portOf(plan)), unix_socket_directories: socketDir.path };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(join(plan.binaries.home, 'bin', 'postgres'), ['-D', plan.cluster, ...flags], {
    ...plan.account,
    cwd: plan.cluster,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C reaches the server alone, which then ends PostgreSQL last.
    detached: true,
  });
}

/** True when PostgreSQL says it is ready, false when it has ended. Recovery after a crash may take long, so no deadline. */
async function untilReady(cluster: string, pid: number, ended: Promise<string>): Promise<boolean> {
  let over = false;
  ended.then(() => {
    over = true;
  });
  while (!over) {
    const found = findPostmaster(cluster);
    if (found?.pid === pid && found.status === 'ready') return true;
    await sleep(10);
  }
  return false;
}

/** `<base>/run`, or a folder among the temporary ones where that would make the socket's path too long. */
function makeSocketFolder(plan: ServerPlan): { path: string; remove: () => void } {
  const near = join(plan.base, 'run');
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${portOf(plan)}.lock`)) <= LONGEST_SOCKET_PATH;
  // Whatever is in there is a dead server's: PostgreSQL would take the number in it for that of a living one.
  rmSync(near, { recursive: true, force: true });
  const path = fits ? near : mkdtempSync(join(tmpdir().length < 40 ? tmpdir() : '/tmp', 'rapport-'));
  makeOwnFolder(path, plan.account);
  return { path, remove: () => fits || rmSync(path, { recursive: true, force: true }) };
}

function portOf(plan: ServerPlan): number {
  return plan.port ?? USUAL_PORT;
}

function openLog(path: string): { descriptor: number; readNew(): string; close(): void } {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(path, `${path}.old`);
  const descriptor = openSync(path, 'a+', 0o600);
  const start = fstatSync(descriptor).size;
  const readNew = () => {
    const buffer = Buffer.alloc(Math.min(fstatSync(descriptor).size - start, 64 * 1024));
    readSync(descriptor, buffer, 0, buffer.length, fstatSync(descriptor).size - buffer.length);
    return buffer.toString('utf8');
  };
  return { descriptor, readNew, close: () => closeSync(descriptor) };
}
