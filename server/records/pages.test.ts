import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boolean, choice, date, datetime, emails, member, money, number, text } from '../../shared/nouns/field.ts';
import { defineNoun } from '../../shared/nouns/noun.ts';
import type { Money } from '../../shared/nouns/value.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { runBatch } from './batch.ts';
import { createRecord } from './create.ts';
import { type ListQuery, listRecords } from './list.ts';
import { parseOrder } from './order.ts';
import { listPositions, samplePositions } from './positions.ts';
import { deleteRecord } from './remove.ts';
import { updateRecord } from './update.ts';

const seller = defineNoun({
  ...{ name: 'member', plural: 'members', title: 'name', icon: 'user', rights: 'directory' },
  fields: { name: text({ required: true }) },
});
const lot = defineNoun({
  ...{ name: 'lot', plural: 'lots', title: 'name', icon: 'box', rights: 'work' },
  fields: {
    run: number(),
    remark: text(),
    name: text(),
    weight: number(),
    price: money(),
    soldOn: date(),
    seenAt: datetime(),
    fragile: boolean(),
    grade: choice({ options: [{ value: 'good' }, { value: 'bad' }] }),
    contacts: emails(),
    owner: member(),
  },
});
const { system } = await useWorkspace([{ name: 'auction', nouns: [seller, lot] }]);
const owners = await Promise.all(
  ['Anna', 'Boris'].map(async (name) => (await createRecord(system, seller, { name })).id),
);

/** Few different values, so that many records share one: there the id alone keeps pages apart. */
const pools: Readonly<Record<string, readonly unknown[]>> = {
  name: [null, 'Acme', 'acme', 'ԱՐԱՐԱՏ', 'Ёлка', "o'neil"],
  weight: [null, -1, 0, 0.1, 1e15],
  price: [
    null,
    { amount: '1.10', currency: 'EUR' },
    { amount: '1.10', currency: 'AMD' },
    { amount: '-3', currency: 'EUR' },
  ],
  soldOn: [null, '2024-02-29', '0001-01-01', '9999-12-31'],
  seenAt: [null, '2024-02-29T23:59:59.999Z', '2024-03-01T00:00:00.000Z'],
  fragile: [null, true, false],
  grade: [null, 'good', 'bad'],
  contacts: [[], ['a@x.org'], ['B@x.org', 'a@x.org']],
  owner: [null, ...owners],
};
const sorts = [...Object.keys(pools), 'updatedAt', 'createdAt'].flatMap((name) => [name, `-${name}`]);
const values = fc.record(
  Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, fc.constantFrom(...pool)])),
);
const act = fc.record({
  kind: fc.constantFrom('insert', 'remark', 'move', 'delete'),
  which: fc.nat(),
  values,
});

interface Lot {
  readonly id: string;
  readonly [name: string]: unknown;
}
let run = 0;
interface Page {
  items: Lot[];
  next: string | null;
  previous?: string | null;
}
const pageOf = async (query: ListQuery) => JSON.parse(await listRecords(system, lot, query)) as Page;

async function fill(records: readonly object[]): Promise<string[]> {
  if (records.length === 0) return [];
  const operations = records.map((create) => ({ create: { ...create, run } }));
  return (JSON.parse(await runBatch(system, lot, { operations })) as { items: Lot[] }).items.map(({ id }) => id);
}

