import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { writeTree } from './checks/files.ts';

const installer = pathToFileURL(path.join(import.meta.dirname, 'install.mjs')).href;
const lockfile = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'house' },
      'node_modules/door': { version },
      'node_modules/window-of-another-system': { version: '1.0.0', optional: true, os: ['plan9'], cpu: ['x64'] },
    },
  });

/** Stands in for npm: takes a while, notes that it ran, and leaves behind what npm does. */
const npm = `
const fs = require('node:fs');
fs.appendFileSync('runs', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync('offline')) { console.error('npm warn old\\nnpm error network is away'); process.exit(1); }
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
fs.mkdirSync('node_modules', { recursive: true });
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
const { 'node_modules/door': door } = packages;
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/door': door } }));
`;

const house = (files: Record<string, string> = {}) =>
  writeTree({ 'package-lock.json': lockfile('1.0.0'), 'npm.cjs': npm, ...files });

/** Runs the installer in a process of its own, as `npm start` does; answers what it printed. */
async function install(root: string): Promise<string> {
  const script = `
    import { ensureInstalled } from ${JSON.stringify(installer)};
    try { console.log(await ensureInstalled(${JSON.stringify(root)}, console.log)); }
    catch (error) { console.log(error.message); }
  `;
  const env = { ...process.env, npm_execpath: path.join(root, 'npm.cjs') };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  return stdout;
}

const runsOf = (root: string) =>
  existsSync(path.join(root, 'runs')) ? readFileSync(path.join(root, 'runs'), 'utf8').trim().split('\n') : [];

it('installs once, by the lockfile and without install scripts', async () => {
  const root = house();
  expect(await install(root)).toMatch(/^Installing dependencies.*\ntrue\n$/);
  expect(await install(root)).toBe('false\n');
  expect(runsOf(root)).toEqual([expect.stringMatching(/^ci .*--ignore-scripts/)]);
});

it('lets be what npm has installed already', async () => {
  const installed = JSON.stringify({ packages: { 'node_modules/door': { version: '1.0.0' } } });
  const root = house({ 'node_modules/.package-lock.json': installed });
  expect(await install(root)).toBe('false\n');
});

it('installs anew when the lockfile asks for another version', async () => {
  const installed = JSON.stringify({ packages: { 'node_modules/door': { version: '0.9.0' } } });
  const root = house({ 'node_modules/.package-lock.json': installed });
  expect(await install(root)).toContain('true');
});

it('installs once when started twice at once', async () => {
  const root = house();
  const outputs = await Promise.all([install(root), install(root)]);
  expect(outputs.map((output) => output.trim().split('\n').at(-1)).sort()).toEqual(['false', 'true']);
  expect(runsOf(root)).toHaveLength(1);
  expect(existsSync(path.join(root, 'node_modules.lock'))).toBe(false);
});

it('takes over from an installation whose process is gone', async () => {
  const root = house({ 'node_modules.lock/pid': '999999999' });
  expect(await install(root)).toContain('true');
});

it('says in npm’s own words why it could not install', async () => {
  const root = house({ offline: '' });
  const output = await install(root);
  expect(output).toContain('npm could not install the dependencies.\nnpm error network is away\n');
  expect(output).not.toContain('npm warn');
  expect(existsSync(path.join(root, 'node_modules.lock'))).toBe(false);
});
