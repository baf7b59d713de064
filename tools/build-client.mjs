// Builds the typed client into dist/client and packs it there: node tools/build-client.mjs
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { buildClient } from './build/client.mjs';
import { buildChanged, parts } from './build/parts.mjs';

const root = path.resolve(import.meta.dirname, '..');
await buildChanged(
  root,
  console.log,
  parts.filter(({ name }) => name === 'server'),
);
const program = path.join(root, 'dist', 'server', 'rapport.js');
const nouns = execFileSync(process.execPath, [program, 'client', '--standard'], { encoding: 'utf8' });
const out = path.join(root, 'dist', 'client');
await buildClient(root, out, nouns);
execFileSync('npm', ['pack', '--silent', '--pack-destination', out], { cwd: out, stdio: 'inherit' });
