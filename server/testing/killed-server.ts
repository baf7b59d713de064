import type { PoolConfig } from 'pg';
import { createLogger } from '../config/logger.ts';
import { readSettings } from '../config/settings.ts';
import { startServices } from '../services.ts';

/** What the process to be killed is told. */
export interface Assignment {
  readonly connection: PoolConfig;
  readonly secret: string;
}

/** A whole server process, but for the database it is given. Prints `listening <port>`. */
async function serve({ connection, secret }: Assignment): Promise<void> {
  const { port } = await startServices({
    settings: readSettings({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', OUTGOING_ALLOW: '127.0.0.1' }),
    ...{ connection, secret },
    log: createLogger('warn'),
    say: () => undefined,
  });
  console.log(`listening ${port}`);
}

const assignment = process.argv[2];
if (assignment?.startsWith('{')) await serve(JSON.parse(assignment) as Assignment);
