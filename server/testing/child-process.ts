import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { serverPlugins } from './server-plugins.ts';

/** A TypeScript file running as a process of its own, to be killed. */
export interface TestChild {
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  send(signal: NodeJS.Signals): void;
  /** Everything it printed so far. */
  output(): string;
  /** kill -9: no handler runs, no connection is closed properly. */
  kill(): Promise<void>;
}

/**
 * Runs `entry` in Node; `argument` reaches it as JSON in `process.argv[2]`. `limit` is what a shell says first, e.g.
 * `ulimit -f 8`.
 */
export async function startChild(entry: URL, argument: unknown, limit = 'true'): Promise<TestChild> {
  const args = ['-c', `${limit} && exec "$@"`, 'sh', process.execPath, await bundle(entry), JSON.stringify(argument)];
  const child = spawn('/bin/sh', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { output: () => printed, kill: () => kill(child), ended, send: (signal) => void child.kill(signal) };
}

const bundles = new Map<string, Promise<string>>();

/** A TypeScript file as one that Node runs; made once a file and process. */
export function bundle(entry: URL): Promise<string> {
  const made = bundles.get(entry.href) ?? make(fileURLToPath(entry));
  bundles.set(entry.href, made);
  return made;
}

async function make(path: string): Promise<string> {
  // As deep below the root as its sources and what is built of them: where the product looks for what lies there.
  const folder = join(process.cwd(), 'node_modules/.rapport-test');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(path, '.ts')}-${process.pid}.mjs`);
  const form = { bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const;
  await build({ entryPoints: [path], outfile, ...form, plugins: serverPlugins });
  return outfile;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
