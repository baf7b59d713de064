import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, type Logger } from '../../config/logger.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { readSettings } from '../../config/settings.ts';
import { type RunningServer, startServer } from '../../main.ts';
import { startServices } from '../../services.ts';
import { defineCommand } from '../command.ts';

/** Milliseconds a shutdown may take before it is cut short. */
const PATIENCE = 20_000;

export default defineCommand({
  name: 'start',
  summary: 'Start the server and, without DATABASE_URL, its database; runs until Ctrl-C.',
  async run({ output }) {
    const settings = readSettings();
    const log = createLogger(settings.LOG_LEVEL);
    const asked = listenForStop(log);
    const starting = startServer({ settings, log, say: output.progress, startServices });
    const server = await Promise.race([starting, asked.then(() => null)]);
    if (!server) {
      await stopStarting(starting, output.progress);
      return undefined;
    }
    output.result({ url: server.url, pid: process.pid }, `Rapport is ready: ${server.url}`);
    const reason = await Promise.race([
      asked,
      server.crashed.then((line) => new OperatorError(exitCodes.unavailable, line)),
    ]);
    if (reason === 'asked') output.progress('Stopping ...');
    await Promise.race([server.stop(), cutShort(reason)]);
    if (reason instanceof Error) throw reason;
    output.progress('Stopped.');
    return undefined;
  },
});

type Reason = 'asked' | Error;

/** Resolves at Ctrl-C, at a request to end, when the program that started us is gone, or at an error nobody caught. */
function listenForStop(log: Logger): Promise<Reason> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
    process.once('disconnect', () => resolve('asked'));
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        log.fatal({ error }, 'An error nobody caught ends the server');
        resolve(error instanceof Error ? error : new Error(String(error)));
      });
    }
  });
}

async function stopStarting(starting: Promise<RunningServer>, say: (line: string) => void): Promise<void> {
  say('Stopping ...');
  const server = await starting.catch(() => null);
  await server?.stop();
}

async function cutShort(reason: Reason): Promise<never> {
  await sleep(PATIENCE, undefined, { ref: false });
  throw reason instanceof Error
    ? reason
    : new OperatorError(exitCodes.software, 'The server did not end in time and was cut short.');
}
