import { existsSync, readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf } from './first-page.ts';
import { type Ground, prepareGround } from './ground.ts';
import { type RunningServer, startProgram } from './program.ts';
import { hirePeople } from './stream-people.ts';
import { StreamReader } from './stream-reader.ts';

/** So many people listen, read a list every 5 s and change a record every 60 s; the load comes from this machine too. */
const people = Number(process.env.BENCH_STREAMS ?? 500);
const seconds = Number(process.env.BENCH_SECONDS ?? 60);
/** Lets the machine settle between filling the database and measuring. */
const pauseMs = Number(process.env.BENCH_PAUSE_MS ?? 5_000);
const readEveryMs = 5_000;
const writeEveryMs = 60_000;
const list = '/api/v1/people?limit=60&sort=-createdAt&expand=company';

const say = (line: string) => console.error(line);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const ground = await prepareGround(say);
say(`Loaded in ${ground.loadSeconds.toFixed(1)} s`);
try {
  await run(ground);
} finally {
  agent.destroy();
  await ground.stop();
}

interface Figures {
  readonly reads: number[];
  readonly writes: number[];
  readonly failures: string[];
  /** Every version written, when it was asked for and when its answer came. */
  readonly written: { readonly id: string; readonly version: number; readonly began: number; readonly at: number }[];
}

async function run({ ctx, database, databaseUrl, folder }: Ground): Promise<void> {
  const hired = await hirePeople(database, ctx, people);
  const keys = hired.map(({ key }) => key);
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
  };
  const start = () => startProgram(path.resolve('dist/server/rapport.js'), ['start'], env, '/api/health');
  let server = await start();
  say('Waiting for the machine to settle');
  await delay(pauseMs);
  const readers = keys.map((key) => new StreamReader(() => server.url, key));
  for (const reader of readers) reader.open();
  await until(() => readers.every(({ isReady }) => isReady));
  const usedBefore = processorTimeOf(server.pid);
  const began = performance.now();
  const figures: Figures = { reads: [], writes: [], failures: [], written: [] };
  const work = { isOver: false, url: () => server.url, figures };
  const working = keys.map((key) => live(work, key));
  await delay(seconds * 1_000);
  report(figures, readers, server);
  const share = ((processorTimeOf(server.pid) - usedBefore) * 100) / ((performance.now() - began) / 1_000);
  console.log(`processor time of the server: ${share.toFixed(0)} % of one core (whatever else the machine does)`);
  const steady = figures.written.length;
  say('Cutting every stream once, then starting the server again');
  for (const reader of readers) setTimeout(() => reader.cut(), Math.random() * 10_000);
  await delay(12_000);
  await server.stop();
  server = await start();
  await until(() => readers.every(({ isReady }) => isReady));
  await delay(8_000);
  work.isOver = true;
  await Promise.all(working);
  await delay(2_000);
  reportLosses(figures, readers, steady);
  for (const reader of readers) reader.stop();
  await server.stop();
}

interface Work {
  isOver: boolean;
  readonly url: () => string;
  readonly figures: Figures;
}

/** One person's minutes: reading on and on, and now and then a change. */
async function live(work: Work, key: string): Promise<void> {
  const { figures } = work;
  await delay(Math.random() * readEveryMs);
  let nextWrite = performance.now() + Math.random() * writeEveryMs;
  while (!work.isOver) {
    const began = performance.now();
    try {
      await ask(work.url(), key, 'GET', list);
      figures.reads.push(performance.now() - began);
      if (performance.now() > nextWrite) {
        nextWrite += writeEveryMs;
        await write(work, key);
      }
    } catch (error) {
      figures.failures.push((error as Error).message);
    }
    await delay(Math.max(0, readEveryMs - (performance.now() - began)));
  }
}

async function write({ figures, url }: Work, key: string): Promise<void> {
  const began = performance.now();
  const body = JSON.stringify({ name: { given: 'Anahit', family: `Person ${figures.written.length}` } });
  const record = JSON.parse(await ask(url(), key, 'POST', '/api/v1/people', body)) as { id: string; version: number };
  figures.writes.push(performance.now() - began);
  figures.written.push({ id: record.id, version: record.version, began, at: performance.now() });
}

function ask(url: string, key: string, method: 'GET' | 'POST', address: string, body?: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
  };
  return new Promise((resolve, reject) => {
    const sending = send(url + address, { method, agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if ((response.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${response.statusCode} ${text.slice(0, 200)}`));
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function report(
  { reads, writes, failures, written }: Figures,
  readers: readonly StreamReader[],
  server: RunningServer,
) {
  console.log(
    `${readers.length} streams, ${(reads.length / seconds).toFixed(0)} reads and ${(writes.length / seconds).toFixed(1)} writes a second, ${failures.length} failed`,
  );
  console.log(`read:  ${spread(reads)}`);
  console.log(`write: ${spread(writes)}`);
  const delays = written.flatMap(({ id, version, at }) =>
    readers.flatMap(({ heardAt }) => {
      const heard = heardAt.get(`${id} ${version}`);
      return heard === undefined ? [] : [Math.max(0, heard - at)];
    }),
  );
  console.log(`event after the write's answer: ${spread(delays)}`);
  console.log(`memory of the server: ${memoryOf(server.pid)?.toFixed(0) ?? '?'} MB`);
}

function reportLosses({ written, failures }: Figures, readers: readonly StreamReader[], steady: number): void {
  // What was told as one of many is told.
  const lost = readers.flatMap(({ versions, manyAt }) =>
    written.filter(({ id, version, began }) => (versions.get(id) ?? 0) < version && manyAt < began),
  );
  const sum = (of: (reader: StreamReader) => number) => readers.reduce((total, reader) => total + of(reader), 0);
  console.log(
    `after ${sum((one) => one.reconnects)} reconnects and a restart: ${lost.length} of ${written.length * readers.length} events lost, ` +
      `${sum((one) => one.refetches)} told to ask again (${written.length - steady} writes meanwhile, ${failures.length} requests refused)`,
  );
}

/** Seconds of processor time a process has used; 0 where the system does not tell. */
function processorTimeOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const ticks = readFileSync(file, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

/** Milliseconds: middle, 95th and 99th of a hundred, worst. */
function spread(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 1_200) throw new Error('The streams did not become ready in a minute');
    await delay(50);
  }
}
