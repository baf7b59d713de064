// `npm run bench`: builds the product and measures it beside a bare node:http + pg server on the same data.
// `npm run bench streams`: measures 500 people who listen, read and write at once.
// `npm run bench structure`: changes fields of 100,000 people while others read and write, and adds two hundred.
// `npm run bench bulk`: changes, deletes and restores all 50,000 deals by bulk acts.
// `npm run bench rights`: asks as a seller who sees their team's records what the owner asks.
// `npm run bench members`: asks as heads of a holding of 20,000 members; changes its ground for good.
// `npm run bench grid`: the longest frames of a list while it is scrolled, and how soon a typed value is shown.
// `npm run bench prepare`: fills the database that BENCH_GROUND names and leaves it at that.
// BENCH_GROUND=folder keeps the database between runs, BENCH_SIZE=wide has a million people, BENCH_ONLY=search,board runs
// the scenarios of those names, BENCH_PROFILE=folder writes a CPU profile of the server.
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
const programs = ['run', 'streams', 'structure', 'bulk', 'rights', 'members', 'grid', 'prepare'];
const program = programs.includes(process.argv[2]) ? process.argv[2] : 'run';
await build({ ...options, entryPoints: [...programs, 'bare-server'].map((name) => `bench/${name}.ts`), outdir });
const child = spawn(process.execPath, ['--enable-source-maps', path.join(outdir, `${program}.js`)], {
  cwd: root,
  stdio: 'inherit',
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
