import type { PoolConfig } from 'pg';
import type { Log } from '../config/log.ts';
import type { Settings } from '../config/settings.ts';
import { findRunningPostgres } from './embedded/attach.ts';
import { startEmbeddedPostgres } from './embedded/embedded.ts';
import { provisionDatabase } from './embedded/login-role.ts';
import { findPlacement } from './embedded/placement.ts';

export interface DatabaseSource {
  readonly connection: PoolConfig;
  /** True when it is Rapport's own PostgreSQL, false with DATABASE_URL. */
  readonly embedded: boolean;
  /** Resolves with one line when a PostgreSQL started here ended by itself; else never. */
  readonly crashed: Promise<string>;
  /** Ends a PostgreSQL started here; does nothing to any other. */
  stop(): Promise<void>;
}

const never = new Promise<string>(() => undefined);

/** Whether there is a database to reach; without DATABASE_URL the first start makes one. */
export function isDatabaseThere({ DATABASE_URL, DATA_DIR }: Pick<Settings, 'DATABASE_URL' | 'DATA_DIR'>): boolean {
  return DATABASE_URL !== undefined || findPlacement(DATA_DIR) !== null;
}

/**
 * How to reach the database the settings name, starting Rapport's own when none is named. `exclusive` (the server, a
 * restore) throws OperatorError while another Rapport has the data; otherwise the one that runs is used along with it.
 */
export async function connectDatabase(
  settings: Pick<Settings, 'DATABASE_URL' | 'DATA_DIR'>,
  log: Log,
  { exclusive = false } = {},
): Promise<DatabaseSource> {
  if (settings.DATABASE_URL) {
    return {
      connection: { connectionString: settings.DATABASE_URL },
      embedded: false,
      crashed: never,
      stop: async () => undefined,
    };
  }
  const running = exclusive ? null : findRunningPostgres(settings.DATA_DIR);
  if (running) {
    return {
      connection: await provisionDatabase(running),
      embedded: true,
      crashed: never,
      stop: async () => undefined,
    };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: settings.DATA_DIR, log });
  try {
    const connection = await provisionDatabase(postgres);
    return { connection, embedded: true, crashed: postgres.crashed, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
