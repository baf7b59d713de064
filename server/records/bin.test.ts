import { describe, expect, test, vi } from 'vitest';
import { number, relation, text, member as toMember } from '../../shared/nouns/field.ts';
import { defineNoun, type Noun } from '../../shared/nouns/noun.ts';
import { definePolicy } from '../access/policy.ts';
import { type Context, inTransaction } from '../context.ts';
import { countWaiting } from '../testing/waiting.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { runBatch } from './batch.ts';
import { createRecord } from './create.ts';
import { countRecords, listRecords } from './list.ts';
import { getRecord } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { defineRules } from './rules.ts';
import { updateRecord, writeFields } from './update.ts';

const common = { title: 'name', icon: 'box' } as const;
const member = defineNoun({
  ...{ ...common, name: 'member', plural: 'members', rights: 'directory' },
  fields: { name: text({ required: true }), role: text() },
});
const depot = defineNoun({
  ...{ ...common, name: 'depot', plural: 'depots', rights: 'work' },
  fields: {
    name: text({ required: true, unique: true }),
    keeper: toMember({ defaultToActor: true }),
    shelves: number(),
  },
});
const shelf = defineNoun({
  ...{ ...common, name: 'shelf', plural: 'shelves', parent: 'depot', collection: 'shelves' },
  fields: { name: text(), depot: relation({ to: 'depot', required: true, onDelete: 'follow' }) },
});
/** Boxes stand on shelves and may stand in other boxes; what they were delivered with is only pointed at. */
const box = defineNoun({
  ...{ ...common, name: 'box', plural: 'boxes', rights: 'work' },
  fields: {
    name: text({ required: true }),
    shelf: relation({ to: 'shelf', onDelete: 'follow' }),
    within: relation({ to: 'box', onDelete: 'follow' }),
    deliveredWith: relation({ to: 'box' }),
    forwardTo: text(),
    owner: toMember({ defaultToActor: true }),
  },
});
/** A depot knows how many shelves it has, which nobody may say by hand. */
const shelfRules = defineRules({
  noun: shelf,
  async afterWrite(ctx, before, after) {
    const id = (after ?? before)?.depot.id ?? '';
    const { count } = await countRecords(ctx, shelf, { filter: { field: 'depot', op: 'is', value: id } });
    await writeFields(ctx, depot, { ...(await getRecord(ctx, depot, id)) }, { shelves: count });
  },
});
/** Whoever forwards a box hangs it on whatever its remark names: a rule that is none too careful. */
const boxRules = defineRules({
  noun: box,
  beforeUpdate: async (_ctx, _before, patch) =>
    patch.forwardTo ? { ...patch, deliveredWith: patch.forwardTo as string } : patch,
});
const { system, join, database } = await useWorkspace([
  {
    name: 'storage',
    nouns: [member, depot, shelf, box],
    policies: [definePolicy({ noun: 'shelf', grants: {} })],
    rules: [shelfRules, boxRules],
  },
]);
const anna = await join('Anna', 'seller');
const boris = await join('Boris', 'seller');

let count = 0;
const build = async (ctx: Context = anna) => {
  const home = await createRecord(ctx, depot, { name: `Depot ${++count}` });
  const board = await createRecord(ctx, shelf, { name: 'Upper', depot: home.id });
  const outer = await createRecord(ctx, box, { name: 'Outer', shelf: board.id });
  const inner = await createRecord(ctx, box, { name: 'Inner', within: outer.id });
  return { home: home.id, board: board.id, outer: outer.id, inner: inner.id };
};
type Built = Awaited<ReturnType<typeof build>>;
const isLive = async (noun: Noun, id: string) => (await getRecord(system, noun, id)).deletedAt === null;
const liveOf = async (built: Awaited<ReturnType<typeof build>>) => {
  const nouns = { home: depot, board: shelf, outer: box, inner: box } as const;
  const names = Object.keys(nouns) as (keyof typeof nouns)[];
  const live = await Promise.all(names.map((name) => isLive(nouns[name], built[name])));
  return names.filter((_, index) => live[index]);
};

