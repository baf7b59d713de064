import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, OperatorError } from './operator-error.ts';

/** The secret kept in the data folder, readable by its owner alone; made when there is none yet. */
export function loadSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  const secret = findSecret(path) ?? makeSecret(dataDir, path);
  if (secret.length >= 32) return secret;
  throw new OperatorError(
    exitCodes.configuration,
    `${path} holds no secret of 32 characters: bring the file back, or remove it to have a new one made (everybody signs in again).`,
  );
}

/** Puts a secret that comes with a backup in the place of the one there is. */
export function saveSecret(dataDir: string, secret: string): void {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'secret');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

function findSecret(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Two first starts at once agree on one secret: the file appears whole, and only once. */
function makeSecret(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
