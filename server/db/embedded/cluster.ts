import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import type { SystemAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explainFailure } from './failure.ts';

export const SUPERUSER = 'postgres';

/**
 * Makes the cluster `<base>/postgres` unless it is there. It appears whole or not at all. `lasting` false gives up
 * checksums and flushing, for tests.
 */
export async function ensureCluster(
  base: string,
  binaries: Binaries,
  account: SystemAccount | undefined,
  lasting: boolean,
): Promise<string> {
  const cluster = join(base, 'postgres');
  if (existsSync(cluster)) {
    checkMajorVersion(cluster, binaries);
    return cluster;
  }
  const unfinished = join(base, 'postgres.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  makeOwnFolder(unfinished, account);
  await initialise(unfinished, binaries, account, lasting);
  renameSync(unfinished, cluster);
  return cluster;
}

/** A folder that only PostgreSQL's account may enter. */
export function makeOwnFolder(path: string, account: SystemAccount | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
}

function checkMajorVersion(cluster: string, binaries: Binaries): void {
  const made = Number(readOwned(join(cluster, 'PG_VERSION')));
  if (made === binaries.major) return;
  throw new OperatorError(
    exitCodes.configuration,
    `The data in ${cluster} was made by PostgreSQL ${made} and this Rapport brings ${binaries.major}: make a backup with the Rapport that made it, and restore it here into an empty DATA_DIR.`,
  );
}

function readOwned(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new OperatorError(
      exitCodes.noPermission,
      `The database files in ${path} belong to another user: start Rapport as that user or as root, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * Names of the same character classes on different systems. pg_trgm asks the system's library which characters are
 * letters: under plain C no Cyrillic, Armenian or Georgian word would be found.
 */
const CHARACTER_CLASSES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'UTF-8'];

async function initialise(folder: string, binaries: Binaries, account: SystemAccount | undefined, lasting: boolean) {
  let output = '';
  for (const characterClass of CHARACTER_CLASSES) {
    const result = await runInitdb(folder, binaries, account, [
      `--lc-ctype=${characterClass}`,
      ...(lasting ? ['--data-checksums'] : ['--no-data-checksums', '--no-sync']),
    ]);
    if (result.done) return;
    output = result.output;
    if (!output.includes('invalid locale name')) break;
  }
  throw explainFailure('make its database', output, folder);
}

async function runInitdb(folder: string, binaries: Binaries, account: SystemAccount | undefined, flags: string[]) {
  const all = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    ...flags,
  ];
  const env = { PATH: '/usr/bin:/bin' };
  const child = spawn(join(binaries.home, 'bin', 'initdb'), all, { ...account, cwd: folder, env });
  let output = '';
  const collect = (text: Buffer) => {
    output += text;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(status ?? signal ?? 1));
  });
  return { done: code === 0, output: code === 0 ? output : `${output}\n${code}` };
}
