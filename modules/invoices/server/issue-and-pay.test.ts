import { describe, expect, test } from 'vitest';
import { actingAs } from '../../../server/access/acting.ts';
import type { Context } from '../../../server/context.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { invoice, invoiceLine, payment, paymentPart } from '../contract/index.ts';
import { issue, pay } from './invoice.service.ts';

const { system, database, workspace, join } = await useWorkspace();
const nino = await join('Nino Beridze', 'manager');
const euro = (amount: string) => ({ amount, currency: 'EUR' });
const client = await createRecord(nino, company, { name: 'Vanadzor Wool', paymentDays: 14 });
const draft = async (amount = '100') => {
  const { id } = await createRecord(nino, invoice, { company: client.id });
  await createRecord(nino, invoiceLine, { invoice: id, name: 'Wool', price: euro(amount), taxRate: 0 });
  return id;
};
const issued = async (amount?: string) => {
  const id = await draft(amount);
  await issue(nino, id, {});
  return id;
};

/** Nino, in a role from which these fields of invoices are hidden. */
function without(...names: readonly string[]): Context {
  const fields = { invoice: Object.fromEntries(names.map((name) => [name, 'hidden' as const])) };
  const role = { id: 'clerk', name: 'Clerk', base: 'manager' as const, grants: {}, fields };
  const registry = createRegistry(serverModules, { nouns: [], fields: [], roles: [role] });
  const memberId = nino.actor.memberId as string;
  const standing = { name: 'Nino', role: 'manager' as const, accessRole: role.id, active: true };
  return { ...nino, ...actingAs(registry, { accountId: null, memberId }, { ...standing, teamMemberIds: [memberId] }) };
}

test('whoever issues an invoice is told its number and its day as far as they may know them', async () => {
  const told = await issue(nino, await draft(), {});
  expect(told).toEqual({ number: expect.any(String), dueOn: expect.any(String) });
  expect(await issue(without('dueOn'), await draft(), {})).toEqual({ number: expect.any(String), dueOn: null });
  expect(await issue(without('number', 'dueOn'), await draft(), {})).toEqual({ number: null, dueOn: null });
});

describe('a payment of a bank’s statement', () => {
  const paymentsCalled = async (key: string) => {
    const page = await listRecords(nino, payment, { filter: { field: 'externalId', op: 'is', value: key } });
    return (JSON.parse(page) as { items: readonly RecordOf<typeof payment>[] }).items;
  };
  const owed = async (id: string) => (await getRecord(nino, invoice, id)).balance;

  test('is kept and put to its invoice in one act, with what the bank says of it', async () => {
    const id = await issued();
    const payer = await createRecord(nino, company, { name: 'Vanadzor Holding' });
    const said = {
      amount: euro('60'),
      name: '17',
      method: 'transfer',
      purpose: 'For wool\nInvoice',
      externalId: 'bank-17',
    };
    const { payment: kept } = await pay(nino, id, { ...said, company: payer.id });
    expect(await getRecord(nino, payment, kept)).toMatchObject({
      ...{ ...said, amount: euro('60.00'), company: { id: payer.id }, person: null, unallocated: euro('0.00') },
    });
    expect(await owed(id)).toEqual(euro('40.00'));
    // The same document again is nothing new.
    await expect(pay(nino, id, { ...said, amount: euro('40') })).rejects.toMatchObject({ code: '23505' });
    expect([await owed(id), (await paymentsCalled('bank-17')).length]).toEqual([euro('40.00'), 1]);
  });

  test('is not there at all where it breaks off before it is put, and once when it is brought in again', async () => {
    const id = await issued();
    const owner = database.workspace(workspace);
    await owner.query({ text: `alter table payment_parts add constraint breaks check (name <> name) not valid` });
    const said = { amount: euro('100'), externalId: 'bank-18' };
    await expect(pay(nino, id, said)).rejects.toThrow();
    await owner.query({ text: 'alter table payment_parts drop constraint breaks' });
    expect([await paymentsCalled('bank-18'), await owed(id)]).toEqual([[], euro('100.00')]);
    await pay(nino, id, said);
    expect([(await paymentsCalled('bank-18')).length, await owed(id)]).toEqual([1, euro('0.00')]);
    const parts = await listRecords(system, paymentPart, { filter: { field: 'invoice', op: 'is', value: id } });
    expect(JSON.parse(parts)).toMatchObject({ items: [{ amount: euro('100.00') }] });
  });
});
