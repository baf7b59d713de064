import { setTimeout as delay } from 'node:timers/promises';
import { addField, changeField } from '../modules/customisation/server/custom-fields.service.ts';
import { kindChangeWork } from '../modules/customisation/server/kind-change.work.ts';
import { applyChange, startChange } from '../modules/customisation/server/kind-changes.service.ts';
import { numberRecordsJob } from '../modules/customisation/server/number-records.ts';
import { computedWork } from '../server/computed/work.job.ts';
import type { Context } from '../server/context.ts';
import { keepIndexes } from '../server/indexes/keep-indexes.ts';
import { prepareJobs } from '../server/jobs/worker-schema.ts';
import { readRegistry } from '../server/metadata/registries.ts';
import { createRecord } from '../server/records/create.ts';
import { listRecords } from '../server/records/list.ts';
import { getRecordText } from '../server/records/read.ts';
import { updateRecord } from '../server/records/update.ts';
import { prepareGround } from './ground.ts';
import { percentile } from './load-client.ts';

/** Structure changes on 100,000 people while others read and write, and what two hundred added fields cost. */
const ground = await prepareGround((line) => console.error(line));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
try {
  await prepareJobs(ground.database, silent);
  await run(ground.ctx);
} finally {
  await ground.stop();
}

async function run(bare: Context): Promise<void> {
  const now = async (): Promise<Context> => ({ ...bare, registry: await readRegistry(bare.registry, bare.db) });
  const add = async (field: object) =>
    addField(await now(), { noun: 'person', ...field } as Parameters<typeof addField>[1]);
  const never = new AbortController().signal;
  await compareMany(now, add, 'as it was', 0);
  await underLoad(now, 'field added', () => add({ kind: 'date', label: { en: 'Due' } }));
  const consent = await add({ kind: 'text', label: { en: 'Consent' } });
  // Nobody has it, and whoever changes something else of a person is not asked for it.
  await underLoad(now, 'field required', async () => changeField(await now(), consent.id, { required: true }));
  await changeField(await now(), consent.id, { required: false });
  await underLoad(now, 'unique field added', () => add({ kind: 'text', label: { en: 'Passport' }, unique: true }));
  const text = await add({ kind: 'text', label: { en: 'Weight' } });
  await bare.db.query({ text: `update people set x_weight = (random() * 1000)::int || ',' || (length(search) % 10)` });
  const code = await add({ kind: 'text', label: { en: 'Code' } });
  await bare.db.query({ text: 'update people set x_code = id::text' });
  await underLoad(now, 'indexes made', async () => keepIndexes(await now()));
  await underLoad(now, '100,000 values made unique', async () => changeField(await now(), code.id, { unique: true }));
  await underLoad(now, '100,000 texts made numbers', async () => {
    const { id } = await startChange(await now(), text.id, { kind: 'number' });
    await kindChangeWork.run(await now(), { id }, never);
    await applyChange(await now(), id);
    await kindChangeWork.run(await now(), { id }, never);
  });
  await underLoad(now, '100,000 records numbered', async () => {
    const { name } = await add({ kind: 'autonumber', label: { en: 'No' }, numbering: 'P-{000000}' });
    await numberRecordsJob.run(await now(), { noun: 'person', field: name }, never);
  });
  await underLoad(now, 'formula over 50,000 deals', async () => {
    await addField(await now(), {
      noun: 'deal',
      kind: 'formula',
      label: { en: 'Half' },
      formula: 'amount(amount) / 2',
    } as Parameters<typeof addField>[1]);
    await computedWork.run(await now(), {}, never);
  });
  await compareMany(now, add, 'with 200 added fields', 190);
}

/** Runs `act` while two read and two write, and tells how long the slowest of them took. */
async function underLoad(now: () => Promise<Context>, what: string, act: () => Promise<unknown>): Promise<void> {
  const ctx = await now();
  const ids = await ctx.db.query<{ id: string }>({ text: 'select id from people order by id limit 2000' });
  const person = ctx.registry.getNoun('person');
  let ended = false;
  const keepOn = async (work: (turn: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let turn = 0; !ended; turn++) {
      const started = performance.now();
      await work(turn);
      times.push(performance.now() - started);
      await delay(5);
    }
    return times;
  };
  const read = () => keepOn(() => listRecords(ctx, person, { fields: ['name'], limit: 60 }));
  const write = (from: number) =>
    keepOn((turn) => updateRecord(ctx, person, ids[from + (turn % 900)]?.id ?? '', { jobTitle: `P${turn}` }));
  const loops = [read(), read(), write(0), write(1000)];
  await delay(300);
  const started = performance.now();
  // Nobody goes on when it fails, or what is told is only that the database was closed under them.
  const failure = await act().then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const took = performance.now() - started;
  ended = true;
  const [reads, writes] = await Promise.all([Promise.all(loops.slice(0, 2)), Promise.all(loops.slice(2))]);
  if (failure) throw failure.error;
  const worst = (all: number[][]) =>
    `${Math.max(...all.flat()).toFixed(0)} ms (p95 ${percentile(all.flat(), 0.95).toFixed(1)})`;
  console.log(`${what}: ${(took / 1000).toFixed(2)} s; slowest read ${worst(reads)}, slowest write ${worst(writes)}`);
}

/** The medians of what people do most, after `count` more fields are there, one in ten of them filled. */
async function compareMany(
  now: () => Promise<Context>,
  add: (field: object) => Promise<unknown>,
  what: string,
  count: number,
): Promise<void> {
  const kinds = ['text', 'number', 'date', 'boolean', 'money'];
  const started = performance.now();
  for (let n = 0; n < count; n++) await add({ kind: kinds[n % kinds.length], label: { en: `Many ${n}` } });
  const adding = performance.now() - started;
  await keepIndexes(await now());
  const making = performance.now() - started - adding;
  const ctx = await now();
  const person = ctx.registry.getNoun('person');
  const [one] = await ctx.db.query<{ id: string }>({ text: 'select id from people limit 1' });
  const median = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let turn = 0; turn < 60; turn++) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
    return `${percentile(times, 0.5).toFixed(1)} ms`;
  };
  const figures = {
    'list of all fields': await median(() => listRecords(ctx, person, { limit: 60 })),
    'list of six fields': await median(() =>
      listRecords(ctx, person, { limit: 60, fields: ['name', 'company', 'xTier', 'xScore'] }),
    ),
    get: await median(() => getRecordText(ctx, person, one?.id ?? '')),
    create: await median(() => createRecord(ctx, person, { name: { given: 'Anahit', family: 'Petrosyan' } })),
    filter: await median(() =>
      listRecords(ctx, person, { fields: ['name'], filter: { field: 'xTier', op: 'is', value: 'gold' } }),
    ),
    sort: await median(() => listRecords(ctx, person, { fields: ['name'], sort: '-xScore' })),
  };
  console.log(
    what,
    count > 0 ? `(${count} added in ${(adding / 1000).toFixed(1)} s, indexes in ${(making / 1000).toFixed(1)} s)` : '',
    figures,
  );
}
