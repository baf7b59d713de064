import { join, resolve } from 'node:path';
import { SUPERUSER } from './cluster.ts';
import { findHoldingProcess } from './data-lock.ts';
import type { EmbeddedPostgres } from './embedded.ts';
import { findPlacement } from './placement.ts';
import { findPostmaster } from './postmaster.ts';

/** Where the PostgreSQL of a Rapport that runs on `dataDir` can be reached; null when none runs or is ready. */
export function findRunningPostgres(
  dataDir: string,
): Pick<EmbeddedPostgres, 'socketDir' | 'port' | 'superuser'> | null {
  const folder = resolve(dataDir);
  const base = findHoldingProcess(folder) ? findPlacement(folder) : null;
  const found = base ? findPostmaster(join(base, 'postgres')) : null;
  return found?.status === 'ready' ? { socketDir: found.socketDir, port: found.port, superuser: SUPERUSER } : null;
}
