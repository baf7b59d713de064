import { startScheduledBackups } from '../backup/start-scheduled-backups.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';

/** What a server that backs up by itself, and may be killed at it, is told. */
interface Assignment {
  readonly connection: DatabaseSource['connection'];
  readonly settings: Settings;
}

const { connection, settings } = JSON.parse(process.argv[2] ?? '') as Assignment;
const print = (...parts: unknown[]) => console.log(...parts);
startScheduledBackups(settings, connection, { info: print, warn: print, error: print }, { first: 1, interval: 300 });
// The timers of backups keep no process alive.
setInterval(() => undefined, 60_000);
