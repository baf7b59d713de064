// Runs the project's own checks: they are TypeScript, which Node 20 does not read by itself.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..', '..');
const outfile = path.join(root, 'node_modules', '.cache', 'checks', 'all.mjs');

await build({
  entryPoints: [path.join(import.meta.dirname, 'all.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
});
const { runChecks } = await import(pathToFileURL(outfile).href);
process.exitCode = (await runChecks(root)) === 0 ? 0 : 1;
