import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canCross, chooseAccount, type SystemAccount } from './account.ts';
import { ensureCluster } from './cluster.ts';
import { addressOf, prepareBinaries } from './embedded.ts';
import { findPostmaster, stopProcess } from './postmaster.ts';
import { isAlive } from './process.ts';
import { runServer } from './run-server.ts';
import { chooseSettings, temporarySettings } from './settings.ts';

export interface TemporaryPostgres {
  readonly socketDir: string;
  readonly port: number;
  readonly superuser: string;
  /** The port on 127.0.0.1, with `listen`; passwords are asked there. */
  readonly tcpPort: number | null;
  /** Ends PostgreSQL and removes all of it. */
  stop(): Promise<void>;
}

export interface TemporaryOptions {
  /** Also listen on a free port of 127.0.0.1. */
  readonly listen?: boolean;
  readonly settings?: Record<string, string>;
  /** In which it lives, where PostgreSQL's account may enter it; where temporary files are, else. */
  readonly parent?: string;
  /** Lives here and stays when it ends, for what takes an hour to fill. */
  readonly folder?: string;
}

const PREFIX = 'rapport-temporary-';

/** A PostgreSQL of its own for a test run or a trial: empty, fast, forgetful. Removes what killed ones left behind. */
export async function startTemporaryPostgres(options: TemporaryOptions = {}): Promise<TemporaryPostgres> {
  const account = chooseAccount();
  if (options.folder) return startKept(options.folder, account, options);
  const parent = [options.parent ?? tmpdir(), tmpdir()].find((one) => canCross(account, one)) ?? '/tmp';
  await removeForsaken(parent);
  const base = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  chmodSync(base, 0o711);
  try {
    return await startIn(base, account, options);
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}

function startKept(folder: string, account: SystemAccount | undefined, options: TemporaryOptions) {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (!canCross(account, folder)) throw new Error(`PostgreSQL's account can not enter ${folder}`);
  return startIn(folder, account, options);
}

async function startIn(base: string, account: SystemAccount | undefined, options: TemporaryOptions) {
  const binaries = prepareBinaries({ base, account });
  const cluster = await ensureCluster(base, binaries, account, false);
  const tcpPort = options.listen ? await findFreePort() : null;
  const listening: Record<string, string> = tcpPort ? { listen_addresses: '127.0.0.1' } : {};
  const settings = { ...chooseSettings(), ...temporarySettings, ...listening, ...options.settings };
  const server = await runServer({ base, account, cluster, binaries, settings, port: tcpPort ?? undefined });
  const isKept = options.folder !== undefined;
  const onExit = () => (isKept ? server.endSoon() : stopAtOnce(server.pid, base));
  process.once('exit', onExit);
  const stop = async () => {
    process.off('exit', onExit);
    await server.stop();
    if (!isKept) rmSync(base, { recursive: true, force: true });
  };
  return { ...addressOf(server), tcpPort, stop };
}

function stopAtOnce(pid: number, base: string): void {
  process.kill(pid, 'SIGQUIT');
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
}

/** Folders of runs whose process is gone, with the PostgreSQL that may still run in them. */
async function removeForsaken(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const maker = Number(name.slice(PREFIX.length).split('-')[0]);
    const base = join(parent, name);
    if (isAlive(maker) || !isOurs(base)) continue;
    const postmaster = findPostmaster(join(base, 'postgres'));
    if (postmaster && isAlive(postmaster.pid)) await stopProcess(postmaster.pid);
    rmSync(base, { recursive: true, force: true });
  }
}

function isOurs(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
