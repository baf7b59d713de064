import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { findBirthMark, isAlive } from './process.ts';

interface Holder {
  readonly pid: number;
  readonly birthMark: string | null;
  readonly host: string;
  /** ISO 8601 */
  readonly since: string;
}

const HEARTBEAT_MS = 5_000;
const FORSAKEN_MS = 20_000;

/**
 * Takes the data folder for this process; the function returned gives it back. A lock whose holder is gone is taken
 * over. Throws OperatorError naming the holder while there is one.
 */
export function lockData(dataDir: string): () => void {
  makeFolder(dataDir);
  const path = lockOf(dataDir);
  for (let attempt = 0; !tryLock(path); attempt += 1) {
    const holder = findHolder(path);
    if (holder && (isHolding(holder, path) || attempt > 20)) throw heldBy(holder, dataDir);
    if (holder) discard(path, holder);
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS).unref();
  return () => {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  };
}

/** The number of the process that has the data folder now, or null. */
export function findHoldingProcess(dataDir: string): number | null {
  const path = lockOf(dataDir);
  const holder = findHolder(path);
  return holder && isHolding(holder, path) ? holder.pid : null;
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
    throw new OperatorError(
      exitCodes.configuration,
      `DATA_DIR: ${dataDir} can not be made a folder (${code}): set DATA_DIR to a folder this user may write to.`,
    );
  }
}

function lockOf(dataDir: string): string {
  return join(dataDir, 'rapport.lock');
}

/** A link appears whole or not at all, and never over an existing one. */
function tryLock(path: string): boolean {
  const own: Holder = {
    pid: process.pid,
    birthMark: findBirthMark(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function findHolder(path: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return readHolder(text) ?? nobody;
}

/** Stands for the holder of a lock that can not be read: it was whole when it appeared, so the machine fell over since. */
const nobody: Holder = { pid: 0, birthMark: null, host: '', since: '' };

function readHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder | null;
    return holder && Number.isInteger(holder.pid) && holder.pid > 0 ? holder : null;
  } catch {
    return null;
  }
}

function isHolding(holder: Holder, path: string): boolean {
  if (holder === nobody) return false;
  // The processes of another machine or container can not be asked; they keep the lock fresh.
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < FORSAKEN_MS;
  return isAlive(holder.pid) && findBirthMark(holder.pid) === holder.birthMark;
}

/** Moves a dead holder's lock away; puts it back when, meanwhile, somebody else took the lock. */
function discard(path: string, holder: Holder): void {
  const away = `${path}.${process.pid}.old`;
  try {
    renameSync(path, away);
    if (findHolder(away)?.birthMark !== holder.birthMark) linkSync(away, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(away, { force: true });
  }
}

function touch(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}

function heldBy(holder: Holder, dataDir: string): OperatorError {
  const where = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  return new OperatorError(
    exitCodes.busy,
    `Rapport already runs on the data in ${dataDir}: ${where}, since ${holder.since}. Stop it first, or set DATA_DIR to another folder.`,
  );
}
