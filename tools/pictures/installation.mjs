// An installation of its own for pictures: the built product on a free port, in a folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request } from 'playwright-core';

export const root = path.resolve(import.meta.dirname, '..', '..');
const program = path.join(process.env.RAPPORT_BUILD ?? path.join(root, 'dist'), 'server', 'rapport.js');
const timeZone = 'Asia/Yerevan';

/**
 * @typedef {object} Installation
 * @property {string} url
 * @property {string} folder its own, for files that pictures need
 * @property {(language: string) => Promise<object>} setUp makes the workspace; resolves to the owner's cookies
 * @property {(language: string) => Promise<void>} fill with the demo company in that language
 */

/**
 * Starts the product, gives it to `use` and removes it again.
 *
 * @param {(installation: Installation) => Promise<void>} use
 */
export async function withInstallation(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-pictures-'));
  // PostgreSQL runs as a user without rights: where it may not pass through, its data would come to lie elsewhere.
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const env = { ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'warn' };
  const server = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await waitUntilReady(server);
    const url = `http://localhost:${port}`;
    const fill = (language) => run(['seed', 'demo', '--locale', language], env);
    await use({ url, folder, setUp: (language) => setUp(url, language), fill });
  } finally {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function setUp(baseURL, language) {
  const context = await request.newContext({ baseURL });
  const workspace = { name: 'Ararat Trading', language, currency: 'EUR', timeZone };
  const owner = { name: 'Mariam Sargsyan', email: 'mariam@ararat.example', password: 'quiet mountain morning' };
  const answer = await context.post('/api/v1/setup', { data: { workspace, owner } });
  if (!answer.ok()) throw new Error(`The workspace was not set up: ${await answer.text()}`);
  return context.storageState();
}

async function run(args, env) {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`rapport ${args.join(' ')} ended with ${code}`);
}

function waitUntilReady(server) {
  let printed = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      printed += data;
      if (printed.includes('Rapport is ready')) resolve();
    });
    server.once('exit', () => reject(new Error(`Rapport did not start:\n${printed}`)));
  });
}

async function findFreePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
