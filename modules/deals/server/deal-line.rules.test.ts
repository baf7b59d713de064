import { describe, expect, test } from 'vitest';
import { listChanges } from '../../../server/changes/list-changes.ts';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
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

describe('many at once', async () => {
  const hardware = await createRecord(system, product, { name: 'MG Special', price: money('55') });
  const company = await createRecord(system, system.registry.getNoun('company'), { name: 'Isdom' });
  const deals = [
    { company: company.id, externalId: 'm1' },
    { name: 'Won', amount: money('10', 'EUR'), people: [] },
    { externalId: 'm3', description: 'Հրազդան, "quoted" \\ and {braced}' },
    {},
  ];
  const lines = (ids: readonly string[]) => [
    { deal: ids[0], product: hardware.id },
    { deal: ids[1], name: 'Delivery', price: money('7.5', 'EUR'), quantity: 3, discount: 10 },
    { deal: ids[2], name: 'Without price', position: 7 },
  ];

  /** All that a deal has become: itself, its lines, its way through the stages, and what is said of each in the log. */
  const whole = async (ids: readonly string[]) => {
    const told = await Promise.all(
      ids.map(async (id) => {
        const below = async (plural: string, sort: string) => {
          const noun = system.registry.findNounByPlural(plural) ?? dealLine;
          const filter = { field: 'deal', op: 'is' as const, value: id };
          return (JSON.parse(await listRecords(anna, noun, { filter, limit: 50, sort })) as { items: { id: string }[] })
            .items;
        };
        const parts = [...(await below('deal-lines', 'position')), ...(await below('stage-visits', 'enteredAt'))];
        const of = async (noun: string, recordId: string) =>
          (await listChanges(anna, { noun, recordId, limit: 50 })).items.map(({ kind, fields }) => ({ kind, fields }));
        const log = [await of('deal', id), ...(await Promise.all(parts.map((part) => of('dealLine', part.id))))];
        return JSON.stringify([await getRecord(anna, deal, id), parts, log]);
      }),
    );
    const plain = told.join('\n').replace(/\d{4}-\d\d-\d\dT[\d:.+Z]+/g, 'moment');
    const seen = new Map<string, string>();
    return plain.replace(
      /[0-9a-f]{8}-[0-9a-f-]{27}/g,
      (id) => seen.get(id) ?? seen.set(id, `id ${seen.size}`).get(id) ?? '',
    );
  };

  test('become what each would by itself, with the same story', async () => {
    const single = await Promise.all(deals.map(() => ''));
    for (const [index, one] of deals.entries())
      single[index] = (await createRecord(anna, deal, { ...one, externalId: null })).id;
    for (const line of lines(single)) await createRecord(anna, dealLine, line);
    const atOnce = await inTransaction(anna, async (tx) => {
      const ids = await createMany(
        tx,
        deal,
        deals.map((one) => ({ ...one, externalId: null })),
      );
      await createMany(tx, dealLine, lines(ids));
      return ids;
    });
    const [expected, found] = [await whole(single), await whole(atOnce)];
    expect(found).toBe(expected);
    expect(found).toContain('20.25');
  });

  test('stand below one another in one deal, which says their sum once', async () => {
    const { id } = await sale();
    const of = (name: string, more: object = {}) => ({ deal: id, name, price: money('2.50'), ...more });
    await inTransaction(anna, (tx) => createMany(tx, dealLine, [of('A'), of('B', { position: 7 }), of('C')]));
    const filter = { field: 'deal', op: 'is' as const, value: id };
    const found = JSON.parse(await listRecords(anna, dealLine, { filter, limit: 9, sort: 'position' })) as {
      items: { name: string; position: number }[];
    };
    expect(found.items.map(({ name, position }) => [name, position])).toEqual([
      ['A', 0],
      ['B', 7],
      ['C', 8],
    ]);
    expect(await getRecord(anna, deal, id)).toMatchObject({ amount: money('7.50'), version: 2 });
  });

  test('are refused together where one of them must not be, by right, reference, rule or currency', async () => {
    const before = await listRecords(anna, deal, { limit: 200 });
    const fine = { name: 'Fine' };
    const refused = async (actor: typeof anna, noun: typeof deal | typeof dealLine, inputs: readonly object[]) =>
      inTransaction(actor, (tx) => createMany(tx, noun, inputs)).then(
        () => 'taken',
        (error: { code: string; fields: { path: string; code: string }[] }) =>
          [error.code, ...error.fields.map(({ path, code }) => `${path} ${code}`)].join(' '),
      );
    const { id } = await sale();
    const own = { deal: id, name: 'A', price: money('1') };
    const viewer = await join('Vera Hakobyan', 'viewer');
    expect(await refused(viewer, deal, [fine, fine])).toBe('forbidden');
    expect(await refused(anna, deal, [fine, { company: id }])).toBe('invalid company unknownReference');
    expect(await refused(anna, deal, [fine, { closedOn: '2026-01-01' }])).toBe('invalid closedOn dealIsOpen');
    expect(await refused(anna, deal, [fine, { unheardOf: 1 }])).toBe('invalid unheardOf unknownProperty');
    expect(await refused(anna, dealLine, [own, { ...own, price: money('1', 'EUR') }])).toBe(
      'invalid price.currency otherCurrency',
    );
    expect(await refused(anna, dealLine, [own, { deal: id }])).toBe('invalid product required');
    expect(await refused(boris, dealLine, [own, own])).toBe('invalid deal unknownReference');
    await deleteRecord(anna, deal, id);
    expect(await refused(anna, dealLine, [own, own])).toBe('invalid deal unknownReference');
    expect(await listRecords(anna, deal, { limit: 200 })).toBe(before);
  });
});
