import { describe, expect, it } from 'vitest';
import { task } from '../../modules/tasks/contract/index.ts';
import type { CustomFieldDefinition } from '../../shared/nouns/custom-field.ts';
import type { Field } from '../../shared/nouns/field.ts';
import type { Context } from '../context.ts';
import { changeStructure } from '../metadata/change-structure.ts';
import { insertCustomField } from '../metadata/custom-field.repository.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRecord } from '../records/create.ts';
import { listRecords } from '../records/list.ts';
import { newId } from '../records/uuid.ts';
import { plansOf, tablesScanned } from '../testing/plans.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { chooseFields } from './choose-fields.ts';
import { createFieldUseCounter } from './field-uses.ts';
import { keepIndexes } from './keep-indexes.ts';
import { listFieldIndexes } from './plan-indexes.ts';

const { database, system: bare } = await useWorkspace();
const add = (fields: Readonly<Record<string, Partial<CustomFieldDefinition>>>, ctx: Context = bare) =>
  changeStructure(ctx, async ({ db }) => {
    for (const [name, said] of Object.entries(fields)) {
      const definition = { kind: 'text', label: { en: name }, ...said } as const;
      await insertCustomField(db, { id: newId(), noun: 'task', name, definition });
    }
  });
await add({
  xCode: { unique: true },
  xPlace: {},
  xWeight: { kind: 'number' },
  xRelated: { kind: 'relation', to: 'task' },
});
const system: Context = { ...bare, registry: await readRegistry(bare.registry, bare.db) };
const states = async () =>
  Object.fromEntries((await listFieldIndexes(system)).map(({ field, state }) => [field, state]));
const indexNames = async () => {
  const rows = await system.db.query<{ name: string; valid: boolean }>({
    text: `select c.relname::text as name, indisvalid as valid from pg_index join pg_class c on c.oid = indexrelid
      where c.relnamespace = current_schema()::regnamespace and c.relname like 'tasks_x_%' order by 1`,
  });
  return rows.map(({ name, valid }) => (valid ? name : `${name} (invalid)`));
};
const idle = (field: string) =>
  system.db.query({
    text: `update custom_field set created_at = now() - interval '90 days' where name = $1`,
    values: [field],
  });

it('fields are there at once, their indexes as soon as the job has made them', async () => {
  expect(await indexNames()).toEqual(['tasks_x_code_key']);
  expect(await states()).toEqual({ xCode: 'making', xPlace: 'making', xWeight: 'making', xRelated: 'making' });
  await createRecord(system, task, { title: 'Before', xPlace: 'Gyumri', xWeight: 7 });
  const narrowed = { filter: { field: 'xPlace', op: 'is', value: 'gyumri' } } as const;
  expect(JSON.parse(await listRecords(system, task, narrowed)).items).toHaveLength(1);
  await keepIndexes(system);
  expect(await states()).toEqual({ xCode: 'ready', xPlace: 'ready', xWeight: 'ready', xRelated: 'ready' });
  expect(await indexNames()).toEqual([
    ...['tasks_x_code_idx', 'tasks_x_code_key', 'tasks_x_code_trgm'],
    ...['tasks_x_place_idx', 'tasks_x_place_trgm', 'tasks_x_related_idx', 'tasks_x_weight_idx'],
  ]);
  const [unseen] = await system.db.query({ text: 'select 1 from pg_constraint where not convalidated' });
  expect(unseen).toBeUndefined();
});

it('no list by them reads the table from end to end', async () => {
  // As if there were many: the planner goes by what it is told.
  await system.db.query({
    text: `insert into tasks (id, title, x_place, x_weight) select gen_random_uuid(), 'Load', 'Place ' || n % 900, n from generate_series(1, 5000) n`,
  });
  await system.db.query({ text: 'analyze tasks' });
  for (const query of [
    { sort: 'xWeight' },
    { sort: '-xPlace' },
    { filter: { field: 'xPlace', op: 'is', value: 'Place 17' } },
    { filter: { field: 'xWeight', op: 'lessThan', value: 20 } },
  ] as const) {
    const [plan] = await plansOf(system, (ctx) => listRecords(ctx, task, query));
    expect(plan && tablesScanned(plan, new Set(['tasks'])), JSON.stringify(query)).toEqual([]);
  }
});

it('what nobody asks for gives its indexes up, still answers, and gets them back when it is asked for', async () => {
  await idle('xWeight');
  await idle('xRelated');
  await keepIndexes(system);
  expect(await states()).toMatchObject({ xWeight: 'none', xPlace: 'ready', xRelated: 'ready' });
  const counter = createFieldUseCounter();
  const asking = { ...system, fieldUses: counter };
  const sorted = await listRecords(asking, task, { sort: '-xWeight', limit: 1 });
  expect(JSON.parse(sorted).items).toMatchObject([{ xWeight: 5000 }]);
  expect(await counter.note(asking, system.registry.getNoun('task'), { sort: 'xWeight' })).toEqual(['task.xWeight']);
  const missed = await system.db.query({ text: `select kind from change where noun = 'fieldUse'` });
  expect(missed).toEqual([{ kind: 'missed' }]);
  expect(await states()).toMatchObject({ xWeight: 'making' });
  await keepIndexes(system);
  expect(await states()).toMatchObject({ xWeight: 'ready' });
});

