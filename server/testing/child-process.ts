import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A TypeScript file running as a process of its own, to be killed. */
export interface TestChild {
  /** Everything it printed so far. */
  output(): string;
  /** kill -9: no handler runs, no connection is closed properly. */
  kill(): Promise<void>;
}

/** Runs `entry` in Node; `argument` reaches it as JSON in `process.argv[2]`. */
export async function startChild(entry: URL, argument: unknown): Promise<TestChild> {
  const path = fileURLToPath(entry);
  const folder = join(process.cwd(), 'node_modules/.cache/rapport-test');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(path, '.ts')}-${process.pid}.mjs`);
  await build({ entryPoints: [path], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  const child = spawn(process.execPath, [outfile, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data.toString();
    });
  }
  return { output: () => printed, kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
