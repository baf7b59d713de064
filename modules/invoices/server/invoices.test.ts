import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actingAs } from '../../../server/access/acting.ts';
import { listReadableChanges } from '../../../server/changes/list-changes.ts';
import type { Context } from '../../../server/context.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { decimal } from '../../../shared/money/amount.ts';
import type { Money, RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { contract } from '../../contracts/contract/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { invoice, invoiceLine, payment, paymentPart } from '../contract/index.ts';
import { lineAmounts, sumLines } from './amounts.ts';
import { credit } from './credit.ts';
import { cancel, issue, pay } from './invoice.service.ts';
import { draftFromDeal } from './invoice-deal.ts';
import { noteOverdue } from './overdue.ts';

const { system, workspace, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const nino = await join('Nino Beridze', 'manager');
const vera = await join('Vera Lang', 'viewer');
const euro = (amount: string): Money => ({ amount, currency: 'EUR' });
const client = await createRecord(anna, company, { name: 'Vanadzor Wool', paymentDays: 14 });
const ours = await createRecord(system, company, {
  ...{ name: 'Ararat Trade', kinds: ['own'], invoiceNumbering: 'AT-{YYYY}-{000}', taxRate: 20 },
});
const today = localDate(workspace.timeZone, new Date());

const draft = (values: object = {}, ctx = anna) => createRecord(ctx, invoice, { company: client.id, ...values });
const line = (id: string, values: object = {}, ctx = anna) =>
  createRecord(ctx, invoiceLine, { invoice: id, name: 'Wool', price: euro('100'), taxRate: 0, ...values });
async function issued(amount = '100', issuedOn?: string) {
  const { id } = await draft();
  await line(id, { price: euro(amount) });
  await issue(anna, id, { issuedOn });
  return id;
}
const get = (id: string) => getRecord(vera, invoice, id);
const receive = (amount: string, values: object = {}) =>
  createRecord(nino, payment, { amount: euro(amount), company: client.id, ...values });
const put = (from: string, to: string, amount?: string, ctx = nino) =>
  createRecord(ctx, paymentPart, { payment: from, invoice: to, ...(amount ? { amount: euro(amount) } : {}) });
const refused = (path: string, code: string) => ({ status: 422, fields: [{ path, code }] });

describe('a draft', () => {
  test('is changed and issued by its owner and by no colleague', async () => {
    const { id } = await draft();
    const { id: lineId } = await line(id);
    for (const ctx of [boris, vera]) {
      for (const attempt of [
        () => updateRecord(ctx, invoice, id, { paymentDays: 1 }),
        () => line(id, {}, ctx),
        () => updateRecord(ctx, invoiceLine, lineId, { quantity: 2 }),
        () => issue(ctx, id, {}),
      ])
        await expect(attempt()).rejects.toMatchObject({ status: expect.toBeOneOf([403, 422]) });
    }
    await expect(createRecord(anna, invoice, {})).rejects.toMatchObject(refused('company', 'invoiceOfNobody'));
    expect(await get(id)).toMatchObject({ status: 'draft', number: null, balance: null, total: euro('100.00') });
  });

  test('comes of a deal in one act: client, lines, discounts, terms of the contract, tax of our side', async () => {
    const wool = await createRecord(system, product, { name: 'Wool', price: euro('10.00') });
    const sale = await createRecord(anna, deal, { name: 'Winter wool', company: client.id });
    await createRecord(anna, dealLine, { deal: sale.id, product: wool.id, quantity: 3, discount: 10 });
    await createRecord(anna, contract, { deal: sale.id, status: 'running', paymentDays: 30 });
    await expect(draftFromDeal(vera, sale.id)).rejects.toMatchObject({ status: 403 });
    const { invoice: id } = await draftFromDeal(anna, sale.id);
    expect(await get(id)).toMatchObject({
      ...{ name: 'Winter wool', company: { id: client.id }, deal: { id: sale.id }, ownSide: { id: ours.id } },
      ...{ paymentDays: 30, net: euro('27.00'), tax: euro('5.40'), total: euro('32.40') },
    });
    const flat = await createRecord(anna, deal, { name: 'Flat', company: client.id, amount: euro('50') });
    expect(await get((await draftFromDeal(anna, flat.id)).invoice)).toMatchObject({ total: euro('60.00') });
  });

  test('is worked out anew when its prices come to hold the tax, and is in one currency', async () => {
    const { id } = await draft();
    await line(id, { price: euro('120'), taxRate: 20 });
    expect(await get(id)).toMatchObject({ net: euro('120.00'), tax: euro('24.00'), total: euro('144.00') });
    await updateRecord(anna, invoice, id, { taxIncluded: true });
    expect(await get(id)).toMatchObject({ net: euro('100.00'), tax: euro('20.00'), total: euro('120.00') });
    const dollars = line(id, { price: { amount: '1', currency: 'USD' } });
    await expect(dollars).rejects.toMatchObject(refused('price.currency', 'invoiceCurrency'));
  });

  test('has lines that add up exactly, whatever quantities, discounts and rates', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => euro(decimal(cents).div(100).toFixed(2)));
    const priced = fc.record({
      ...{ quantity: fc.integer({ min: 0, max: 5_000 }).map((n) => n / 100), price: amount },
      ...{ discount: fc.integer({ min: 0, max: 100 }), taxRate: fc.constantFrom(0, 5, 18, 20, 12.5) },
    });
    fc.assert(
      fc.property(fc.array(priced, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, taxIncluded) => {
        const amounts = lines.map((one) => lineAmounts(one, taxIncluded));
        const { net, tax, total } = sumLines(amounts);
        const sum = amounts.reduce(
          (all, one) => all.plus(one.amount?.amount ?? 0).plus(one.taxAmount?.amount ?? 0),
          decimal(0),
        );
        expect(sum.eq(total?.amount ?? 'none')).toBe(true);
        expect(
          decimal(net?.amount ?? 0)
            .plus(tax?.amount ?? 0)
            .eq(total?.amount ?? 'none'),
        ).toBe(true);
        // Where prices hold the tax nobody pays a cent more or less than they say.
        const said = amounts.map((one, index) => ({
          one,
          alone: lineAmounts({ ...lines[index], taxRate: 0 } as never, false),
        }));
        if (taxIncluded)
          for (const { one, alone } of said)
            expect(
              decimal(one.amount?.amount ?? 0)
                .plus(one.taxAmount?.amount ?? 0)
                .eq(alone.amount?.amount ?? -1),
            ).toBe(true);
      }),
    );
  });
});

