import { describe, expect, test } from 'vitest';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { product } from '../../products/contract/index.ts';
import { deal, dealLine } from '../contract/index.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const money = (amount: string, currency = 'USD') => ({ amount, currency });
const sale = (values: object = {}) => createRecord(anna, deal, { name: 'Sale', ...values });
const amountOf = async (id: string) => (await getRecord(anna, deal, id)).amount;

describe('a line', () => {
  test('costs quantity times price less discount, rounded once to what the currency has', async () => {
    const line = async (values: object) =>
      (await createRecord(anna, dealLine, { deal: (await sale()).id, name: 'Line', ...values })).amount;
    expect(await line({ quantity: 3, price: money('0.10') })).toEqual(money('0.30'));
    expect(await line({ quantity: 0.1 + 0.2, price: money('10') })).toEqual(money('3.00'));
    expect(await line({ quantity: 1, price: money('1.005') })).toEqual(money('1.01'));
    expect(await line({ quantity: 3, price: money('33.3333'), discount: 33.33 })).toEqual(money('66.67'));
    expect(await line({ quantity: 7, price: money('99', 'JPY'), discount: 5 })).toEqual(money('658.00', 'JPY'));
    expect(await line({ quantity: 1, price: money('999999999999999.99') })).toEqual(money('999999999999999.99'));
    expect(await line({ quantity: 0, price: money('5') })).toEqual(money('0.00'));
  });

  test('takes name and price of its product, and keeps a name', async () => {
    const pro = await createRecord(system, product, { name: 'GTX Pro', price: money('4821') });
    const line = await createRecord(anna, dealLine, { deal: (await sale()).id, product: pro.id });
    expect(line).toMatchObject({ name: 'GTX Pro', price: money('4821.00'), amount: money('4821.00'), quantity: 1 });
    await expect(updateRecord(anna, dealLine, line.id, { name: null })).rejects.toMatchObject({
      fields: [{ path: 'name' }],
    });
    await expect(createRecord(anna, dealLine, { deal: line.deal.id })).rejects.toMatchObject({
      fields: [{ path: 'product' }],
    });
  });

  test('is in the currency of its deal', async () => {
    const inEuro = await sale({ amount: money('10', 'EUR') });
    const other = {
      status: 422,
      fields: [{ path: 'price.currency', code: 'otherCurrency', params: { currency: 'EUR' } }],
    };
    await expect(createRecord(anna, dealLine, { deal: inEuro.id, name: 'A', price: money('1') })).rejects.toMatchObject(
      other,
    );
    const line = await createRecord(anna, dealLine, { deal: inEuro.id, name: 'A', price: money('1', 'EUR') });
    await expect(updateRecord(anna, dealLine, line.id, { price: money('1') })).rejects.toMatchObject(other);
    expect(await amountOf(inEuro.id)).toEqual(money('1.00', 'EUR'));
  });

  test('stays with its deal, and sets the amount nobody else may set', async () => {
    const [one, two] = [await sale(), await sale()];
    const line = await createRecord(anna, dealLine, { deal: one.id, name: 'A', price: money('1') });
    await expect(updateRecord(anna, dealLine, line.id, { deal: two.id })).rejects.toMatchObject({
      fields: [{ path: 'deal', code: 'readOnly' }],
    });
    await expect(updateRecord(anna, deal, one.id, { amount: money('5') })).rejects.toMatchObject({
      fields: [{ code: 'followsLines' }],
    });
    await expect(updateRecord(anna, dealLine, line.id, { amount: money('5') })).rejects.toMatchObject({
      fields: [{ code: 'readOnly' }],
    });
  });

  test("tells nobody of a colleague's deal what they may not know", async () => {
    const hidden = await sale({ amount: money('10', 'EUR') });
    const error = await createRecord(boris, dealLine, { deal: hidden.id, name: 'A', price: money('1') }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ fields: [{ path: 'deal', code: 'unknownReference' }] });
    expect(JSON.stringify(error)).not.toContain('EUR');
  });
});

