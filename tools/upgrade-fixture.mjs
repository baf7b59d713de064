// Makes the installation of an earlier commit that upgrades are tried on:
//   node tools/upgrade-fixture.mjs COMMIT [NAME]
// checks that commit out beside the repository, runs its own server on a PostgreSQL of the machine (with pg_dump; PG_BIN says where its
// programs are), works in it by its API, and keeps the database and what the API answered. See the README where they lie.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { eagerGlob } from './build/eager-glob.mjs';
import { startPostgres } from './upgrade-fixture/postgres.mjs';
import { startProduct } from './upgrade-fixture/product.mjs';
import { readEverything, work } from './upgrade-fixture/work.mjs';

const root = path.resolve(import.meta.dirname, '..');
const fixtures = path.join(root, 'server/upgrade/fixtures');

const [commit, name = commit] = process.argv.slice(2);
if (!commit) {
  console.error('Usage: node tools/upgrade-fixture.mjs COMMIT [NAME]');
  process.exit(64);
}

const folder = mkdtempSync(path.join(tmpdir(), 'rapport-fixture-'));
const postgres = await startPostgres(path.join(folder, 'postgres'));
try {
  const program = await buildCommit();
  const product = await startProduct(program, postgres.url, path.join(folder, 'data'));
  let made;
  let answers;
  try {
    made = await work(product);
    answers = await readEverything(product);
  } finally {
    await product.stop();
  }
  const [at, subject] = git('log', '-1', '--format=%cI%n%s', commit).split('\n');
  const fixture = {
    commit: git('rev-parse', '--short', commit).trim(),
    at,
    subject,
    ...made,
    answers,
    sql: postgres.dump(),
  };
  mkdirSync(fixtures, { recursive: true });
  const packed = gzipSync(JSON.stringify(fixture), { level: 9 });
  writeFileSync(path.join(fixtures, `${name}.json.gz`), packed);
  console.log(`${name}: ${(packed.length / 1000).toFixed(0)} kB, without: ${made.without.join(', ') || 'nothing'}`);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The commit's own program, with the packages of this checkout. */
async function buildCommit() {
  const checkout = path.join(folder, 'checkout');
  mkdirSync(checkout);
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 });
  execFileSync('tar', ['-x', '-C', checkout], { input: archive });
  symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
  // The page is no part of what is upgraded, but a server wants one.
  const page = path.join(checkout, 'dist/web');
  mkdirSync(page, { recursive: true });
  writeFileSync(path.join(page, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  const outfile = path.join(checkout, 'dist/server/rapport.js');
  await build({
    ...{ absWorkingDir: checkout, entryPoints: ['server/cli/rapport.ts'], outfile, bundle: true },
    ...{ platform: 'node', format: 'esm', target: 'node20.19', packages: 'external', logLevel: 'error' },
    loader: { '.sql': 'text' },
    plugins: [eagerGlob],
  });
  return outfile;
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
}