describe('an issued invoice', () => {
  test('has the next number of our side, without a gap whoever fails or issues at once, and is due by the terms', async () => {
    const number = async (id: string) => Number((await get(id)).number?.slice(-3));
    const first = await number(await issued());
    const empty = await draft();
    await expect(issue(anna, empty.id, {})).rejects.toMatchObject(refused('total', 'invoiceEmpty'));
    await expect(issue(anna, empty.id, { issuedOn: addDays(today, 1) })).rejects.toMatchObject({ status: 422 });
    const ids = await Promise.all(Array.from({ length: 5 }, () => issued()));
    expect((await Promise.all(ids.map(number))).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5].map((n) => first + n));
    const { id } = await draft();
    await line(id);
    const both = await Promise.allSettled([issue(anna, id, {}), issue(nino, id, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const one = await get(id);
    expect(one).toMatchObject({
      status: 'issued',
      name: one.number,
      dueOn: addDays(today, 14),
      balance: euro('100.00'),
    });
    expect(one.number).toBe(`AT-${today.slice(0, 4)}-${String(first + 6).padStart(3, '0')}`);
    expect(JSON.parse(await listRecords(vera, invoice, { search: one.number ?? '' })).items).toMatchObject([{ id }]);
  });

  test('is changed no more, nor are its lines, not even by an owner; what is noted of it is', async () => {
    const id = await issued();
    const lines = JSON.parse(
      await listRecords(system, invoiceLine, { filter: { field: 'invoice', op: 'is', value: id } }),
    );
    const shut = { status: 409, code: 'invoiceIssued' };
    for (const ctx of [nino, system]) {
      await expect(updateRecord(ctx, invoice, id, { paymentDays: 90 })).rejects.toMatchObject(shut);
      await expect(line(id, {}, ctx)).rejects.toMatchObject(shut);
      await expect(updateRecord(ctx, invoiceLine, lines.items[0].id, { price: euro('1') })).rejects.toMatchObject(shut);
      await expect(deleteRecord(ctx, invoiceLine, lines.items[0].id)).rejects.toMatchObject(shut);
      await expect(deleteRecord(ctx, invoice, id)).rejects.toMatchObject(shut);
      await expect(updateRecord(ctx, invoice, id, { total: euro('1') })).rejects.toMatchObject({ status: 422 });
    }
    expect(await updateRecord(anna, invoice, id, { description: 'Sent by post' })).toMatchObject({
      total: euro('100.00'),
    });
  });

  test('is cancelled by whoever keeps payments, while nothing was paid, and keeps its number', async () => {
    const id = await issued();
    await expect(cancel(anna, id, 'Wrong')).rejects.toMatchObject({ status: 403 });
    const { payment: kept } = await pay(nino, id, { amount: euro('10') });
    await expect(cancel(nino, id, 'Wrong')).rejects.toMatchObject({ status: 409, code: 'invoiceUsed' });
    const parts = JSON.parse(
      await listRecords(nino, paymentPart, { filter: { field: 'payment', op: 'is', value: kept } }),
    );
    await deleteRecord(nino, paymentPart, parts.items[0].id);
    await cancel(nino, id, 'Wrong client');
    const gone = await get(id);
    expect(gone).toMatchObject({ status: 'cancelled', balance: euro('0.00'), cancelReason: 'Wrong client' });
    expect(gone.number).not.toBeNull();
    await expect(put(kept, id)).rejects.toMatchObject(refused('invoice', 'invoiceNotOpen'));
  });

  test('is credited in part and as a whole by notes with numbers of their own', async () => {
    const { id } = await draft();
    await line(id, { price: euro('100'), taxRate: 20 });
    await issue(anna, id, {});
    await expect(credit(anna, id, { reason: 'Returned' })).rejects.toMatchObject({ status: 403 });
    await expect(credit(nino, id, { amount: euro('120.01'), reason: 'Returned' })).rejects.toMatchObject(
      refused('amount', 'moreThanLeft'),
    );
    const { invoice: note } = await credit(nino, id, { amount: euro('40'), reason: 'Returned' });
    expect(await get(note)).toMatchObject({
      ...{ kind: 'creditNote', corrects: { id }, status: 'issued', balance: euro('0.00'), description: 'Returned' },
      ...{ total: euro('40.00'), tax: euro('6.67'), net: euro('33.33') },
    });
    expect(await get(id)).toMatchObject({ credited: euro('40.00'), balance: euro('80.00'), status: 'issued' });
    await credit(nino, id, { reason: 'The rest too' });
    expect(await get(id)).toMatchObject({ balance: euro('0.00'), status: 'paid' });
    const whole = await issued('77');
    const copy = await get((await credit(nino, whole, { reason: 'All of it' })).invoice);
    expect(copy).toMatchObject({ total: euro('77.00'), owner: { id: anna.actor.memberId } });
    await expect(credit(nino, copy.id, { reason: 'Again' })).rejects.toMatchObject({ code: 'invoiceNotIssued' });
  });

  test('is overdue from the day after it was due, by the day alone', async () => {
    const id = await issued('100', addDays(today, -15));
    expect(await get(id)).toMatchObject({ status: 'overdue', dueOn: addDays(today, -1) });
    const later = await issued('100', addDays(today, -14));
    expect(await get(later)).toMatchObject({ status: 'issued', dueOn: today });
    await noteOverdue({ ...system, now: () => new Date(Date.now() + 36 * 3_600_000) });
    expect((await get(later)).status).toBe('overdue');
    await pay(nino, id, { paidOn: addDays(today, 3) });
    expect(await get(id)).toMatchObject({ status: 'paid', paidOn: addDays(today, 3), delayDays: 4 });
  });
});

describe('a payment', () => {
  test('is kept by managers, more than nothing, and no less than what was done with it', async () => {
    for (const ctx of [anna, vera])
      await expect(createRecord(ctx, payment, { amount: euro('1') })).rejects.toMatchObject({ status: 403 });
    await expect(receive('0')).rejects.toMatchObject(refused('amount', 'notPositive'));
    const kept = await receive('150');
    expect(kept).toMatchObject({ paidOn: today, unallocated: euro('150.00'), direction: 'incoming' });
    const [one, two] = [await issued('100'), await issued('100')];
    await expect(put(kept.id, one, '10', anna)).rejects.toMatchObject({ status: 403 });
    await expect(put(kept.id, one, '100.01')).rejects.toMatchObject(refused('amount', 'moreThanLeft'));
    const part = await put(kept.id, one);
    expect(part).toMatchObject({ amount: euro('100.00'), name: (await get(one)).number });
    await put(kept.id, two);
    expect(await get(one)).toMatchObject({
      status: 'paid',
      paid: euro('100.00'),
      balance: euro('0.00'),
      paidOn: today,
    });
    expect(await get(two)).toMatchObject({ status: 'partlyPaid', balance: euro('50.00') });
    expect(await getRecord(vera, payment, kept.id)).toMatchObject({
      allocated: euro('150.00'),
      unallocated: euro('0.00'),
    });
    await expect(updateRecord(nino, payment, kept.id, { amount: euro('149') })).rejects.toMatchObject(
      refused('amount', 'paymentTooSmall'),
    );
    await expect(deleteRecord(nino, payment, kept.id)).rejects.toMatchObject({ status: 409, code: 'paymentUsed' });
    await updateRecord(nino, paymentPart, part.id, { amount: euro('60') });
    expect(await get(one)).toMatchObject({ status: 'partlyPaid', balance: euro('40.00'), paidOn: null });
    expect((await getRecord(vera, payment, kept.id)).unallocated).toEqual(euro('40.00'));
  });

  test('may come before any invoice, be too much, and be given back', async () => {
    const id = await issued('30');
    const { payment: kept } = await pay(nino, id, { amount: euro('50'), name: '17' });
    expect(await getRecord(vera, payment, kept)).toMatchObject({ name: '17', unallocated: euro('20.00') });
    const refund = { direction: 'refund', refundOf: kept };
    await expect(receive('20.01', refund)).rejects.toMatchObject(refused('amount', 'moreThanLeft'));
    const back = await receive('15', refund);
    expect(await getRecord(vera, payment, kept)).toMatchObject({ refunded: euro('15.00'), unallocated: euro('5.00') });
    await expect(put(back.id, await issued())).rejects.toMatchObject(refused('payment', 'refundNotPut'));
    await deleteRecord(nino, payment, back.id);
    expect((await getRecord(vera, payment, kept)).unallocated).toEqual(euro('20.00'));
    await expect(receive('1', { direction: 'refund' })).rejects.toMatchObject(refused('refundOf', 'required'));
    const dollars = await createRecord(nino, payment, { amount: { amount: '9', currency: 'USD' } });
    await expect(put(dollars.id, await issued())).rejects.toMatchObject(refused('amount.currency', 'paymentCurrency'));
  });

  test('is never put twice by people who do so at once', async () => {
    const id = await issued('100');
    const many = await Promise.all(['60', '60', '60', '60'].map((amount) => receive(amount)));
    await Promise.allSettled(many.map((one) => put(one.id, id, '60')));
    const one = await get(id);
    expect([one.paid, one.balance]).toEqual([euro('60.00'), euro('40.00')]);
    const shared = await receive('100');
    const others = await Promise.all([issued('100'), issued('100'), issued('100')]);
    await Promise.allSettled(others.map((other) => put(shared.id, other, '70')));
    const left = { allocated: euro('70.00'), unallocated: euro('30.00') };
    expect(await getRecord(vera, payment, shared.id)).toMatchObject(left);
  });

  test('and a credit and a cancelling are done once by people who do so at once, and the rest is told', async () => {
    for (const race of [
      (id: string) => [1, 2].map(() => pay(nino, id, {})),
      (id: string) => [1, 2].map(() => credit(nino, id, { reason: 'Why' })),
      (id: string) => [cancel(nino, id, 'Why'), credit(nino, id, { reason: 'Why' })],
      (id: string) => [cancel(nino, id, 'Why'), pay(nino, id, {})],
    ]) {
      const id = await issued('100');
      const ends = await Promise.allSettled<unknown>(race(id));
      const told = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason.status] : []));
      expect([[409], [422]]).toContainEqual(told);
      expect((await get(id)).balance).toEqual(euro('0.00'));
    }
  });

  test('leaves the same whatever the order: the balance is what was invoiced less what was paid and credited', async () => {
    const acts = fc.array(
      fc.record({ act: fc.constantFrom('put', 'take', 'credit'), cents: fc.integer({ min: 1, max: 9_000 }) }),
      { minLength: 3, maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        const [id, kept] = [await issued('100'), await receive('80')];
        const parts: string[] = [];
        for (const { act, cents } of steps) {
          const amount = decimal(cents).div(100).toFixed(2);
          // What does not fit is refused, and changes nothing.
          if (act === 'put')
            await put(kept.id, id, amount).then(
              (one) => parts.push(one.id),
              () => undefined,
            );
          if (act === 'take') await Promise.all(parts.splice(0, 1).map((one) => deleteRecord(nino, paymentPart, one)));
          if (act === 'credit') await credit(nino, id, { amount: euro(amount), reason: 'Part' }).catch(() => undefined);
        }
        const [one, money] = [await get(id), await getRecord(vera, payment, kept.id)];
        const filter = { field: 'invoice', op: 'is', value: id } as const;
        const left = JSON.parse(await listRecords(nino, paymentPart, { filter })) as {
          items: RecordOf<typeof paymentPart>[];
        };
        const sum = left.items.reduce((all, part) => all.plus(part.amount?.amount ?? 0), decimal(0));
        expect(sum.eq(one.paid?.amount ?? 'none') && sum.eq(money.allocated?.amount ?? 'none')).toBe(true);
        expect(sum.lte(80) && sum.plus(money.unallocated?.amount ?? 0).eq(80)).toBe(true);
        expect(
          decimal(100)
            .minus(one.credited?.amount ?? 0)
            .minus(sum)
            .eq(one.balance?.amount ?? 'none'),
        ).toBe(true);
      }),
      { numRuns: 6 },
    );
  });
});

