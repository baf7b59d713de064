import { execFile, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** A running Rapport, worked in as a person and at the command line would. */
export async function startProduct(program, databaseUrl, dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const { FIXTURE_PORT: port = '4590' } = process.env;
  const settings = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataFolder,
    PORT: port,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  await new Promise((resolve, reject) => {
    let told = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        told += data;
        if (told.includes('Rapport is ready')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`The server ended: ${told}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  let cookie = '';
  const call = async (method, path, body, headers = {}) => {
    const isJson = body !== undefined && !(body instanceof Uint8Array);
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...{ cookie, origin: `http://localhost:${port}` },
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: isJson ? JSON.stringify(body) : body,
    });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (cookies.length > 0) cookie = cookies.join('; ');
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
  };
  return {
    call,
    cli: async (...args) => (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
