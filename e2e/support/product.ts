import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An installation of the built product, with a database and data of its own. */
export interface Product {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Where `npm test` built the product, unless RAPPORT_BUILD names another folder with `server/` and `web/`. */
const built = path.resolve(process.env.RAPPORT_BUILD ?? 'dist');
const program = path.join(built, 'server', 'rapport.js');
const patienceMs = 60_000;

/** Starts the product as a person would, on a free port and in a folder of its own; `settings` are variables it reads. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-journey-'));
  // PostgreSQL runs as a user without rights: where it may not pass through, its data would come to lie elsewhere.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const env = {
    ...process.env,
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const server = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://localhost:${port}`, process: server, stop };
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${printed}`));
    const timer = setTimeout(() => fail('The product did not start in time'), patienceMs);
    const read = (data: Buffer) => {
      printed += data.toString();
      if (!printed.includes('Rapport is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => {
      clearTimeout(timer);
      fail(`The product ended with ${code} before it was ready`);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
}
