import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { canCross, chooseAccount, type SystemAccount } from './account.ts';

/** Where the embedded database lives and as whom it runs. */
export interface Placement {
  /** Ours; holds `postgres/` (the cluster), `run/` (its socket) and `postgres.log`. */
  readonly base: string;
  readonly account: SystemAccount | undefined;
}

const SYSTEM_FOLDER = '/var/lib/rapport';
const NOTE = 'DATABASE-IS-ELSEWHERE.txt';

/**
 * The data folder itself where PostgreSQL's account can reach it; else a system folder named after the checkout, which
 * a note in the data folder then points to. Data that is there already stays where it is and keeps its owner.
 */
export function choosePlacement(dataDir: string, systemFolder = SYSTEM_FOLDER): Placement {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const home = realpathSync(dataDir);
  const noted = followNote(home);
  if (noted) return { base: noted, account: ownerOf(noted) ?? chooseAccount() };
  const owner = ownerOf(home);
  const account = owner ?? chooseAccount();
  if (owner || canCross(account, home)) return { base: home, account };
  return { base: makeSystemBase(home, systemFolder), account };
}

/** Where the database of a data folder lives that has one; null when there is none yet. */
export function findPlacement(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null;
  const home = realpathSync(dataDir);
  const base = followNote(home) ?? home;
  return existsSync(join(base, 'postgres')) ? base : null;
}

/** As root, the account an existing cluster belongs to. */
function ownerOf(base: string): SystemAccount | undefined {
  const cluster = join(base, 'postgres');
  if (process.getuid?.() !== 0 || !existsSync(cluster)) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { uid, gid };
}

function makeSystemBase(home: string, systemFolder: string): string {
  const checkout = basename(dirname(home)).replace(/[^\w.-]/g, '_');
  const base = join(systemFolder, `${checkout}-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`);
  mkdirSync(base, { recursive: true, mode: 0o711 });
  chmodSync(base, 0o711);
  writeNote(home, base);
  return base;
}

function writeNote(home: string, base: string): void {
  const text = [
    'PostgreSQL does not run as root, and the account it runs as can not reach this folder.',
    'So the database of this data folder lives elsewhere. Keep both together when you copy or move them.',
    `database: ${base}`,
    `data folder: ${home}`,
  ];
  writeFileSync(join(home, NOTE), `${text.join('\n')}\n`);
}

/** The folder a note points to, or null without a note. The note goes along when the data folder is moved. */
function followNote(home: string): string | null {
  const note = join(home, NOTE);
  if (!existsSync(note)) return null;
  const text = readFileSync(note, 'utf8');
  const base = /^database: (.+)$/m.exec(text)?.[1];
  const writtenFor = /^data folder: (.+)$/m.exec(text)?.[1];
  if (!base || !existsSync(base)) {
    throw new OperatorError(
      exitCodes.configuration,
      `${note} says the database is in ${base ?? 'no folder'}, which is not there: bring it back, or remove the note to begin with an empty database.`,
    );
  }
  if (writtenFor && writtenFor !== home) claimMovedNote(note, base, writtenFor, home);
  return base;
}

function claimMovedNote(note: string, base: string, writtenFor: string, home: string): void {
  if (existsSync(join(writtenFor, NOTE))) {
    throw new OperatorError(
      exitCodes.configuration,
      `${note} is a copy: the database in ${base} belongs to ${writtenFor}. Remove the note to begin with an empty database.`,
    );
  }
  writeNote(home, base);
}
