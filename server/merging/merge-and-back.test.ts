import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as field from '../../shared/nouns/field.ts';
import { defineNoun, type Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { inTransaction } from '../context.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import type { ServerModule } from '../module.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { createMany } from '../records/create-many.ts';
import { readBackMany } from '../records/read-many.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { mergeRecords } from './merge-records.ts';
import { pointersAt } from './pointers.ts';
import { undoMerge } from './undo-merge.ts';

/** Every kind of field that is merged, and every way of pointing at one. */
const thing = defineNoun({
  ...{ name: 'thing', plural: 'things', title: 'name', icon: 'box', rights: 'work', duplicates: ['name'] },
  fields: {
    name: field.text({ required: true, search: true }),
    code: field.text({ unique: true }),
    remark: field.longText(),
    size: field.number(),
    price: field.money(),
    place: field.address(),
    seen: field.boolean(),
    kinds: field.choices({ options: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] }),
    emails: field.emails({ search: true }),
    phones: field.phones(),
    urls: field.urls(),
    above: field.relation({ to: 'thing' }),
    near: field.links({ to: 'thing', roles: ['left', 'right'], opposites: { left: 'right' } }),
    parts: field.links({ to: 'thing', roles: ['big', 'small'] }),
    about: field.anyRelation(),
    owner: field.member({ defaultToActor: true }),
    pointed: field.number({
      readOnly: true,
      computed: { rollUp: { of: 'pointer', by: 'thing', measure: 'count' } },
    }),
  },
});
const pointer = defineNoun({
  ...{ name: 'pointer', plural: 'pointers', title: 'name', icon: 'arrow-right', rights: 'work' },
  fields: {
    name: field.text({ required: true }),
    thing: field.relation({ to: 'thing' }),
    follows: field.relation({ to: 'thing', onDelete: 'follow' }),
    things: field.links({ to: 'thing', roles: ['first', 'second'] }),
    about: field.anyRelation(),
    owner: field.member({ defaultToActor: true }),
  },
});
const sample: ServerModule = { name: 'sample', nouns: [thing, pointer] };

const { database, system, join, registry } = await useWorkspace([...serverModules, sample]);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const anna = await join('Anna', 'manager');

const count = 5;
const some = fc.option(fc.integer({ min: 0, max: count - 1 }), { nil: null });
const several = fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 });
const role = (...roles: readonly string[]) => fc.option(fc.constantFrom(...roles), { nil: null });
const day = fc.option(fc.constantFrom('2020-01-02', '2021-03-04'), { nil: null });
const links = (...roles: readonly string[]) =>
  fc.array(fc.record({ to: fc.integer({ min: 0, max: count - 1 }), role: role(...roles), from: day }), {
    maxLength: 3,
  });
