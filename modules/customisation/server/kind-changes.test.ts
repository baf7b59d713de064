import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { inTransaction } from '../../../server/context.ts';
import { keepIndexes } from '../../../server/indexes/keep-indexes.ts';
import { listFieldIndexes } from '../../../server/indexes/plan-indexes.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { migrateWorkspace, planWorkspace } from '../../../server/metadata/migrate.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { listRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { startChild } from '../../../server/testing/child-process.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { addField, changeField } from './custom-fields.service.ts';
import type { Assignment } from './killed-structure.factory.ts';
import { listOpenChanges } from './kind-change.repository.ts';
import { kindChangeWork } from './kind-change.work.ts';
import {
  applyChange,
  cancelChange,
  closeChange,
  getChange,
  listFailures,
  startChange,
  undoChange,
} from './kind-changes.service.ts';
import { numberRecordsJob } from './number-records.ts';

const { database, system: bare } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: () => undefined });
const today = async (): Promise<Context> => ({ ...bare, registry: await readRegistry(bare.registry, bare.db) });
const never = new AbortController().signal;
const work = async (id: string) => {
  await kindChangeWork.run(await today(), { id }, never);
  return getChange(bare, id);
};
const field = async (label: string, more: object = {}) =>
  addField(await today(), { noun: 'task', kind: 'text', label: { en: label }, ...more } as Parameters<
    typeof addField
  >[1]);
const fill = async (name: string, values: readonly unknown[]) =>
  inTransaction(await today(), (tx) =>
    createMany(
      tx,
      task,
      values.map((value, index) => ({ title: `${name} ${index}`, [name]: value })),
    ),
  );
const valuesOf = async (name: string) => {
  const query = { filter: { field: 'title', op: 'startsWith', value: name }, sort: 'title', limit: 200 } as const;
  const page = JSON.parse(await listRecords(await today(), task, query)) as { items: Record<string, unknown>[] };
  return page.items.map((one) => one[name]);
};
const convert = async (id: string, kind: string) => {
  const { id: change } = await startChange(await today(), id, { kind } as Parameters<typeof startChange>[2]);
  await applyChange(await today(), change);
  return work(change);
};

it('says what would become of the values, changes nothing, then changes the kind and keeps what is none of it', async () => {
  const { id, name } = await field('Weight', { required: true, help: { en: 'In tons' } });
  const [first] = await fill(name, ['12', '7,5', 'heavy', 'n/a', '3']);
  const looked = await startChange(await today(), id, { kind: 'number' });
  expect(looked).toMatchObject({ state: 'counted', total: 5, done: 5, failed: 2 });
  expect((await listFailures(await today(), looked.id, null)).items.map(({ label, value }) => [label, value])).toEqual([
    [`${name} 2`, 'heavy'],
    [`${name} 3`, 'n/a'],
  ]);
  expect(await valuesOf(name)).toEqual(['12', '7,5', 'heavy', 'n/a', '3']);
  await applyChange(await today(), looked.id);
  await updateRecord(await today(), task, first ?? '', { [name]: '13' });
  expect(await work(looked.id)).toMatchObject({ state: 'done', failed: 2 });
  expect(await valuesOf(name)).toEqual([13, 7.5, null, null, 3]);
  const noun = (await today()).registry.getNoun('task');
  expect(noun.fields[name]).toMatchObject({ kind: 'number', required: true, help: { en: 'In tons' } });
  expect((await listFailures(await today(), looked.id, null)).items.map(({ value }) => value)).toEqual([
    'heavy',
    'n/a',
  ]);
  await keepIndexes(await today());
  expect(JSON.parse(await listRecords(await today(), task, { sort: `-${name}`, limit: 1 })).items).toMatchObject([
    { [name]: 13 },
  ]);
  await changeField(await today(), id, { required: false });
});

it('is taken back in one step: what nobody wrote since is to the letter what it was, what somebody wrote is kept', async () => {
  const { id, name } = await field('Price');
  const ids = await fill(name, ['1 000,50', 'free', '20 EUR', '0030', null]);
  const done = await convert(id, 'money');
  expect(await valuesOf(name)).toEqual([
    { amount: '1000.50', currency: 'USD' },
    null,
    { amount: '20.00', currency: 'EUR' },
    { amount: '30.00', currency: 'USD' },
    null,
  ]);
  await updateRecord(await today(), task, ids[2] ?? '', { [name]: { amount: '25', currency: 'EUR' } });
  await updateRecord(await today(), task, ids[4] ?? '', { [name]: { amount: '5', currency: 'GEL' } });
  await expect(startChange(await today(), id, { kind: 'number' })).rejects.toMatchObject({
    status: 409,
    code: 'kindChangeOpen',
  });
  const back = await undoChange(await today(), done.id);
  expect(await work(back.id)).toMatchObject({ state: 'done', failed: 0 });
  expect(await valuesOf(name)).toEqual(['1 000,50', 'free', '25.00 EUR', '0030', '5.00 GEL']);
  expect((await getChange(bare, done.id)).state).toBe('undone');
  await expect(undoChange(await today(), done.id)).rejects.toMatchObject({ code: 'kindChangeState' });
  await closeChange(await today(), back.id);
  expect((await listFailures(await today(), back.id, null)).items).toEqual([]);
});