describe('a list walked page by page', () => {
  it('shows each record once that stays where it is, whatever others insert, change, move and delete meanwhile', async () => {
    const walk = fc.record({
      records: fc.array(values, { maxLength: 14 }),
      sort: fc.constantFrom(...sorts),
      limit: fc.integer({ min: 1, max: 5 }),
      acts: fc.array(act, { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(walk, async ({ records, sort, limit, acts }) => {
        run += 1;
        const ids = await fill(records);
        const filter = { field: 'run', op: 'is', value: run } as const;
        const [moved, deleted] = [new Set<string>(), new Set<string>()];
        const seen: string[] = [];
        const meanwhile = [...acts];
        for (let cursor: string | undefined; ; ) {
          const page = await pageOf({ filter, sort, limit, ...(cursor ? { cursor } : {}) });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map(({ id }) => id));
          if (!page.next) break;
          cursor = page.next;
          const next = meanwhile.shift();
          if (next) await interfere(next, ids, sort, moved, deleted);
        }
        const stable = ids.filter((id) => !moved.has(id) && !deleted.has(id));
        const order = (await pageOf({ filter, sort, limit: 200 })).items.map(({ id }) => id);
        expect(seen.filter((id) => stable.includes(id))).toEqual(order.filter((id) => stable.includes(id)));
        const others = seen.filter((id) => !moved.has(id));
        expect(new Set(others).size).toBe(others.length);
      }),
      { numRuns: 40 },
    );
  });

  async function interfere(
    { kind, which, values: given }: { kind: string; which: number; values: object },
    ids: readonly string[],
    sort: string,
    moved: Set<string>,
    deleted: Set<string>,
  ): Promise<void> {
    const id = ids[which % Math.max(ids.length, 1)];
    if (kind === 'insert' || !id) return void (await fill([given]));
    if (deleted.has(id)) return;
    if (kind === 'delete') {
      deleted.add(id);
      await deleteRecord(system, lot, id);
    } else {
      // Whoever is changed moves in a list by the time of change.
      if (kind === 'move' || sort.endsWith('updatedAt')) moved.add(id);
      await updateRecord(system, lot, id, kind === 'move' ? given : { remark: `seen ${which}` });
    }
  }

  it('is in one order up and down, empty values last in both, and of equal ones the older first or last', async () => {
    run += 1;
    const some = fc.sample(values, { numRuns: 40, seed: 20261122 });
    await fill(some);
    const filter = { field: 'run', op: 'is', value: run } as const;
    for (const name of Object.keys(pools)) {
      const [up, down] = await Promise.all(
        [name, `-${name}`].map(async (sort) => (await pageOf({ filter, sort, limit: 200 })).items),
      );
      const isEmpty = (one: Lot) => one[name] === null || (Array.isArray(one[name]) && one[name].length === 0);
      const split = (items: readonly Lot[] = []) => {
        const filled = items.findIndex(isEmpty);
        const end = filled < 0 ? items.length : filled;
        expect(items.slice(end).every(isEmpty)).toBe(true);
        return [items.slice(0, end), items.slice(end)].map((part) => part.map(({ id }) => id));
      };
      const [[upFilled, upEmpty], [downFilled, downEmpty]] = [split(up), split(down)];
      expect([name, downFilled]).toEqual([name, upFilled?.toReversed()]);
      expect([name, downEmpty]).toEqual([name, upEmpty?.toReversed()]);
      expect(upFilled?.length).toBe(40 - (upEmpty?.length ?? 0));
    }
    const byWeight = (await pageOf({ filter, sort: 'weight', limit: 200 })).items.map(({ weight }) => weight);
    expect(byWeight.filter((weight) => weight !== null)).toEqual(
      some.flatMap(({ weight }) => (weight === null ? [] : [weight as number])).sort((a, b) => a - b),
    );
    const byPrice = (await pageOf({ filter, sort: '-price', limit: 200 })).items.map(
      ({ price }) => price as Money | null,
    );
    const amounts = byPrice.flatMap((price) => (price ? [Number(price.amount)] : []));
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
  });
});

describe('a list entered in its midst', () => {
  const idsOf = ({ items }: { items: Lot[] }) => items.map(({ id }) => id);

  it('goes both ways from each of its positions, with no record twice or left out', async () => {
    run += 1;
    const filter = { field: 'run', op: 'is', value: run } as const;
    await fill(fc.sample(values, { numRuns: 45, seed: 20261123 }));
    for (const sort of sorts) {
      const all = idsOf(await pageOf({ filter, sort, limit: 200 }));
      const { about, exact, positions } = await listPositions(system, lot, { filter, sort });
      expect([sort, about, exact, positions.length]).toEqual([sort, 45, true, 44]);
      const order = parseOrder(lot, sort);
      expect((await samplePositions(system, lot, { filter, sort }, order, 10)).found.positions).toEqual(positions);
      for (const { at, cursor } of positions.filter(({ at: place }) => place % 17 === 5)) {
        expect(idsOf(await pageOf({ filter, sort, limit: 200, cursor }))).toEqual(all.slice(at));
        const walked: string[] = [];
        let before: string | null = cursor;
        for (let after = null as string | null; before; after = before) {
          const page: Page = await pageOf({ filter, sort, limit: 7, before });
          if (after !== null) expect(page.next).toBe(before);
          walked.unshift(...idsOf(page));
          before = page.previous ?? null;
        }
        expect(walked).toEqual(all.slice(0, at));
      }
      const last: Page = await pageOf({ filter, sort, limit: 6, before: 'end' });
      expect([idsOf(last), last.next]).toEqual([all.slice(-6), null]);
      expect(idsOf(await pageOf({ filter, sort, limit: 200, before: last.previous ?? '' }))).toEqual(all.slice(0, -6));
    }
  });

  it('tells of no records that one may not read, and of none where there are none', async () => {
    const nobody = { ...system, actor: { ...system.actor, role: 'nobody' as never } };
    expect(await listPositions(system, lot, { filter: { field: 'run', op: 'is', value: -1 } })).toEqual({
      ...{ about: 0, exact: true, positions: [] },
    });
    await expect(listPositions(nobody, lot, {})).rejects.toMatchObject({ status: 403 });
    await expect(listRecords(system, lot, { before: 'nowhere' })).rejects.toMatchObject({ code: 'badCursor' });
  });
});

describe('a cursor', () => {
  it('is good for its own order only, and none of another making is taken', async () => {
    run += 1;
    await fill([{ name: 'A' }, { name: 'B' }, { name: 'C' }]);
    const filter = { field: 'run', op: 'is', value: run } as const;
    const { next } = await pageOf({ filter, sort: 'name', limit: 1 });
    const bad = { status: 422, code: 'badCursor', fields: [{ path: 'cursor' }] };
    const wrong = [
      ['-name', next ?? ''],
      ['weight', next ?? ''],
      ['createdAt', next ?? ''],
      ['name', (next ?? '').slice(1)],
      ['name', Buffer.from(JSON.stringify(['name', { amount: 1 }, owners[0]])).toString('base64url')],
      ['name', Buffer.from(JSON.stringify(['name', 'A', "' or 1=1 --"])).toString('base64url')],
      ['updatedAt', Buffer.from(JSON.stringify(['updatedAt', null, owners[0]])).toString('base64url')],
    ] as const;
    for (const [sort, cursor] of wrong)
      await expect(listRecords(system, lot, { filter, sort, cursor })).rejects.toMatchObject(bad);
    const rest = await pageOf({ filter, sort: 'name', limit: 5, cursor: next ?? '' });
    expect(rest.items.map(({ name }) => name)).toEqual(['B', 'C']);
    expect(rest.next).toBeNull();
  });

  it.each([
    ['colour', 'unknownField'],
    ['__proto__', 'unknownField'],
    ['-constructor', 'unknownField'],
    ['deletedAt', 'notSortable'],
    ['name,weight', 'unknownField'],
    ['search', 'unknownField'],
    ['contacts_first', 'unknownField'],
  ])('and an order by %s is refused by name', async (sort, code) => {
    await expect(listRecords(system, lot, { sort })).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'sort', code }],
    });
  });
});
