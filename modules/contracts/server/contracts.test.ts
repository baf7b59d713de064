import { describe, expect, test } from 'vitest';
import { actingAs } from '../../../server/access/acting.ts';
import type { Context } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { readTimeline } from '../../../server/timeline/read-timeline.ts';
import { addUnits } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { company } from '../../companies/contract/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { invoice, invoiceLine, payment } from '../../invoices/contract/index.ts';
import { notice } from '../../notices/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { ticket } from '../../projects/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { contract } from '../contract/index.ts';
import { keepContracts, whatFollows } from './keep-contracts.ts';

const { database, system, workspace, join } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');
const client = await createRecord(anna, company, { name: 'Vanadzor Wool', paymentDays: 14 });
const agree = (values: object = {}, ctx = anna) => createRecord(ctx, contract, { company: client.id, ...values });
const today = localDate(workspace.timeZone, new Date());
const inDays = (days: number) => addUnits(today, days, 'day');
const idsIn = (page: string) => (JSON.parse(page) as { items: { id: string }[] }).items.map(({ id }) => id);

describe('a contract', () => {
  test('is changed by its owner and by no colleague, and a viewer writes none', async () => {
    const { id } = await agree({ number: 'A-17' });
    await expect(agree({}, vera)).rejects.toMatchObject({ status: 403 });
    for (const ctx of [vera, boris])
      await expect(updateRecord(ctx, contract, id, { status: 'signed' })).rejects.toMatchObject({ status: 403 });
    expect(await getRecord(vera, contract, id)).toMatchObject({ status: 'draft', version: 1 });
  });

  test('is somebody’s, ends no earlier than it begins and adds to another one than itself', async () => {
    const refused = (path: string, code: string) => ({ status: 422, fields: [{ path, code }] });
    await expect(createRecord(anna, contract, { number: 'Of nobody' })).rejects.toMatchObject(
      refused('company', 'contractOfNobody'),
    );
    const days = { startsOn: '2030-05-01', endsOn: '2030-04-30' };
    await expect(agree(days)).rejects.toMatchObject(refused('endsOn', 'endsBeforeStart'));
    const first = await agree({ startsOn: '2030-05-01' });
    const wrong = updateRecord(anna, contract, first.id, { endsOn: '2030-04-30' });
    await expect(wrong).rejects.toMatchObject(refused('endsOn', 'endsBeforeStart'));
    await expect(updateRecord(anna, contract, first.id, { company: null })).rejects.toMatchObject(
      refused('company', 'contractOfNobody'),
    );
    const second = await agree({ parent: first.id });
    await expect(updateRecord(anna, contract, first.id, { parent: second.id })).rejects.toMatchObject(
      refused('parent', 'contractWithinItself'),
    );
  });

  test('takes client, amount and terms from its deal, and an addition from what it adds to', async () => {
    const amount = { amount: '500.00', currency: 'EUR' };
    const sale = await createRecord(anna, deal, { name: 'Wool', company: client.id, amount });
    const made = await createRecord(anna, contract, { deal: sale.id });
    expect(made).toMatchObject({ company: { id: client.id }, amount, paymentDays: 14, kind: 'sale', status: 'draft' });
    const addition = await createRecord(anna, contract, { parent: made.id, amount: null });
    expect(addition).toMatchObject({ company: { id: client.id }, amount: null, paymentDays: 14 });
    const human = await createRecord(anna, person, { name: { given: 'Hayk' } });
    expect(await createRecord(anna, contract, { person: human.id })).toMatchObject({
      company: null,
      paymentDays: null,
    });
  });

  test('takes over no more than its maker knows, nor do invoices, lines and tasks', async () => {
    const hidden = 'hidden' as const;
    const fields = {
      ...{ deal: { amount: hidden }, product: { price: hidden }, company: { paymentDays: hidden } },
      ...{ person: { company: hidden }, payment: { unallocated: hidden } },
    };
    const grants = { contract: { read: 'none' as const } };
    const role = { id: 'clerks', name: 'Clerk', base: 'manager' as const, grants: {}, fields };
    const apart = { ...role, id: 'no contracts', grants };
    const registry = createRegistry(serverModules, { nouns: [], fields: [], roles: [role, apart] });
    const nino = await join('Nino Beridze', 'manager');
    const memberId = String(nino.actor.memberId);
    const as = (accessRole: string): Context => {
      const standing = { name: 'Nino', role: 'manager' as const, accessRole, active: true, teamMemberIds: [memberId] };
      return { ...nino, ...actingAs(registry, { accountId: null, memberId }, standing) };
    };
    const clerk = as(role.id);
    const amount = { amount: '7341.25', currency: 'EUR' };
    const sale = await createRecord(nino, deal, { name: 'Closed', company: client.id, amount });
    const about = { company: { id: client.id }, paymentDays: null };
    expect(await createRecord(clerk, contract, { deal: sale.id })).toMatchObject({ ...about, amount: null });
    const draft = await createRecord(clerk, invoice, { deal: sale.id });
    expect(draft).toMatchObject({ ...about, name: 'Closed' });
    const wool = await createRecord(nino, product, { name: 'Wool', price: amount });
    const line = { product: wool.id, quantity: 2 };
    expect(await createRecord(clerk, dealLine, { ...line, deal: sale.id })).toMatchObject({
      name: 'Wool',
      price: null,
    });
    const priced = await createRecord(clerk, invoiceLine, { ...line, invoice: draft.id });
    expect(priced).toMatchObject({ name: 'Wool', price: null, amount: null });
    const human = await createRecord(nino, person, { name: { given: 'Ani' }, company: client.id });
    expect(await createRecord(clerk, task, { title: 'Call', person: human.id })).toMatchObject({ company: null });
    expect(await createRecord(clerk, ticket, { subject: 'Torn', person: human.id })).toMatchObject({ company: null });
    const money = await createRecord(nino, payment, { amount, company: client.id });
    const back = { direction: 'refund', refundOf: money.id, amount: { amount: '9000', currency: 'EUR' } };
    for (const attempt of [
      () => createRecord(clerk, payment, back),
      () => updateRecord(clerk, payment, money.id, { amount: { amount: '1', currency: 'EUR' } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ status: 403, code: 'fieldsHidden' });
    // Whoever reads no contracts keeps invoices all the same.
    expect(await createRecord(as(apart.id), invoice, { deal: sale.id })).toMatchObject(about);
  });

  test('has the next number of our side in its own form, passes over what was typed, and is found by it', async () => {
    const form = { name: 'Ararat Trade', kinds: ['own'], contractNumbering: 'ARA/{000}' };
    const wrong = createRecord(system, company, { ...form, contractNumbering: 'ARA' });
    await expect(wrong).rejects.toMatchObject({ status: 422, fields: [{ path: 'contractNumbering' }] });
    const ours = await createRecord(system, company, form);
    await agree({ number: 'ARA/002' });
    const numbers = [await agree({ ownSide: ours.id }), await agree({ ownSide: ours.id })];
    expect(numbers.map(({ number }) => number)).toEqual(['ARA/001', 'ARA/003']);
    expect(idsIn(await listRecords(vera, contract, { search: 'ara/003' }))).toEqual([numbers[1]?.id]);
    await expect(updateRecord(anna, contract, numbers[0]?.id ?? '', { number: '' })).rejects.toMatchObject({
      fields: [{ path: 'number', code: 'required' }],
    });
    // Two at once never get one number.
    const many = await Promise.all(Array.from({ length: 6 }, () => agree({ ownSide: ours.id })));
    expect(new Set(many.map(({ number }) => number)).size).toBe(6);
  });

  test('says the last day of notice, and when it was signed', async () => {
    const made = await agree({ endsOn: '2030-12-31', noticeDays: 30 });
    expect(made.noticeOn).toBe('2030-12-01');
    expect((await updateRecord(anna, contract, made.id, { noticeDays: null })).noticeOn).toBe('2030-12-31');
    expect((await updateRecord(anna, contract, made.id, { status: 'signed' })).signedOn).toBe(today);
    const old = await updateRecord(anna, contract, made.id, { signedOn: '2020-01-01' });
    expect((await updateRecord(anna, contract, old.id, { status: 'running' })).signedOn).toBe('2020-01-01');
  });

  test('stands in the timeline of its company', async () => {
    const { id } = await agree({ subject: 'Told' });
    const query = { limit: 50 } as Parameters<typeof readTimeline>[3];
    const told = JSON.parse(await readTimeline(vera, company, client.id, query)) as {
      items: { record?: { id: string } }[];
    };
    expect(told.items.map(({ record }) => record?.id)).toContain(id);
  });
});

describe('the day itself', () => {
  const running = {
    status: 'running',
    startsOn: '2026-01-01',
    endsOn: '2026-01-31',
    renews: false,
    renewalMonths: 1,
  } as const;

  test('lets contracts begin, end or be prolonged from the first end on', () => {
    expect(whatFollows({ ...running, status: 'signed' }, '2025-12-31')).toEqual({});
    expect(whatFollows({ ...running, status: 'signed' }, '2026-01-01')).toEqual({ status: 'running' });
    expect(whatFollows(running, '2026-01-31')).toEqual({ status: 'running' });
    expect(whatFollows(running, '2026-02-01')).toEqual({ status: 'ended' });
    expect(whatFollows({ ...running, renews: true }, '2026-02-01')).toEqual({
      status: 'running',
      endsOn: '2026-02-28',
    });
    expect(whatFollows({ ...running, renews: true }, '2026-03-15')).toEqual({
      status: 'running',
      endsOn: '2026-03-31',
    });
    expect(whatFollows({ ...running, renews: true, renewalMonths: null }, '2026-02-01').endsOn).toBe('2027-01-31');
    for (const status of ['draft', 'agreed', 'ended', 'cancelled'] as const)
      expect(whatFollows({ ...running, status }, '2026-02-01')).toEqual({});
  });

  test('tells the owner once before the end and once before the last day of notice', async () => {
    const dates = { status: 'running', startsOn: inDays(-300) };
    const ends = await agree({ ...dates, endsOn: inDays(20) });
    const notice30 = await agree({ ...dates, endsOn: inDays(100), noticeDays: 90, renews: true });
    const quiet = await agree({ ...dates, endsOn: inDays(100) });
    const draft = await agree({ endsOn: inDays(20) });
    const over = await agree({ ...dates, endsOn: inDays(-1) });
    const goesOn = await agree({ ...dates, endsOn: inDays(-1), renews: true, renewalMonths: 12 });
    const begins = await agree({ status: 'signed', startsOn: today });
    const told = async () => {
      const filter = { field: 'kind', op: 'is', value: 'contract' } as const;
      const page = JSON.parse(await listRecords(system, notice, { filter, limit: 200 })) as {
        items: { target: { id: string }; member: { id: string } }[];
      };
      expect(new Set(page.items.map(({ member }) => member.id))).toEqual(new Set([anna.actor.memberId]));
      return page.items.map(({ target }) => target.id).sort();
    };
    await keepContracts(system);
    expect(await told()).toEqual([ends.id, notice30.id].sort());
    await keepContracts(system);
    expect(await told()).toEqual([ends.id, notice30.id].sort());
    await updateRecord(anna, contract, ends.id, { endsOn: inDays(25) });
    await keepContracts(system);
    expect(await told()).toEqual([ends.id, ends.id, notice30.id].sort());
    const statusOf = async ({ id }: { id: string }) => (await getRecord(vera, contract, id)).status;
    expect(await Promise.all([over, goesOn, begins, quiet, draft].map(statusOf))).toEqual([
      ...['ended', 'running', 'running', 'running', 'draft'],
    ]);
    expect((await getRecord(vera, contract, goesOn.id)).endsOn).toBe(addUnits(inDays(-1), 12, 'month'));
  });
});
