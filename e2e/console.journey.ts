import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findFreePort, startProduct } from './support/product.ts';

test('the server outlives the console it was started from, and still ends when asked', async () => {
  const product = await startProduct({ LOG_LEVEL: 'trace' });
  try {
    product.process.stdout?.destroy();
    product.process.stderr?.destroy();
    for (let asked = 0; asked < 5; asked += 1) await fetch(`${product.url}/api/v1/session`);
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    const exited = once(product.process, 'exit', { signal: AbortSignal.timeout(20_000) });
    product.process.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  } finally {
    product.process.kill('SIGKILL');
    await product.stop();
  }
});

/** Runs `npm …` as a terminal does: what it starts is one group, which Ctrl-C reaches as a whole. */
function npm(args: readonly string[], env: Readonly<Record<string, string>>) {
  const program = spawn('npm', args, {
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
    });
  }
  const ended = once(program, 'close').then(([code]) => code as number | null);
  return { program, ended, printed: () => printed, pressControlC: () => signalGroup(program, 'SIGINT') };
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid && exitCode === null && signalCode === null) process.kill(-pid, signal);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('npm start: a second start says who has the data, and Ctrl-C, even pressed twice, ends server and database', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-journey-'));
  await chmod(folder, 0o755);
  const data = path.join(folder, 'data');
  const port = await findFreePort();
  const settings = { DATA_DIR: data, PORT: String(port), LOG_LEVEL: 'warn' };
  const first = npm(['start'], settings);
  try {
    await expect.poll(first.printed, { timeout: 60_000 }).toContain(`Rapport is ready: http://localhost:${port}`);
    const second = npm(['start'], settings);
    expect(await second.ended).not.toBe(0);
    const refusal = second
      .printed()
      .split('\n')
      .filter((line) => /already runs/.test(line));
    expect(refusal).toEqual([
      expect.stringMatching(/^Rapport already runs on the data in .*: process \d+, since .*\.$/),
    ]);
    expect(second.printed()).not.toMatch(/^ +at /m);
    expect((await fetch(`http://localhost:${port}/api/ready`)).status).toBe(200);
    const database = Number(readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    expect(isAlive(database)).toBe(true);
    first.pressControlC();
    first.pressControlC();
    await first.ended;
    expect(first.printed()).toMatch(/Stopping \.\.\.\n(.*\n)*?Stopped\./);
    expect(first.printed()).not.toMatch(/^ +at |"level":"(warn|error|fatal)"/m);
    expect(isAlive(database)).toBe(false);
    expect(existsSync(path.join(data, 'rapport.lock'))).toBe(false);
    expect(existsSync(path.join(data, 'postgres/postmaster.pid'))).toBe(false);
  } finally {
    signalGroup(first.program, 'SIGTERM');
    await first.ended;
    await rm(folder, { recursive: true, force: true });
  }
});