it('makes a choice of the words that are there, and many of one', async () => {
  const { id, name } = await field('Wood');
  await fill(name, ['Oak', 'elm', 'oak', 'Elm']);
  const choice = await convert(id, 'choice');
  expect(await valuesOf(name)).toEqual(['oak', 'elm', 'oak', 'elm']);
  await closeChange(await today(), choice.id);
  await convert(id, 'choices');
  expect(await valuesOf(name)).toEqual([['oak'], ['elm'], ['oak'], ['elm']]);
});

it('goes on where it was cut short, and starts anew where a backup has left its columns out', async () => {
  const { id } = await field('Due');
  await bare.db.query({
    text: `insert into tasks (id, title, x_due)
      select gen_random_uuid(), 'Due', (1 + n % 28) || '.02.2026' from generate_series(0, 299) n`,
  });
  const { id: change } = await startChange(await today(), id, { kind: 'date' });
  await applyChange(await today(), change);
  const cut = new AbortController();
  const ctx = await today();
  let steps = 0;
  const db: Context['db'] = {
    ...ctx.db,
    transaction: async (act) => {
      const result = await ctx.db.transaction(act);
      if (++steps === 2) cut.abort(new Error('shutting down'));
      return result;
    },
  };
  await expect(kindChangeWork.run({ ...ctx, db }, { id: change }, cut.signal)).rejects.toThrow('shutting down');
  expect(await getChange(bare, change)).toMatchObject({ state: 'converting', done: 200 });
  const [{ column = '' } = {}] = await bare.db.query<{ column: string }>({
    text: `select attname::text as column from pg_attribute where attname ~ '^k[0-9]+_x_due$' and not attisdropped`,
  });
  await bare.db.query({ text: `alter table tasks drop column ${column}` });
  expect(await work(change)).toMatchObject({ state: 'done', done: 300, failed: 0 });
  const [row] = await bare.db.query({
    text: `select count(x_due)::int as count, min(x_due)::text as least from tasks`,
  });
  expect(row).toEqual({ count: 300, least: '2026-02-01' });
});

it('converts what is written before any of its steps, up to the one in which writers wait', async () => {
  const { id, name } = await field('Late');
  const ids = await fill(name, ['1', '2', '3', '4', '5', '6', '7', '8']);
  const { id: change } = await startChange(await today(), id, { kind: 'number' });
  await applyChange(await today(), change);
  const ctx = await today();
  let steps = 0;
  const db: Context['db'] = {
    ...ctx.db,
    transaction: async (act) => {
      const late = ids[steps++];
      if (late) await updateRecord(ctx, task, late, { [name]: `${steps}0` });
      return ctx.db.transaction(act);
    },
  };
  await kindChangeWork.run({ ...ctx, db }, { id: change }, never);
  expect(steps).toBeGreaterThan(3);
  const expected = ids.map((_, index) => (index < steps ? (index + 1) * 10 : index + 1));
  expect(await valuesOf(name)).toEqual(expected);
});

it('asks in the step in which writers wait for what they wrote since, not for the whole table, and leaves no trace', async () => {
  const { id, name } = await field('Late among many');
  await bare.db.query({
    text: `insert into tasks (id, title, x_late_among_many) select gen_random_uuid(), 'Many', n::text from generate_series(1, 500) n`,
  });
  const ids = await fill(name, ['1', '2', '3']);
  const { id: change } = await startChange(await today(), id, { kind: 'number' });
  await applyChange(await today(), change);
  const ctx = await today();
  /** Rows of the table that were read one after another, by each transaction of the job. */
  const read: number[] = [];
  const db: Context['db'] = {
    ...ctx.db,
    transaction: async (act) => {
      const late = ids[read.length];
      // Past the engine too, as an import does.
      if (late)
        await bare.db.query({ text: `update tasks set x_late_among_many = '70' where id = $1`, values: [late] });
      return ctx.db.transaction(async (tx) => {
        // A small table is read through because it is small: what is shown is that no index is missing.
        await tx.query({ text: 'set local enable_seqscan = off' });
        const result = await act(tx);
        const [{ rows = -1 } = {}] = await tx.query<{ rows: number }>({
          text: `select seq_tup_read::int as rows from pg_stat_xact_user_tables where relid = 'tasks'::regclass`,
        });
        read.push(rows);
        return result;
      });
    },
  };
  await kindChangeWork.run({ ...ctx, db }, { id: change }, never);
  expect(read.length).toBeGreaterThan(3);
  expect(read.at(-1)).toBe(0);
  expect(await valuesOf(name)).toEqual([70, 70, 70]);
  const left = await bare.db.query({
    text: `select attname::text as name from pg_attribute where attname ~ '^k[0-9]+_.*late_among' and not attisdropped
      union all select relname::text from pg_class where relname ~ '^k[0-9]+_stale'`,
  });
  expect(left).toEqual([]);
});