describe("a deal's amount", () => {
  test('is the sum of all lines when two people add some at the same moment', async () => {
    const { id } = await sale();
    const add = (amount: string) => createRecord(anna, dealLine, { deal: id, name: amount, price: money(amount) });
    await Promise.all(['1.10', '2.20', '3.30', '4.40', '5.50', '6.60'].map(add));
    expect(await amountOf(id)).toEqual(money('23.10'));
  });

  test('is in one currency, though two people begin with different ones at the same moment', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const { id } = await sale();
      const begin = (currency: string) =>
        createRecord(anna, dealLine, { deal: id, name: currency, price: money('1', currency) });
      const outcomes = await Promise.allSettled([begin('EUR'), begin('USD'), begin('AMD')]);
      expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      expect((await amountOf(id))?.amount).toBe('1.00');
    }
  });

  test('follows a line into the bin and back', async () => {
    const { id } = await sale();
    await createRecord(anna, dealLine, { deal: id, name: 'Stays', price: money('1') });
    const line = await createRecord(anna, dealLine, { deal: id, name: 'Goes', price: money('2') });
    await deleteRecord(anna, dealLine, line.id);
    expect(await amountOf(id)).toEqual(money('1.00'));
    await restoreRecord(anna, dealLine, line.id);
    expect(await amountOf(id)).toEqual(money('3.00'));
  });

  test('stays as the last line left it, and is from then on typed by hand', async () => {
    const { id } = await sale();
    const line = await createRecord(anna, dealLine, { deal: id, name: 'Only', price: money('7', 'EUR') });
    await deleteRecord(anna, dealLine, line.id);
    expect(await amountOf(id)).toEqual(money('7.00', 'EUR'));
    expect((await updateRecord(anna, deal, id, { amount: money('9', 'GEL') })).amount).toEqual(money('9.00', 'GEL'));
    await expect(restoreRecord(anna, dealLine, line.id)).rejects.toMatchObject({
      fields: [{ path: 'price.currency', code: 'otherCurrency', params: { currency: 'GEL' } }],
    });
    expect((await updateRecord(anna, deal, id, { amount: null })).amount).toBeNull();
    await restoreRecord(anna, dealLine, line.id);
    expect(await amountOf(id)).toEqual(money('7.00', 'EUR'));
  });

  test('is typed by hand while no line has a price, and follows the first that has one', async () => {
    const { id } = await sale({ amount: money('10') });
    const line = await createRecord(anna, dealLine, { deal: id, name: 'Price to be found', price: null });
    expect(line.amount).toBeNull();
    expect((await updateRecord(anna, deal, id, { amount: money('12') })).amount).toEqual(money('12.00'));
    await updateRecord(anna, dealLine, line.id, { price: money('3'), quantity: 2 });
    expect(await amountOf(id)).toEqual(money('6.00'));
    await updateRecord(anna, dealLine, line.id, { price: null });
    expect(await amountOf(id)).toEqual(money('6.00'));
    expect((await updateRecord(anna, deal, id, { amount: money('8') })).amount).toEqual(money('8.00'));
  });

  test('can not be changed by a line once the deal lies in the bin, nor can a line leave it alone', async () => {
    const { id } = await sale();
    const line = await createRecord(anna, dealLine, { deal: id, name: 'A', price: money('1') });
    await deleteRecord(anna, deal, id);
    await expect(updateRecord(anna, dealLine, line.id, { quantity: 2 })).rejects.toMatchObject({
      status: 409,
      code: 'inBin',
    });
    await expect(restoreRecord(anna, dealLine, line.id)).rejects.toMatchObject({ status: 409, code: 'parentInBin' });
    await expect(createRecord(anna, dealLine, { deal: id, name: 'B' })).rejects.toMatchObject({ status: 422 });
  });
});

describe('a deal that comes back from the bin', () => {
  const liveLines = async (id: string) => {
    const filter = { field: 'deal', op: 'is', value: id } as const;
    const page = await listRecords(anna, dealLine, { filter, sort: 'position', fields: ['name'] });
    return (JSON.parse(page) as { items: { name: string }[] }).items.map(({ name }) => name);
  };
  const withLines = async () => {
    const { id } = await sale();
    const add = (name: string, amount: string) =>
      createRecord(anna, dealLine, { deal: id, name, price: money(amount) });
    return { id, kept: await add('Kept', '5'), dropped: await add('Dropped', '2') };
  };

  test('brings the lines that went with it, and none that was dropped before, be it in the same moment', async () => {
    const { id, dropped } = await withLines();
    await inTransaction(anna, async (tx) => {
      await deleteRecord(tx, dealLine, dropped.id);
      await deleteRecord(tx, deal, id);
    });
    await restoreRecord(anna, deal, id);
    expect(await liveLines(id)).toEqual(['Kept']);
    expect(await amountOf(id)).toEqual(money('5.00'));
    expect((await getRecord(anna, dealLine, dropped.id)).deletedAt).not.toBeNull();
  });

  test('forgets with whom a line went once the line is back: dropped later, it stays dropped', async () => {
    const { id, kept } = await withLines();
    await deleteRecord(anna, deal, id);
    await restoreRecord(anna, deal, id);
    expect(await liveLines(id)).toEqual(['Kept', 'Dropped']);
    await deleteRecord(anna, dealLine, kept.id);
    await deleteRecord(anna, deal, id);
    await restoreRecord(anna, deal, id);
    expect(await liveLines(id)).toEqual(['Dropped']);
  });
});