it('a field that saved views ask for keeps its indexes however long nobody opened them', async () => {
  await idle('xPlace');
  await system.db.query({
    text: `insert into saved_view (id, noun, name, type, settings, visibility)
      values (gen_random_uuid(), 'task', '{"en":"Gyumri"}', 'list', '{"filter":{"field":"xPlace","op":"is","value":"Gyumri"}}', 'shared')`,
  });
  await keepIndexes(system);
  expect(await states()).toMatchObject({ xPlace: 'ready' });
});

it('an index that a crash left half made is made again, a key of a field that is not unique goes', async () => {
  await queryAsSuperuser(
    database,
    `update pg_index set indisvalid = false where indexrelid = '${bare.workspace.schema}.tasks_x_place_idx'::regclass`,
  );
  await system.db.query({ text: 'create unique index tasks_x_weight_key on tasks (id)' });
  expect(await indexNames()).toContain('tasks_x_place_idx (invalid)');
  await keepIndexes(system);
  expect(await indexNames()).toContain('tasks_x_place_idx');
  expect(await indexNames()).not.toContain('tasks_x_weight_key');
});

it('values that no index can hold are said, and tried again another day', async () => {
  await add({ xEssay: {} });
  const ctx = { ...bare, registry: await readRegistry(bare.registry, bare.db) };
  await system.db.query({
    text: `update tasks set x_essay = (select string_agg(md5(n::text), '') from generate_series(1, 300) n) where title = 'Before'`,
  });
  await keepIndexes(ctx);
  const essay = (await listFieldIndexes(ctx)).find(({ field }) => field === 'xEssay');
  expect(essay).toMatchObject({ state: 'failed', failure: expect.stringContaining('index row') });
});

it('who changes the structure goes first, and the index is made after them', async () => {
  await add({ xRush: {} });
  const ctx = { ...bare, registry: await readRegistry(bare.registry, bare.db) };
  let making: Promise<void> = Promise.resolve();
  const waiting = async () => {
    const rows = await database.control.query({
      text: "select from pg_stat_activity where datname = current_database() and wait_event = 'virtualxid'",
    });
    return rows.length;
  };
  await system.db.transaction(async (changing) => {
    await changing.query({ text: `update tasks set x_rush = 'now' where title = 'Before'` });
    making = keepIndexes(ctx);
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
    // The index waits for this transaction, which now waits for the table.
    await changing.query({ text: 'lock table tasks in access exclusive mode' });
  });
  await making;
  expect((await listFieldIndexes(ctx)).find(({ field }) => field === 'xRush')).toMatchObject({ state: 'ready' });
});

it('nobody stands in line behind a change of the structure that has to wait', async () => {
  let added: Promise<unknown> = Promise.resolve();
  await system.db.transaction(async (reading) => {
    await reading.query({ text: 'select count(*) from tasks' });
    added = add({ xLate: { required: true } });
    for (let round = 0; round < 5; round++) {
      await system.db.transaction(async (other) => {
        await other.query({ text: "set local lock_timeout = '1500ms'" });
        await other.query({ text: `update tasks set version = version + 1 where title = 'Before'` });
        await other.query({ text: 'select pg_sleep(0.05)' });
      });
    }
    expect((await reading.query({ text: `select 1 from custom_field where name = 'xLate'` })).length).toBe(0);
  });
  await added;
  expect(await system.db.query({ text: 'select x_late from tasks limit 1' })).toEqual([{ x_late: null }]);
});

describe('of many fields', () => {
  const fields = (count: number, field: Partial<Field> = {}) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`xF${n}`, { kind: 'text', custom: true, ...field }]));
  const noun = (all: Record<string, object>) => ({ ...task, fields: all as Record<string, Field> });
  const uses = (names: Readonly<Record<string, readonly [uses: number, daysAgo: number]>>) =>
    Object.entries(names).map(([field, [count, daysAgo]]) => ({ noun: 'task', field, uses: count, daysAgo }));
  const none = { kept: new Set<string>(), indexed: new Set<string>() };

  it('those have indexes that are asked for most, and no more than there is room for', () => {
    const known = uses({ xF0: [1, 0], xF1: [9, 0], xF2: [99, 90], xF3: [5, 30], xF4: [2, 0] });
    expect([...chooseFields(noun(fields(6)), { ...none, uses: known }, 3)].sort()).toEqual(['xF0', 'xF1', 'xF4']);
    expect([...chooseFields(noun(fields(6)), { ...none, uses: known })].sort()).toEqual(['xF0', 'xF1', 'xF3', 'xF4']);
  });

  it('those that have theirs keep them from those that are asked for as much', () => {
    const known = uses({ xF0: [1, 0], xF1: [9, 0] });
    const indexed = new Set(['xF0']);
    expect([...chooseFields(noun(fields(2)), { ...none, uses: known, indexed }, 1)]).toEqual(['xF0']);
    expect([...chooseFields(noun(fields(2)), { uses: known, indexed, kept: new Set(['xF1']) }, 1)]).toEqual(['xF1']);
  });

  it('pointers and keys have theirs whatever is asked for', () => {
    const all = {
      ...fields(2),
      xKey: { kind: 'text', unique: true, custom: true },
      xWho: { kind: 'member', custom: true },
    };
    expect([...chooseFields(noun(all), { ...none, uses: uses({ xF0: [9, 0] }) }, 2)]).toEqual(['xKey', 'xWho']);
  });
});
