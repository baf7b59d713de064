import { createServer } from 'node:net';
import type { PoolConfig } from 'pg';
import type { Logger } from './config/logger.ts';
import { exitCodes, OperatorError } from './config/operator-error.ts';
import { secretOf } from './config/secret.ts';
import { localUrl, type Settings } from './config/settings.ts';
import { checkServer } from './db/check-server.ts';
import { connectDatabase, type DatabaseSource } from './db/connect.ts';
import { keepingSecret } from './secrets/secret-lock.ts';

/** What everything above the database is started with. */
export interface Ground {
  readonly settings: Settings;
  /** Signs sessions. */
  readonly secret: string;
  /** How the server's role reaches the database. */
  readonly connection: PoolConfig;
  readonly log: Logger;
  /** Tells the person at the console what is going on. */
  readonly say: (line: string) => void;
}

/** Everything above the database: migration, HTTP, listeners, jobs. */
export interface Services {
  /** The port that is really listened on. */
  readonly port: number;
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

export interface RunningServer {
  readonly url: string;
  /** Resolves with one line when the database ended by itself. */
  readonly crashed: Promise<string>;
  /** Ends the services, then the database. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

export type StartOptions = Omit<Ground, 'secret' | 'connection'> & {
  readonly startServices: (ground: Ground) => Promise<Services>;
};

/** Starts Rapport: the database, then all that lives on it. Throws OperatorError with what it started ended again. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { settings, log, say } = options;
  say(settings.DATABASE_URL ? 'Connecting to the database of DATABASE_URL ...' : 'Starting the database ...');
  const source = await connectDatabase(settings, log, { exclusive: true });
  try {
    await checkPort(settings);
    const { connection } = source;
    // Says in a line what is wrong with a database that none can work on.
    await checkServer(connection);
    // Until the services have begun: from then on a pass that would change the secret sees that a server works here.
    const services = await keepingSecret(connection, say, () =>
      options.startServices({ settings, secret: secretOf(settings), connection, log, say }),
    );
    const url = settings.PORT === services.port ? settings.PUBLIC_URL : localUrl(settings, services.port);
    return { url, crashed: source.crashed, stop: once(() => stopAll(services, source, log)) };
  } catch (error) {
    await source.stop();
    throw error;
  }
}

async function stopAll(services: Services, source: DatabaseSource, log: Logger): Promise<void> {
  try {
    await services.stop();
  } catch (error) {
    log.error({ error }, 'The server did not end cleanly');
  } finally {
    await source.stop();
  }
}

/** Says before any work is done that nobody could reach the server. */
async function checkPort({ HOST, PORT }: Settings): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explainListening(error, HOST, PORT)));
    probe.listen({ host: HOST, port: PORT, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** One line for what a server's `listen` failed with. */
export function explainListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new OperatorError(
        exitCodes.busy,
        `Port ${port} on ${host} is in use by another program: stop it, or set PORT to another one (PORT=${port + 1} npm start).`,
      );
    case 'EACCES':
      return new OperatorError(
        exitCodes.noPermission,
        `PORT: this user may not listen on port ${port}: set PORT to one above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(
        exitCodes.configuration,
        `HOST: ${host} is no address of this machine: set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}
