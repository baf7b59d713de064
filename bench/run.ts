import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { measureRows, memoryOf, sumFirstScripts } from './first-page.ts';
import { type Ground, prepareGround } from './ground.ts';
import { measureRate, percentile } from './load-client.ts';
import { type RunningServer, startProgram } from './program.ts';
import { sought } from './read-scenarios.ts';
import { listScenarios, type Scenario } from './scenarios.ts';

const rounds = 3;
const slotMs = Number(process.env.BENCH_SLOT_MS ?? 1200);
const connectionCounts = [2, 16];
const built = path.resolve('dist');

const say = (line: string) => console.error(line);
const ground = await prepareGround(say);
say(`Loaded in ${ground.loadSeconds.toFixed(1)} s`);
try {
  await run(ground);
} finally {
  await ground.stop();
}

async function run({ ctx, databaseUrl, folder, superuser, apiKey }: Ground): Promise<void> {
  const scenarios = await listScenarios(ctx);
  const tasks = path.join(folder, 'tasks.json');
  writeFileSync(tasks, JSON.stringify(scenarios.map((one) => one.bare)));
  const bare = await startProgram(
    path.join(built, 'bench', 'bare-server.js'),
    [],
    {
      BENCH_TASKS: tasks,
      BENCH_CONNECTION: JSON.stringify({
        ...superuser,
        options: `-c search_path=${ctx.workspace.schema},rapport_extensions -c jit=off`,
      }),
    },
    '/none',
  );
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
  };
  const profiling = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const server = path.join(built, 'server', 'rapport.js');
  const [first = server, ...args] = [...profiling, server, 'start'];
  const rapport = await startProgram(first, args, env, '/api/health');
  try {
    await delay(1500);
    const idle = memoryOf(rapport.pid);
    // Before anything is written: thousands of new people who are all alike are not what is searched among.
    await describeSearch(rapport, apiKey);
    await compare(scenarios, rapport, bare, apiKey);
    await describeServer(rapport, idle);
  } finally {
    await rapport.stop();
    await bare.stop();
    await forget(superuser, ctx.workspace.schema);
  }
}

async function compare(scenarios: readonly Scenario[], rapport: RunningServer, bare: RunningServer, apiKey: string) {
  console.log('requests a second                 | conn |    bare | Rapport | ratio |  aim |  p50 ms |  p95 ms');
  console.log('----------------------------------|------|---------|---------|-------|------|---------|--------');
  let from = 0;
  for (const [position, scenario] of scenarios.entries()) {
    for (const connections of connectionCounts) {
      const rates: Rates = { bare: [], rapport: [], milliseconds: [] };
      for (let round = 0; round <= rounds; round++) {
        const milliseconds = round === 0 ? 300 : slotMs;
        const common = { connections, milliseconds, from };
        const bareRequest = (index: number) => {
          const request = scenario.bareRequest(index);
          return { ...request, path: `/${position}${request.path}` };
        };
        const one = await measureRate({ ...common, url: bare.url, headers: {}, request: bareRequest });
        const headers = { authorization: `Bearer ${apiKey}` };
        const other = await measureRate({ ...common, url: rapport.url, headers, request: scenario.request });
        from += Math.max(one.sent, other.sent);
        // The first round only warms both up.
        if (round === 0) continue;
        rates.bare.push(one.rate);
        rates.rapport.push(other.rate);
        rates.milliseconds.push(...other.milliseconds);
      }
      printRow(scenario, connections, rates);
    }
  }
}

/** A ground that is kept is as it was filled: thousands of alike newest people would make every list walk past them. */
async function forget(superuser: ClientConfig, schema: string): Promise<void> {
  const client = new Client({ ...superuser, options: `-c search_path=${schema},rapport_extensions` });
  await client.connect();
  try {
    await client.query("delete from people where emails_first like 'anna.bench.%'");
    await client.query('vacuum analyze people');
  } finally {
    await client.end();
  }
}

interface Rates {
  readonly bare: number[];
  readonly rapport: number[];
  /** How long each of Rapport's answers took. */
  readonly milliseconds: number[];
}

function printRow({ name, kind }: Scenario, connections: number, rates: Rates): void {
  const [bare, rapport] = [percentile(rates.bare, 0.5), percentile(rates.rapport, 0.5)];
  const cells = [
    name.padEnd(33),
    String(connections).padStart(4),
    bare.toFixed(0).padStart(7),
    rapport.toFixed(0).padStart(7),
    (rapport / bare).toFixed(2).padStart(5),
    kind === 'read' ? ' 0.7' : ' 0.4',
    percentile(rates.milliseconds, 0.5).toFixed(1).padStart(7),
    percentile(rates.milliseconds, 0.95).toFixed(1).padStart(7),
  ];
  console.log(cells.join(' | '));
}

/** As the search box asks: every noun with searchable text at once, again and again by one person. */
async function describeSearch({ url }: RunningServer, apiKey: string): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const nouns = ['companies', 'people', 'deals', 'products', 'tasks', 'notes'];
  const search = async (word: string) => {
    const query = new URLSearchParams({ search: word, limit: '6' });
    const began = performance.now();
    const answers = await Promise.all(nouns.map((noun) => fetch(`${url}/api/v1/${noun}?${query}`, { headers })));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    if (answers.some(({ ok }) => !ok)) throw new Error(`Searching ${word} failed`);
    return performance.now() - began;
  };
  for (const word of sought) {
    for (let warming = 0; warming < 5; warming++) await search(word);
    const times: number[] = [];
    for (let tries = 0; tries < 40; tries++) times.push(await search(word));
    console.log(
      `global search "${word}": p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
    );
  }
}

async function describeServer(rapport: RunningServer, idle: number | null): Promise<void> {
  const web = path.join(built, 'web');
  console.log(`start to first answer: ${(rapport.startMs / 1000).toFixed(2)} s`);
  console.log(`memory idle: ${idle?.toFixed(0) ?? '?'} MB, after load: ${memoryOf(rapport.pid)?.toFixed(0) ?? '?'} MB`);
  console.log(`JavaScript of the first page: ${(sumFirstScripts(web) / 1000).toFixed(0)} kB (brotli), aim 300 kB`);
  const browser = process.env.CHROMIUM_PATH ?? spawnSync('which', ['chromium']).stdout.toString().trim();
  if (!browser) {
    console.log('time to rows in Chromium: no Chromium here');
    return;
  }
  const { ms, scriptBytes } = await measureRows(rapport.url, browser);
  console.log(`time to rows in Chromium: ${ms.toFixed(0)} ms, ${(scriptBytes / 1000).toFixed(0)} kB of scripts`);
}