describe('amounts that are hidden from a role', () => {
  const access = 'hidden' as const;
  const amounts = ['net', 'tax', 'total', 'paid', 'credited', 'balance'] as const;
  const closed = Object.fromEntries(amounts.map((name) => [name, access] as const));
  const role = {
    ...{ id: 'no amounts', name: 'Clerk', base: 'manager' as const, grants: {} },
    fields: { invoice: closed, invoiceLine: { price: access, amount: access, taxAmount: access } },
  };
  const registry = createRegistry(serverModules, { nouns: [], fields: [], roles: [role] });
  const memberId = nino.actor.memberId as string;
  const standing = { name: 'Nino', role: 'manager' as const, accessRole: role.id, active: true };
  const clerk: Context = {
    ...nino,
    ...actingAs(registry, { accountId: null, memberId }, { ...standing, teamMemberIds: [memberId] }),
  };
  const secret = '7341.25';

  test('are told by no list, filter, order, sum, line or history', async () => {
    const id = await issued(secret);
    const told = [
      JSON.stringify(await getRecord(clerk, invoice, id)),
      await listRecords(clerk, invoice, { filter: { field: 'id', op: 'is', value: id } }),
      await listRecords(clerk, invoiceLine, { filter: { field: 'invoice', op: 'is', value: id } }),
      JSON.stringify(await listReadableChanges(clerk, clerk.registry.getNoun('invoice'), { recordId: id, limit: 50 })),
    ];
    for (const text of told) expect(text).not.toMatch(/7341\.25|7\s341/);
    for (const name of amounts) {
      const filter = { field: name, op: 'greaterThan', value: euro('7000') } as never;
      await expect(listRecords(clerk, invoice, { filter })).rejects.toMatchObject({ status: 422 });
      await expect(listRecords(clerk, invoice, { sort: `-${name}` })).rejects.toMatchObject({ status: 422 });
      const measures = [{ op: 'sum', field: name }] as never;
      await expect(aggregateRecords(clerk, invoice, { group: [], measures })).rejects.toMatchObject({ status: 422 });
    }
  });

  test('are not found out by paying, crediting or putting a payment without saying how much, nor by trying how much fits', async () => {
    const id = await issued(secret);
    const lots = await receive('9000');
    for (const attempt of [
      () => pay(clerk, id, {}),
      () => pay(clerk, id, { amount: euro('9000') }),
      () => credit(clerk, id, { reason: 'Why' }),
      () => credit(clerk, id, { reason: 'Why', amount: euro('9000') }),
      () => put(lots.id, id, undefined, clerk),
      () => put(lots.id, id, '9000', clerk),
    ]) {
      const error = await attempt().catch((refusal: unknown) => refusal);
      expect(error).toMatchObject({ status: 403 });
      expect(JSON.stringify(error)).not.toContain('7341');
    }
    expect(await get(id)).toMatchObject({ balance: euro(secret) });
    expect(await getRecord(nino, payment, lots.id)).toMatchObject({ unallocated: euro('9000.00') });
  });
});
