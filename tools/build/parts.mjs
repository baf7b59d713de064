// The two halves that are built, what each is made of, and whether it has to be built anew.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashSources } from './stamp.mjs';

const shared = ['shared', 'modules', 'package-lock.json', 'tools/build'];
const isTest = (file) => /\.test\.tsx?$/.test(file);

/** @typedef {{ name: string, proof: string, sources: string[], belongs: (file: string) => boolean, build: (root: string, out: string) => Promise<void> }} Part */

/** @type {Part[]} */
export const parts = [
  {
    name: 'server',
    proof: 'rapport.js',
    sources: [...shared, 'server', 'web/shell/locales', 'web/kit/locales'],
    belongs: (file) => !isTest(file) && !/^modules\/[^/]+\/web\//.test(file),
    // Loaded only when needed: esbuild and Vite are not there before the first install.
    build: async (root, out) => (await import('./server.mjs')).buildServer(root, out),
  },
  {
    name: 'web',
    proof: 'index.html',
    sources: [...shared, 'web', 'vite.config.ts', 'vite.portal.config.ts'],
    belongs: (file) => !isTest(file) && !/^modules\/[^/]+\/server\//.test(file),
    build: async (root, out) => (await import('./web.mjs')).buildWeb(root, out),
  },
];

/**
 * Builds the parts whose sources changed since they were built. A part appears in dist/ whole or not at all.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {Part[]} wanted
 */
export async function buildChanged(root, say, wanted = parts) {
  for (const part of wanted) {
    const stamp = hashSources(root, part.sources, part.belongs);
    if (isBuilt(root, part, stamp)) continue;
    say(`Building the ${part.name} ...`);
    const draft = path.join(root, 'dist', `${part.name}.${process.pid}`);
    try {
      await part.build(root, draft);
      writeFileSync(path.join(draft, '.stamp'), stamp);
      replace(draft, path.join(root, 'dist', part.name));
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
}

function isBuilt(root, part, stamp) {
  const folder = path.join(root, 'dist', part.name);
  if (!existsSync(path.join(folder, part.proof)) || !existsSync(path.join(folder, '.stamp'))) return false;
  return readFileSync(path.join(folder, '.stamp'), 'utf8') === stamp;
}

function replace(draft, target) {
  mkdirSync(path.dirname(target), { recursive: true });
  const old = `${target}.${process.pid}.old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(draft, target);
  rmSync(old, { recursive: true, force: true });
}
