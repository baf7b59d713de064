import type { PoolConfig } from 'pg';
import { openBackup } from '../backup/read-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';

/** What the process to be killed is told. */
interface Assignment {
  readonly connection: PoolConfig;
  readonly path: string;
  readonly filesFolder: string;
}

const { path, ...target } = JSON.parse(process.argv[2] ?? '') as Assignment;
const print = (...parts: unknown[]) => console.log(...parts);
const log = { info: print, warn: print, error: print };
const registry = createRegistry(serverModules);
await restoreBackup({ ...target, registry, replace: false, log, say: print }, await openBackup(path));
print('restored');