it('leaves the field as it is where it is given up, or where a formula stands upon it', async () => {
  const { id, name } = await field('Count', { kind: 'number' });
  await fill(name, [1, 2]);
  const formula = await field('Twice', { kind: 'formula', formula: `${name} * 2` });
  await expect(startChange(await today(), id, { kind: 'date' })).rejects.toMatchObject({ code: 'usedByComputed' });
  await changeField(await today(), formula.id, { retired: true });
  const other = await startChange(await today(), id, { kind: 'percent' });
  await applyChange(await today(), other.id);
  expect(await cancelChange(await today(), other.id)).toMatchObject({ state: 'cancelled' });
  expect(await work(other.id)).toMatchObject({ state: 'cancelled' });
  expect(await valuesOf(name)).toEqual([1, 2]);
  await expect(startChange(await today(), id, { kind: 'number' })).rejects.toMatchObject({ status: 422 });
});

it('records from before a numbering get their numbers in the order of their creation, of the years they are from', async () => {
  await bare.db.query({
    text: `insert into products (id, name, created_at) select gen_random_uuid(), 'P' || n, '2024-12-30T10:00:00Z'::timestamptz + n * interval '1 day'
      from generate_series(1, 3) n`,
  });
  const { name } = await addField(await today(), {
    ...{ noun: 'product', kind: 'autonumber', label: { en: 'Code' }, numbering: 'P-{YYYY}-{000}' },
  } as Parameters<typeof addField>[1]);
  await numberRecordsJob.run(await today(), { noun: 'product', field: name }, never);
  await numberRecordsJob.run(await today(), { noun: 'product', field: name }, never);
  const list = async (query: object) =>
    (JSON.parse(await listRecords(await today(), product, query)) as { items: Record<string, unknown>[] }).items;
  const numbered = (await list({ sort: name })).map((one) => [one.name, one[name], one.version]);
  expect(numbered).toEqual([
    ['P1', 'P-2024-001', 1],
    ['P2', 'P-2025-001', 1],
    ['P3', 'P-2025-002', 1],
  ]);
  expect(await list({ search: 'p-2025-002' })).toMatchObject([{ name: 'P3' }]);
});

it('killed in the middle of changes, structure and metadata agree, and what was begun is brought to its end', async () => {
  const entry = new URL('./killed-structure.factory.ts', import.meta.url);
  const assignment: Assignment = { connection: database.connection, workspace: bare.workspace, label: 'Kill' };
  const child = await startChild(entry, assignment);
  await vi.waitFor(() => expect(child.output()).toContain('round 1'), { timeout: 30_000 });
  await delay(40);
  await child.kill();
  await migrateWorkspace(database, bare.workspace, bare.registry);
  await keepIndexes(await today());
  for (const { id, state } of await listOpenChanges(bare.db)) {
    if (state === 'counted' || state === 'done') continue;
    expect(await work(id)).toMatchObject({ state: 'done' });
  }
  await keepIndexes(await today());
  expect((await planWorkspace(bare.db, bare.registry)).refusals).toEqual([]);
  const states = (await listFieldIndexes(await today()))
    .filter(({ noun }) => noun === 'company')
    .map(({ field: name, state }) => [name, state]);
  expect(states.filter(([, state]) => state !== 'ready')).toEqual([]);
  const left = await bare.db.query({
    text: `select relname::text, attname::text from pg_attribute join pg_class c on c.oid = attrelid
      where relnamespace = current_schema()::regnamespace and not attisdropped
        and (attname ~ '^k[0-9]+_x_' or relkind = 'i' and not exists (select from pg_index where indexrelid = c.oid and indisvalid))`,
  });
  expect(left).toEqual([]);
  const { fields } = (await today()).registry.getNoun('company');
  const added = Object.keys(fields).filter((name) => /^xKill/.test(name));
  expect(added.length).toBeGreaterThan(0);
  for (const sort of added)
    await listRecords(await today(), company, { sort: fields[sort]?.kind === 'longText' ? 'name' : sort });
}, 60_000);