const sampleThing = fc.record({
  ...{ coded: fc.boolean(), size: fc.option(fc.integer(), { nil: null }), seen: fc.boolean() },
  remark: fc.constantFrom(null, 'One', 'Two\nlines'),
  price: fc.constantFrom(null, { amount: '10.00', currency: 'EUR' }),
  place: fc.constantFrom(null, { city: 'Gyumri' }, { city: 'Varna', street: 'Sea 1' }),
  kinds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  emails: fc.uniqueArray(fc.constantFrom('a@b.am', 'A@B.AM', 'c@d.am'), { selector: (text) => text.toLowerCase() }),
  phones: fc.uniqueArray(fc.constantFrom('+37491111111', '+37491222222', '+37491333333')),
  urls: fc.uniqueArray(fc.constantFrom('https://a.am', 'https://b.am')),
  ...{ near: links('left', 'right'), parts: links('big', 'small'), about: some },
});
const samplePointer = fc.record({
  ...{ thing: some, follows: some, things: links('first', 'second'), about: some, deleted: fc.boolean() },
});
const world = fc.record({
  things: fc.array(sampleThing, { minLength: count, maxLength: count }),
  pointers: fc.array(samplePointer, { minLength: 4, maxLength: 6 }),
  /** Whoever stands above whom: always one with a smaller number, so that there is no circle. */
  above: fc.array(several, { minLength: count, maxLength: count }),
  winner: fc.integer({ min: 0, max: count - 1 }),
  step: fc.integer({ min: 1, max: count - 1 }),
  keep: fc.dictionary(fc.constantFrom('remark', 'size', 'price', 'kinds', 'emails'), fc.constantFrom('this', 'other'), {
    maxKeys: 3,
  }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

let made = 0;
async function build({ things, pointers, above }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [index, { coded, near: _, parts: __, about: ___, ...values }] of things.entries()) {
    const up = above[index]?.find((one) => one < index);
    const code = coded ? `c-${++made}` : null;
    const input = { ...values, code, name: `Thing ${index}`, above: up === undefined ? null : ids[up] };
    ids.push((await createRecord(anna, thing as Noun, input)).id);
  }
  const at = (index: number | null) => (index === null ? null : (ids[index] ?? null));
  const any = (index: number | null) => (index === null ? null : { noun: 'thing', id: at(index) });
  const linked = (given: World['things'][number]['near'], self: string | null) => [
    ...new Map(
      given
        .filter(({ to }) => at(to) !== self)
        .map(({ to, role, from }) => [to, { id: at(to), ...(role ? { role } : {}), ...(from ? { from } : {}) }]),
    ).values(),
  ];
  for (const [index, { near, parts, about }] of things.entries()) {
    const id = ids[index] ?? '';
    const input = { parts: linked(parts, id), about: any(about), near: { add: linked(near, id), remove: [] } };
    await updateRecord(anna, thing, id, input);
  }
  const inputs = pointers.map((one, index) => ({
    ...{ name: `Pointer ${index}`, thing: at(one.thing), follows: at(one.follows), about: any(one.about) },
    things: linked(one.things, null),
  }));
  const rows = await inTransaction(anna, (tx) => createMany(tx, pointer, inputs));
  for (const [index, one] of pointers.entries()) {
    const id = (rows as readonly unknown[]).map((row) => (typeof row === 'string' ? row : (row as { id: string }).id))[
      index
    ];
    if (one.deleted && id) await deleteRecord(anna, pointer, id);
  }
  return ids;
}

/** All there is of both nouns from a record on, but for how often it was written. */
async function everything(since: string): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const noun of [thing, pointer] as readonly Noun[]) {
    const rows = await system.db.query<{ id: string }>({
      text: `select id from ${quote(tableOf(noun))} where id >= $1 order by id`,
      values: [since],
    });
    const texts = await readBackMany(
      system,
      noun,
      rows.map(({ id }) => id),
    );
    for (const text of texts) {
      const { version: _, updatedAt: __, ...record } = JSON.parse(text) as AnyRecord;
      all.push(record);
    }
    all.push(
      await system.db.query({
        text: `select id, search, deleted_with from ${quote(tableOf(noun))} where id >= $1 order by id`,
        values: [since],
      }),
    );
  }
  return all;
}

/** How many pointers at a record there are but for its own. */
async function pointing(id: string): Promise<number> {
  let found = 0;
  for (const { noun, name, kind } of pointersAt(registry, registry.getNoun('thing'))) {
    const text =
      kind === 'links'
        ? `select from ${quote(linksTableOf(noun, name))} where target = $1 and source <> $1`
        : `select from ${quote(tableOf(noun))} where ${quote(snakeCase(name))} = $1 and id <> $1`;
    found += (await system.db.query({ text, values: [id] })).length;
  }
  return found;
}

describe('whatever points at whom', () => {
  test('a merge leaves nothing pointing at the one that went, and undone leaves all as it was', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (drawn) => {
        const ids = await build(drawn);
        const [winner, other] = [drawn.winner, (drawn.winner + drawn.step) % count].map((index) => ids[index] ?? '');
        if (!winner || !other) throw new Error('Nothing to merge');
        const before = await everything(ids[0] ?? '');
        const wish = { other, keep: drawn.keep as Record<string, 'this' | 'other'> };
        const { merge } = await mergeRecords(anna, thing, winner, wish);
        expect(await pointing(other)).toBe(0);
        expect(await everything(ids[0] ?? '')).not.toEqual(before);
        await undoMerge(anna, thing, winner, merge);
        expect(await everything(ids[0] ?? '')).toEqual(before);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
