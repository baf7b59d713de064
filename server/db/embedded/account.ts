import { spawnSync } from 'node:child_process';

/** The system account PostgreSQL runs as; undefined stands for the account we run as ourselves. */
export interface SystemAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Then it gets the account `rapport`, made where that is possible, or `nobody`.
 * Anybody else runs it as themselves: undefined.
 */
export function chooseAccount(): SystemAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount('rapport') ?? makeAccount('rapport') ?? findAccount('nobody') ?? { uid: 65534, gid: 65534 };
}

/** True when `account` can look into `folder`, i.e. may cross every folder above it. */
export function canCross(account: SystemAccount | undefined, folder: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1" 2>/dev/null', 'sh', folder], { ...account, cwd: '/', env: {} }).status === 0
  );
}

function findAccount(name: string): SystemAccount | undefined {
  const uid = readId('-u', name);
  const gid = readId('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
}

function makeAccount(name: string): SystemAccount | undefined {
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ],
    { stdio: 'ignore' },
  );
  return made.status === 0 ? findAccount(name) : undefined;
}

function readId(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number(stdout?.trim());
  return status === 0 && Number.isInteger(id) ? id : undefined;
}
