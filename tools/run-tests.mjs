// The gates of the project and how they are counted.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import path from 'node:path';
import { findOrInstallChromium } from './chromium.mjs';
import { findOrInstallDovecot } from './dovecot.mjs';
import { ensureInstalled } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'node_modules', '.cache', 'test-reports');
const sources = ['shared', 'server', 'modules', 'web', 'e2e', 'bench', 'tools'];
const say = (line) => console.log(line);

const steps = {
  install: () => ensureInstalled(root, say),
  types: () => node('@typescript/native/bin/tsc', '--noEmit', '-p', '.'),
  biome: () => node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=50'),
  walls: () => node('dependency-cruiser/bin/dependency-cruise.mjs', ...sources, '--output-type', 'err-long'),
  knip: () => node('knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  checks: () => run(process.execPath, ['tools/checks/run.mjs']),
  // Journeys are one long chain, these are many short ones: they take what the journeys leave of the processor.
  tests: async () => {
    await findDovecot();
    return vitest('tests', ['--project', 'unit', '--project', 'server'], {}, patient);
  },
  build: () => run(process.execPath, ['tools/build.mjs']),
  // Two chains with a product and a browser each: a journey waits as often as it works.
  journeys: async () => {
    const env = { CHROMIUM_PATH: await findChromium() };
    const walk = (half) => vitest(`journeys-${half}`, ['--project', 'journeys', `--shard=${half}/2`], env);
    const failures = (await Promise.allSettled([walk(1), walk(2)])).flatMap(({ reason }) => reason ?? []);
    const [first, second] = failures;
    if (first && second)
      throw Object.assign(new Error(`${first.message}\n${second.message}`), {
        counted: first.counted || second.counted,
      });
    if (first) throw first;
  },
};

/** What runs beside each other, two steps at a time: what reads the sources, longest first, and then what runs the product. */
const phases = [['install'], ['types', 'walls', 'biome', 'knip', 'checks', 'build'], ['tests', 'journeys']];
const atOnce = 2;
/** How far a step that can wait stands back, as `nice` counts it. */
const patient = 5;

/** The browser of the journeys: asked for at the beginning, so that it is fetched while npm fetches its packages. */
let chromium;
function findChromium() {
  chromium ??= findOrInstallChromium(say);
  return chromium;
}

/** The mail server of tests: asked for after the browser, as one installation waits for the other. */
let dovecot;
function findDovecot() {
  dovecot ??= findOrInstallDovecot(say);
  return dovecot;
}

const totals = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs the steps named, or all of them, each with a line of its own, and ends with the sum of their tests. Resolves to
 * whether everything passed.
 */
export async function runTests(named) {
  const passed = await runSteps(named);
  if (totals.skipped > 0) say(`${totals.skipped} skipped: no data`);
  say(`${totals.passed} passed, ${totals.failed} failed`);
  return passed;
}

/** Runs the steps named, or all, phase by phase; stops after a phase in which one failed. Resolves to whether all went well. */
async function runSteps(named) {
  const unknown = named.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    say(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(' ')}`);
    return false;
  }
  // Whether there is one is said where it is needed.
  if (named.length === 0)
    findChromium()
      .catch(() => undefined)
      .then(findDovecot);
  for (const phase of phases) {
    const waiting = phase.filter((name) => named.length === 0 || named.includes(name));
    const results = [];
    const work = async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) results.push(await runStep(name));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (results.includes(false)) return false;
  }
  return true;
}

async function runStep(name) {
  const began = performance.now();
  const failure = await steps[name]().then(
    () => null,
    (error) => error,
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`${failure ? 'FAILED' : 'ok    '} ${name.padEnd(10)} ${seconds.padStart(6)} s`);
  if (!failure) return true;
  say(failure.message);
  if (!failure.counted) totals.failed += 1;
  return false;
}

/**
 * Runs projects of Vitest. What failed is told in few lines each; all that Vitest said is in a file of its own. A test that
 * passed only when it was run again is named, so that nobody takes it for a sound one.
 */
async function vitest(name, args, env = {}, niceness = 0) {
  const [summary, log] = ['json', 'log'].map((ending) => path.join(reports, `${name}.${ending}`));
  await mkdir(reports, { recursive: true });
  await rm(summary, { force: true });
  const reporters = ['--reporter=default', '--reporter=./tools/test-reporter.mjs'];
  const failure = await node('vitest/vitest.mjs', 'run', ...args, ...reporters, {
    env: { ...env, TEST_SUMMARY: summary },
    niceness,
  }).then(
    () => null,
    (error) => error,
  );
  const { passed, skipped, failed, repeated } = await readFile(summary, 'utf8').then(JSON.parse, () => {
    throw failure ?? new Error(`Nothing tells what came of "${name}".`);
  });
  for (const test of repeated) say(`passed only when repeated: ${test}`);
  totals.passed += passed;
  totals.skipped += skipped;
  totals.failed += failed.length;
  if (failure) {
    await writeFile(log, failure.message);
    const told = [...failed.slice(0, 20), `(${failed.length} failed; all that was said: ${path.relative(root, log)})`];
    throw Object.assign(new Error(told.join('\n')), { counted: failed.length > 0 });
  }
  if (passed === 0) throw new Error(`No test of "${name}" ran.`);
}

/** Runs a program out of node_modules; a last argument `{ env, niceness }` adds to the environment and says how far it stands back. */
function node(program, ...rest) {
  const how = typeof rest.at(-1) === 'object' ? rest.pop() : {};
  return run(process.execPath, [path.join(root, 'node_modules', program), ...rest], how);
}

function run(command, args, { env = {}, niceness = 0 } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (niceness > 0 && child.pid) setPriority(child.pid, niceness);
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.removeListener('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Error(`${Buffer.concat(chunks).toString('utf8').trim()}\n(ended with ${signal ?? code})`));
    });
  });
}
