import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, OperatorError } from './operator-error.ts';
import type { Settings } from './settings.ts';

/**
 * The installation's secrets as one text, a line each: the first signs and seals, those below were replaced by it and still
 * open what they sealed. From the environment where it names one, else from the data folder.
 */
export function secretOf(settings: SecretSettings): string {
  return fromEnvironment(settings) ?? loadSecret(settings.DATA_DIR);
}

/** The same, and null instead of making one. */
export function findSecretOf(settings: SecretSettings): string | null {
  return fromEnvironment(settings) ?? findSecret(join(settings.DATA_DIR, 'secret'));
}

type SecretSettings = Pick<Settings, 'SECRET' | 'SECRET_OLD' | 'DATA_DIR'>;

function fromEnvironment({ SECRET, SECRET_OLD }: SecretSettings): string | null {
  return SECRET ? [SECRET, ...SECRET_OLD].join('\n') : null;
}

/** The secrets of a text as `secretOf` gives it, the one in use first. */
export function secretsIn(secret: string): readonly [string, ...string[]] {
  const [current = '', ...older] = secret.split('\n').map((line) => line.trim());
  return [current, ...older.filter((line) => line !== '')];
}

/** A new secret. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secrets kept in the data folder, readable by their owner alone; one is made when there is none yet. */
export function loadSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  const secret = findSecret(path) ?? makeSecret(dataDir, path);
  if (secretsIn(secret).every((line) => line.length >= 32)) return secret;
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
  writeFileSync(draft, `${newSecret()}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
