// Builds the server and the web client into dist/ where their sources changed: node tools/build.mjs [server] [web]
import path from 'node:path';
import { buildChanged, parts } from './build/parts.mjs';

const named = process.argv.slice(2);
await buildChanged(
  path.resolve(import.meta.dirname, '..'),
  (line) => console.log(line),
  named.length > 0 ? parts.filter(({ name }) => named.includes(name)) : parts,
);
