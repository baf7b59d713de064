import { join, resolve } from 'node:path';
import type { Log } from '../../config/log.ts';
import { canCross } from './account.ts';
import { type Binaries, copyBinaries, linkLibraries, locateBinaries } from './binaries.ts';
import { ensureCluster, SUPERUSER } from './cluster.ts';
import { lockData } from './data-lock.ts';
import { choosePlacement, type Placement } from './placement.ts';
import { stopOrphan } from './postmaster.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { chooseSettings } from './settings.ts';

export interface EmbeddedPostgres {
  /** The folder of the unix socket: `host` for a client. */
  readonly socketDir: string;
  /** Part of the socket's name; nothing listens on the network. */
  readonly port: number;
  readonly superuser: string;
  /** Resolves with one line when PostgreSQL ended without `stop` having been called. */
  readonly crashed: Promise<string>;
  /** Ends PostgreSQL with everything written, and gives the data folder free. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Where data goes that can not be in `dataDir`; for tests. */
  readonly systemFolder?: string;
  /** False makes a new cluster without checksums and without waiting for the disk; for tests. */
  readonly lasting?: boolean;
}

/**
 * Starts the PostgreSQL that comes with Rapport on the data in `dataDir`, making the cluster at the first start. Throws
 * OperatorError when another process has the data, the disk is full, or the data is another version's.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const unlock = lockData(dataDir);
  try {
    const server = await startIn(choosePlacement(dataDir, options.systemFolder), options);
    // Whoever leaves without stopping it (a command that was interrupted) takes it along: it ends by itself, all written.
    const onExit = () => {
      server.endSoon();
      unlock();
    };
    process.once('exit', onExit);
    const stop = () =>
      server.stop().finally(() => {
        process.off('exit', onExit);
        unlock();
      });
    return { ...addressOf(server), crashed: server.crashed, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Binaries that `placement`'s account can run: the installed ones, else a copy beside the data. */
export function prepareBinaries({ base, account }: Placement): Binaries {
  const installed = locateBinaries();
  const usable = linkLibraries(installed) && canCross(account, join(installed.home, 'bin'));
  return usable ? installed : copyBinaries(installed, base);
}

export function addressOf(server: RunningServer) {
  return { socketDir: server.socketDir, port: server.port, superuser: SUPERUSER };
}

async function startIn(placement: Placement, { log, lasting = true }: EmbeddedOptions): Promise<RunningServer> {
  const binaries = prepareBinaries(placement);
  const cluster = await ensureCluster(placement.base, binaries, placement.account, lasting);
  await stopOrphan(cluster, log);
  return runServer({ ...placement, cluster, binaries, settings: chooseSettings() });
}
