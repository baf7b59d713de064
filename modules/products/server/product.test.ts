import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { product } from '../contract/index.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const nino = await join('Nino Beridze', 'manager');
const vera = await join('Vera Lang', 'viewer');
const price = (amount: string, currency = 'USD') => ({ amount, currency });
const make = (values: object, ctx: Context = nino) => createRecord(ctx, product, values);
const namesOf = async (filter: Filter, sort = 'name') => {
  const page = JSON.parse(await listRecords(vera, product, { filter, sort })) as { items: { name: string }[] };
  return page.items.map(({ name }) => name);
};

describe('a product', () => {
  test('is kept by managers: sellers and viewers read it and change nothing', async () => {
    const pro = await make({ name: 'GTX Pro', price: price('4821') });
    for (const ctx of [anna, vera]) {
      const attempts = [
        () => make({ name: 'Cheap', price: price('1') }, ctx),
        () => updateRecord(ctx, product, pro.id, { price: price('1') }),
        () => deleteRecord(ctx, product, pro.id),
        () => restoreRecord(ctx, product, pro.id),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403, code: 'forbidden' });
      expect(await getRecord(ctx, product, pro.id)).toEqual(pro);
    }
  });

  test('is on sale until it is said not to be, and has a price in a currency or none', async () => {
    const free = await make({ name: 'Free' });
    expect(free).toMatchObject({ active: true, price: null, code: null });
    expect((await updateRecord(nino, product, free.id, { price: price('12.5', 'amd') })).price).toEqual(
      price('12.50', 'AMD'),
    );
    expect((await updateRecord(nino, product, free.id, { price: price('12.5', 'EUR') })).price).toEqual(
      price('12.50', 'EUR'),
    );
    const half = [{ amount: '5' }, { currency: 'EUR' }, { ...price('5'), discount: 1 }, price('5', 'EURO'), '5 EUR'];
    for (const wrong of half)
      await expect(updateRecord(nino, product, free.id, { price: wrong })).rejects.toMatchObject({ status: 422 });
    expect(await updateRecord(nino, product, free.id, { price: null, active: false })).toMatchObject({
      ...{ price: null, active: false, version: 4 },
    });
  });

  test('is found by its currency, and by its amount whatever the currency', async () => {
    const category = 'Found by price';
    for (const [name, amount, currency] of [
      ['A', '9', 'GEL'],
      ['B', '10', 'EUR'],
      ['C', '100', 'GEL'],
    ] as const)
      await make({ name, category, price: price(amount, currency) });
    await make({ name: 'D', category });
    const within = (filter: Filter): Filter => ({ all: [{ field: 'category', op: 'is', value: category }, filter] });
    expect(await namesOf(within({ field: 'price.currency', op: 'is', value: 'gel' }))).toEqual(['A', 'C']);
    expect(await namesOf(within({ field: 'price', op: 'atLeast', value: 10 }), '-price')).toEqual(['C', 'B']);
    expect(await namesOf(within({ field: 'price', op: 'isEmpty' }))).toEqual(['D']);
    expect(await namesOf({ field: 'category', op: 'is', value: category }, '-price')).toEqual(['C', 'B', 'A', 'D']);
  });

  test('has a code of its own, spaces and case aside, that its successor may take', async () => {
    const first = await make({ name: 'First', code: ' GTX-7 ' });
    expect(first.code).toBe('GTX-7');
    const twin = { code: '23505' };
    await expect(make({ name: 'Twin', code: 'gtx-7' })).rejects.toMatchObject(twin);
    const other = await make({ name: 'Other', code: 'GTX-8' });
    await expect(updateRecord(nino, product, other.id, { code: 'gtx-7' })).rejects.toMatchObject(twin);
    await deleteRecord(nino, product, first.id);
    expect((await updateRecord(nino, product, other.id, { code: 'gtx-7' })).code).toBe('gtx-7');
    await expect(restoreRecord(nino, product, first.id)).rejects.toMatchObject(twin);
    expect((await getRecord(nino, product, first.id)).deletedAt).not.toBeNull();
    for (const name of ['No code', 'Nor this']) expect((await make({ name, code: '' })).code).toBeNull();
  });
});
