import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

interface Part {
  readonly name: string;
  readonly proof: string;
  readonly sources: readonly string[];
  belongs(file: string): boolean;
  build(root: string, out: string): Promise<void>;
}

// By address, as plain JavaScript that Node itself runs.
const load = (file: string) => import(new URL(file, import.meta.url).href);
const { buildChanged } = (await load('./build/parts.mjs')) as {
  buildChanged(root: string, say: (line: string) => void, parts: readonly Part[]): Promise<void>;
};
const { findNodeFault } = (await load('./node-version.mjs')) as { findNodeFault(version: string): string | null };

let root: string;
beforeEach(() => {
  root = mkdtempSync('/tmp/rapport-start-');
  mkdirSync(join(root, 'server'));
  writeFileSync(join(root, 'server', 'main.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function countingPart(build?: () => Promise<void>) {
  const built: string[] = [];
  const part = {
    name: 'server',
    proof: 'rapport.js',
    sources: ['server'],
    belongs: (file: string) => !file.endsWith('.test.ts'),
    build: async (_root: string, out: string) => {
      const source = readFileSync(join(root, 'server', 'main.ts'), 'utf8');
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'rapport.js'), source);
      await build?.();
      built.push(source);
    },
  };
  return { part, built };
}

const quiet = () => undefined;

it.each([
  ['v20.18.3', /^Rapport needs Node 20\.19 or newer, and this is v20\.18\.3/],
  ['v18.20.0', /v18\.20\.0/],
  ['v8.0.0', /v8\.0\.0/],
])('Node %s is refused in one line', (version, line) => {
  expect(findNodeFault(version)).toMatch(line);
});

it.each(['v20.19.0', 'v20.20.2', 'v22.1.0', 'v100.0.0'])('Node %s will do', (version) => {
  expect(findNodeFault(version)).toBeNull();
});

it('builds what changed and nothing else', async () => {
  const { part, built } = countingPart();
  await buildChanged(root, quiet, [part]);
  await buildChanged(root, quiet, [part]);
  writeFileSync(join(root, 'server', 'main.test.ts'), 'a test is no part of it');
  await buildChanged(root, quiet, [part]);
  expect(built).toEqual(['one']);
  writeFileSync(join(root, 'server', 'main.ts'), 'two');
  await buildChanged(root, quiet, [part]);
  expect(built).toEqual(['one', 'two']);
});

it('builds again when what was built is gone', async () => {
  const { part, built } = countingPart();
  await buildChanged(root, quiet, [part]);
  rmSync(join(root, 'dist', 'server', 'rapport.js'));
  await buildChanged(root, quiet, [part]);
  expect(built).toHaveLength(2);
});

it('keeps the last good build when the next one fails, and leaves no draft behind', async () => {
  await buildChanged(root, quiet, [countingPart().part]);
  writeFileSync(join(root, 'server', 'main.ts'), 'broken');
  const failing = countingPart(() => Promise.reject(new Error('syntax'))).part;
  await expect(buildChanged(root, quiet, [failing])).rejects.toThrow('syntax');
  expect(readFileSync(join(root, 'dist', 'server', 'rapport.js'), 'utf8')).toBe('one');
  expect(readdirSync(join(root, 'dist'))).toEqual(['server']);
});
