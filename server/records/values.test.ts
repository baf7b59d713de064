import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { product } from '../../modules/products/contract/index.ts';
import { task } from '../../modules/tasks/contract/index.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { createRecord } from './create.ts';
import { listRecords } from './list.ts';
import { getRecord } from './read.ts';
import { updateRecord } from './update.ts';

const { system } = await useWorkspace();
const list = async (...args: Parameters<typeof listRecords>) =>
  JSON.parse(await listRecords(...args)) as {
    items: { id: string; name: unknown; title: string }[];
    next: string | null;
  };

describe('money', () => {
  test.each([
    [{ amount: 0.1 + 0.2, currency: 'EUR' }, '0.30'],
    [{ amount: '0.0001', currency: 'USD' }, '0.0001'],
    [{ amount: '999999999999999.9999', currency: 'AMD' }, '999999999999999.9999'],
    [{ amount: '-12.5', currency: 'BGN' }, '-12.50'],
    [{ amount: '100', currency: 'JPY' }, '100.00'],
    [{ amount: '007.10', currency: 'gel' }, '7.10'],
    [{ amount: '-0', currency: 'USD' }, '0.00'],
  ])('%j is kept as %s', async (price, amount) => {
    const made = await createRecord(system, product, { name: 'Money', price });
    expect((await getRecord(system, product, made.id)).price).toEqual({
      amount,
      currency: price.currency.toUpperCase(),
    });
  });

  test.each(['0.00001', '1e5', '1,5', '1000000000000000', 'NaN', '', '--1'])('%s is no amount', async (amount) => {
    await expect(
      createRecord(system, product, { name: 'X', price: { amount, currency: 'USD' } }),
    ).rejects.toMatchObject({ status: 422 });
  });

  test('is filtered and ordered as a number', async () => {
    for (const amount of ['9', '10', '100.5', '-3'])
      await createRecord(system, product, { name: `Order ${amount}`, price: { amount, currency: 'USD' } });
    const filter = {
      all: [
        { field: 'name', op: 'startsWith', value: 'Order' },
        { field: 'price', op: 'atLeast', value: 9 },
      ],
    } as const;
    const { items } = await list(system, product, { filter, sort: 'price' });
    expect(items.map((item) => item.name)).toEqual(['Order 9', 'Order 10', 'Order 100.5']);
  });
});

describe('texts', () => {
  test('of four scripts stand in one order, the same up and down, without regard to case', async () => {
    const names = ['Zeta', 'alpha', 'Ärger', 'Яна', 'анна', 'Ёлка', 'ელენე', 'ანა', 'Արմեն', 'բագրատ', '1C', 'éclair'];
    for (const name of names) await createRecord(system, company, { name: `${name}`, industry: 'energy' });
    const filter = { field: 'industry', op: 'is', value: 'energy' } as const;
    const up = (await list(system, company, { filter, sort: 'name' })).items.map((item) => item.name as string);
    const down = (await list(system, company, { filter, sort: '-name' })).items.map((item) => item.name as string);
    expect(down).toEqual([...up].reverse());
    const within = (pattern: RegExp) => up.filter((name) => pattern.test(name));
    expect(within(/\p{Script=Latin}/u)).toEqual(['1C', 'alpha', 'Ärger', 'éclair', 'Zeta']);
    expect(within(/\p{Script=Cyrillic}/u)).toEqual(['анна', 'Ёлка', 'Яна']);
    expect(within(/\p{Script=Armenian}/u)).toEqual(['Արմեն', 'բագրատ']);
    expect(within(/\p{Script=Georgian}/u)).toEqual(['ანა', 'ელენე']);
  });

  test('as long as they may be are walked page by page', async () => {
    const letters = ['ჯ', 'ж', '🙂', 'a'];
    for (const letter of letters)
      await createRecord(system, task, { title: letter.repeat(500 / letter.length), kind: 'visit' });
    await createRecord(system, task, { title: '\u0001'.repeat(499).concat('x'), kind: 'visit' });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const filter = { field: 'kind', op: 'is', value: 'visit' } as const;
      const page = await list(system, task, { filter, sort: 'title', limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((item) => item.title));
      if (!page.next) break;
      expect(page.next.length).toBeLessThanOrEqual(8000);
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  test('are refused when a database can not keep them', async () => {
    for (const name of ['a\0b', '\ud800', 'x\udc00y'])
      await expect(createRecord(system, company, { name })).rejects.toMatchObject({
        fields: [{ path: 'name', code: 'invalidCharacter' }],
      });
  });
});

describe('a required value', () => {
  test('is not a space, a title of honour, nothing, or taken away', async () => {
    const missing = { status: 422, fields: [{ path: 'name', code: 'required' }] };
    for (const name of ['', '   ', null, undefined])
      await expect(createRecord(system, company, { name })).rejects.toMatchObject(missing);
    for (const name of [{}, { given: ' ' }, { prefix: 'Dr' }, null])
      await expect(createRecord(system, person, { name })).rejects.toMatchObject(missing);
    const anna = await createRecord(system, person, { name: { prefix: 'Dr', given: 'Anna' } });
    for (const name of [null, { prefix: 'Dr' }])
      await expect(updateRecord(system, person, anna.id, { name })).rejects.toMatchObject(missing);
    expect((await getRecord(system, person, anna.id)).name).toEqual({ prefix: 'Dr', given: 'Anna' });
  });
});

describe('e-mails', () => {
  test.each([
    ['contains', 'sevan', true],
    ['contains', 'ANI@', true],
    ['is', 'ani@lake.am', true],
    ['isNot', 'ani@lake.am', false],
    ['is', 'ani@lake.a', false],
    ['startsWith', 'ani@lake', true],
    ['startsWith', 'lake', false],
    ['isAnyOf', ['nobody@x.am', 'info@sevan.am'], true],
    ['contains', 'a_i@', false],
    ['contains', '%', false],
    // What stands between two addresses is none of either, nor is a label.
    ['contains', '", "', false],
    ['contains', ',', false],
    ['contains', '"', false],
    ['contains', 'am", "ani', false],
    ['contains', 'home', false],
    ['contains', 'address', false],
  ] as const)('%s %j: %s', async (op, value, found) => {
    const name = `Lists ${op} ${JSON.stringify(value)}`;
    const emails = [{ address: 'info@sevan.am' }, { address: 'Ani@Lake.am', label: 'home' }];
    const { id } = await createRecord(system, company, { name, emails });
    const filter = {
      all: [
        { field: 'emails', op, value: value as string },
        { field: 'id', op: 'is', value: id },
      ],
    } as const;
    expect((await list(system, company, { filter })).items).toHaveLength(found ? 1 : 0);
  });
});
