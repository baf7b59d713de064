// `npm run bench`: builds the product and measures it beside a bare node:http + pg server on the same data.
// `npm run bench streams`: measures 500 people who listen, read and write at once.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildChanged } from './build/parts.mjs';
import { serverOptions } from './build/server.mjs';
import { ensureInstalled } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (line) => console.error(line);
await ensureInstalled(root, say);
await buildChanged(root, say);
const { build } = await import('esbuild');
const outdir = path.join(root, 'dist', 'bench');
const { outfile, ...options } = serverOptions(root, outdir);
await build({ ...options, entryPoints: ['bench/run.ts', 'bench/streams.ts', 'bench/bare-server.ts'], outdir });
const child = spawn(
  process.execPath,
  ['--enable-source-maps', path.join(outdir, `${process.argv[2] === 'streams' ? 'streams' : 'run'}.js`)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