describe('the bin', () => {
  test('takes a record with all that hangs on it, however far down, and gives all of it back', async () => {
    const built = await build();
    await deleteRecord(anna, depot, built.home);
    expect(await liveOf(built)).toEqual([]);
    await restoreRecord(anna, depot, built.home);
    expect(await liveOf(built)).toEqual(['home', 'board', 'outer', 'inner']);
    const kinds = await system.db.query<{ kind: string }>({
      text: 'select kind from change where record = $1 order by id',
      values: [built.inner],
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(['created', 'deleted', 'restored']);
    expect((await getRecord(anna, box, built.inner)).version).toBe(3);
  });

  test('gives back only what went for the sake of the record, at whatever depth and in whatever moment', async () => {
    const built = await build();
    const before = async (tx: Context) => {
      await deleteRecord(tx, box, built.outer);
      await deleteRecord(tx, depot, built.home);
    };
    await inTransaction(anna, before);
    await restoreRecord(anna, depot, built.home);
    expect(await liveOf(built)).toEqual(['home', 'board']);
    await restoreRecord(anna, box, built.outer);
    expect(await liveOf(built)).toEqual(['home', 'board', 'outer', 'inner']);
  });

  test('leaves what only points at the record, and lets nothing out before that on which it hangs', async () => {
    const built = await build();
    const twin = await createRecord(anna, box, { name: 'Twin', deliveredWith: built.outer });
    await deleteRecord(anna, depot, built.home);
    expect(await isLive(box, twin.id)).toBe(true);
    expect((await getRecord(anna, box, twin.id, { expand: ['*'] })).deliveredWith).toEqual({
      ...{ id: built.outer, label: 'Outer' },
    });
    for (const [noun, id, parent] of [
      [shelf, built.board, 'depot'],
      [box, built.outer, 'shelf'],
      [box, built.inner, 'box'],
    ] as const)
      await expect(restoreRecord(anna, noun, id)).rejects.toMatchObject({
        ...{ status: 409, code: 'parentInBin', params: { noun: parent } },
      });
    await expect(createRecord(anna, shelf, { depot: built.home })).rejects.toMatchObject({ status: 422 });
    await expect(createRecord(anna, box, { name: 'New', within: built.outer })).rejects.toMatchObject({ status: 422 });
    expect(await liveOf(built)).toEqual([]);
  });

  test('is for those who may delete: a colleague neither throws away nor takes back', async () => {
    const built = await build();
    for (const act of [deleteRecord, restoreRecord])
      await expect(act(boris, depot, built.home)).rejects.toMatchObject({ status: 403 });
    await expect(deleteRecord(boris, shelf, built.board)).rejects.toMatchObject({ status: 403 });
    expect(await liveOf(built)).toHaveLength(4);
    // What hangs on a record goes with it, whoever it belongs to.
    await updateRecord(anna, box, built.inner, { owner: boris.actor.memberId });
    await deleteRecord(anna, depot, built.home);
    await expect(restoreRecord(boris, depot, built.home)).rejects.toMatchObject({ status: 403 });
    expect(await liveOf(built)).toEqual([]);
  });

  test('is asked of a state as any change is, and twice is once', async () => {
    const { home } = await build();
    const { version } = await getRecord(anna, depot, home);
    const stale = { status: 412, code: 'stale', params: { current: { id: home, version } } };
    await expect(deleteRecord(anna, depot, home, version - 1)).rejects.toMatchObject(stale);
    const gone = await deleteRecord(anna, depot, home, version);
    expect(await deleteRecord(anna, depot, home, version)).toEqual({ ...gone, changed: false });
    const back = await restoreRecord(anna, depot, home);
    expect(await restoreRecord(anna, depot, home)).toEqual({ ...back, changed: false });
    expect(back.version).toBe(gone.version + 1);
    const missing = '0190b6f0-0000-7000-8000-00000000dead';
    for (const act of [deleteRecord, restoreRecord])
      await expect(act(anna, depot, missing)).rejects.toMatchObject({ status: 404 });
  });

  test('lists what lies in it and nothing else, and what is unique there does not stand in the way', async () => {
    const { home } = await build();
    const { name } = await getRecord(anna, depot, home);
    await deleteRecord(anna, depot, home);
    const named = { field: 'name', op: 'is', value: name } as const;
    const ids = async (deleted: boolean) =>
      (JSON.parse(await listRecords(anna, depot, { filter: named, deleted })) as { items: { id: string }[] }).items;
    expect([(await ids(true)).length, (await ids(false)).length]).toEqual([1, 0]);
    expect(await countRecords(anna, depot, { filter: named, deleted: true })).toEqual({ count: 1, capped: false });
    const heir = await createRecord(anna, depot, { name });
    await expect(restoreRecord(anna, depot, home)).rejects.toMatchObject({ code: '23505' });
    await deleteRecord(anna, depot, heir.id);
    await restoreRecord(anna, depot, home);
    expect(await isLive(depot, home)).toBe(true);
  });
});

test('the bin is listed in the order asked for', async () => {
  const mark = `Order ${++count}`;
  for (const name of [`${mark} b`, `${mark} c`, `${mark} a`]) {
    const { id } = await createRecord(anna, depot, { name });
    await deleteRecord(anna, depot, id);
  }
  const filter = { field: 'name', op: 'startsWith', value: mark } as const;
  const names = async (sort?: string) => {
    const page = await listRecords(anna, depot, { deleted: true, filter, ...(sort ? { sort } : {}) });
    return (JSON.parse(page) as { items: { name: string }[] }).items.map(({ name }) => name.slice(-1)).join('');
  };
  expect([await names('name'), await names('-name'), await names()]).toEqual(['abc', 'cba', 'acb']);
  await expect(names('deletedAt')).rejects.toMatchObject({ status: 422 });
});

test.each([
  [
    'without rules',
    box,
    (built: Built) => ({ name: 'Late', within: built.outer }),
    (built: Built) => [box, built.outer],
  ],
  [
    'whose rules act afterwards',
    shelf,
    (built: Built) => ({ depot: built.home }),
    (built: Built) => [depot, built.home],
  ],
] as const)(
  'a child %s that is created while its parent goes to the bin is not left behind alone',
  async (_name, noun, input, parent) => {
    const built = await build();
    const [target, id] = parent(built) as [Noun, string];
    let late: Promise<unknown> = Promise.resolve();
    await inTransaction(anna, async (tx) => {
      await deleteRecord(tx, target, id);
      late = createRecord(anna, noun, input(built)).catch((error: unknown) => error);
      await vi.waitFor(async () => expect(await countWaiting(database.connection)).toBe(1), { timeout: 10_000 });
    });
    expect(await late).toMatchObject({ status: 422, fields: [{ code: 'unknownReference' }] });
  },
);

test.each([
  [
    'without a parent of its own',
    box,
    'inner',
    (into: Built) => ({ within: into.outer }),
    (into: Built) => [box, into.outer],
  ],
  ['of a depot', shelf, 'board', (into: Built) => ({ depot: into.home }), (into: Built) => [depot, into.home]],
] as const)(
  'a child %s that is moved below one that goes to the bin stays where it is',
  async (_name, noun, who, patch, parent) => {
    const [from, into] = [await build(), await build()];
    const before = await getRecord(system, noun, from[who]);
    const [target, id] = parent(into) as [Noun, string];
    let late: Promise<unknown> = Promise.resolve();
    await inTransaction(anna, async (tx) => {
      await deleteRecord(tx, target, id);
      late = updateRecord(anna, noun, from[who], patch(into)).catch((error: unknown) => error);
      await vi.waitFor(async () => expect(await countWaiting(database.connection)).toBe(1), { timeout: 10_000 });
    });
    expect(await late).toMatchObject({ status: 422, fields: [{ code: 'unknownReference' }] });
    expect(await getRecord(system, noun, from[who])).toEqual(before);
  },
);

describe('a batch', () => {
  test('does all of it in order, and what comes later sees what came before', async () => {
    const { home } = await build();
    const operations = [
      { update: { id: home, name: `Renamed ${home}` } },
      { delete: { id: home } },
      { create: { name: `Renamed ${home}` } },
      { update: { id: home, name: 'Too late' } },
    ];
    await expect(runBatch(anna, depot, { operations })).rejects.toMatchObject({
      ...{ status: 409, code: 'inBin', params: { operation: 3 } },
    });
    expect(await isLive(depot, home)).toBe(true);
    const { items } = JSON.parse(await runBatch(anna, depot, { operations: operations.slice(0, 3) })) as {
      items: { id: string; name: string; deletedAt: string | null }[];
    };
    expect(items.map(({ name }) => name)).toEqual(Array(3).fill(`Renamed ${home}`));
    expect(items.map(({ deletedAt }) => deletedAt !== null)).toEqual([false, true, false]);
    const version = { update: { id: items[2]?.id ?? '', version: 7, name: 'Stale' } };
    await expect(runBatch(anna, depot, { operations: [version] })).rejects.toMatchObject({ status: 412 });
  });

  test('is refused whole where one record is not the actor’s', async () => {
    const [hers, his] = [await build(), await build(boris)];
    const operations = [{ delete: { id: hers.home } }, { delete: { id: his.home } }];
    await expect(runBatch(anna, depot, { operations })).rejects.toMatchObject({
      status: 403,
      params: { operation: 1 },
    });
    expect([await liveOf(hers), await liveOf(his)].map((live) => live.length)).toEqual([4, 4]);
  });
});

test('what rules write into other records is logged and counted like any change, and not at all where it changes nothing', async () => {
  const { home } = await build();
  expect(await getRecord(anna, depot, home)).toMatchObject({ shelves: 1, version: 2 });
  const lower = await createRecord(anna, shelf, { name: 'Lower', depot: home });
  await updateRecord(anna, shelf, lower.id, { name: 'Lowest' });
  expect(await getRecord(anna, depot, home)).toMatchObject({ shelves: 2, version: 3 });
  await deleteRecord(anna, shelf, lower.id);
  const [last] = await system.db.query<{ fields: object; member: string | null }>({
    text: 'select fields, member from change where record = $1 order by id desc limit 1',
    values: [home],
  });
  expect(last).toEqual({ fields: { shelves: { from: 2, to: 1 } }, member: anna.actor.memberId });
});

test('a rule points at nothing its actor could not point at themselves', async () => {
  const [built, gone] = [await build(), await build()];
  await deleteRecord(anna, box, gone.inner);
  for (const forwardTo of [gone.inner, '0190b6f0-0000-7000-8000-00000000dead'])
    await expect(updateRecord(anna, box, built.inner, { forwardTo })).rejects.toMatchObject({
      ...{ status: 422, fields: [{ path: 'deliveredWith', code: 'unknownReference' }] },
    });
  const forwarded = await updateRecord(anna, box, built.inner, { forwardTo: gone.outer });
  expect(forwarded.deliveredWith?.id).toBe(gone.outer);
});
