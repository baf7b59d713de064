import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A server of a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the command to the first answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts a Node program that listens on PORT and waits for its first answer at `probe`. */
export async function startProgram(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  probe: string,
): Promise<RunningServer> {
  const port = await findFreePort();
  const started = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await firstAnswer(child, url + probe);
  const startMs = performance.now() - started;
  return { url, pid: child.pid ?? 0, startMs, stop: () => end(child) };
}

async function firstAnswer(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await delay(20);
  }
  child.kill('SIGKILL');
  throw new Error(`No answer from ${url}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
