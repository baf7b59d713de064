import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { mergeRecords } from '../../../server/merging/merge-records.ts';
import { undoMerge } from '../../../server/merging/undo-merge.ts';
import { runBatch } from '../../../server/records/batch.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { accountPlan, decision, installedItem } from '../../accounts/contract/index.ts';
import { company } from '../contract/index.ts';
import { holdingRoutes } from './holding.routes.ts';

const { database, system, join } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const nino = await join('Nino Beridze', 'manager');
const vera = await join('Vera Lang', 'viewer');

const make = (name: string, values: object = {}) => createRecord(anna, company, { name, ...values });
const namesOf = async (query: { filter?: Filter; search?: string }) => {
  const page = JSON.parse(await listRecords(vera, company, { ...query, sort: 'name' })) as {
    items: { name: string }[];
  };
  return page.items.map(({ name }) => name);
};
const fault = (path: string, code: string) => ({ status: 422, fields: [{ path, code }] });

describe('a company', () => {
  test('is changed by who owns it and by managers, read by all, and made by no viewer', async () => {
    const acme = await make('Acme');
    const attempts = (ctx: Context) => [
      () => updateRecord(ctx, company, acme.id, { name: 'Taken over' }),
      () => updateRecord(ctx, company, acme.id, { owner: ctx.actor.memberId }),
      () => deleteRecord(ctx, company, acme.id),
      () => restoreRecord(ctx, company, acme.id),
      () => runBatch(ctx, company, { operations: [{ update: { id: acme.id, industry: 'retail' } }] }),
    ];
    for (const stranger of [boris, vera])
      for (const attempt of attempts(stranger)) await expect(attempt()).rejects.toMatchObject({ status: 403 });
    await expect(createRecord(vera, company, { name: 'Hers' })).rejects.toMatchObject({ status: 403 });
    expect(await getRecord(vera, company, acme.id)).toEqual(acme);
    expect((await updateRecord(nino, company, acme.id, { owner: boris.actor.memberId })).owner?.id).toBe(
      boris.actor.memberId,
    );
    await expect(updateRecord(anna, company, acme.id, { name: 'Hers no more' })).rejects.toMatchObject({ status: 403 });
    expect((await updateRecord(boris, company, acme.id, { name: 'His now' })).name).toBe('His now');
  });

  test('keeps the source that was named first, and of two that become one the earlier', async () => {
    const firstOf = async (id: string) => (await getRecord(vera, company, id)).firstSource;
    const made = await make('Came by a fair', { source: 'exhibition' });
    expect(made.firstSource).toBe('exhibition');
    await updateRecord(anna, company, made.id, { source: 'website' });
    await updateRecord(anna, company, made.id, { source: null });
    expect(await firstOf(made.id)).toBe('exhibition');
    const [later] = await runBatch(anna, company, { operations: [{ create: { name: 'Came somehow' } }] }).then(
      (answer) => (JSON.parse(answer) as { items: { id: string }[] }).items,
    );
    const other = later?.id ?? '';
    expect(await firstOf(other)).toBeNull();
    await updateRecord(anna, company, other, { source: 'partner' });
    expect(await firstOf(other)).toBe('partner');
    // The one that stays was there later: it takes over what was named earlier, until the merge is undone.
    const { merge } = await mergeRecords(nino, company, other, { other: made.id, keep: {} });
    expect(await firstOf(other)).toBe('exhibition');
    const third = await make('Came third', { source: 'walkIn' });
    const again = await mergeRecords(nino, company, third.id, { other, keep: {} });
    expect(await firstOf(third.id)).toBe('exhibition');
    await undoMerge(nino, company, third.id, again.merge);
    expect([await firstOf(third.id), await firstOf(other)]).toEqual(['walkIn', 'exhibition']);
    await undoMerge(nino, company, other, merge);
    expect([await firstOf(other), await firstOf(made.id)]).toEqual(['partner', 'exhibition']);
  });

  test('is of several kinds at once, each of which finds it', async () => {
    const kinds = ['customer', 'supplier', 'partner', 'competitor'];
    const frenemy = await make('Frenemy', { kinds: [...kinds, 'customer'] });
    expect(frenemy.kinds).toEqual(kinds);
    await make('Only a supplier', { kinds: ['supplier'] });
    await make('Nothing yet', { kinds: [] });
    for (const value of kinds)
      expect(await namesOf({ filter: { field: 'kinds', op: 'is', value } })).toContain('Frenemy');
    const found = (op: 'isAnyOf' | 'isNoneOf', ...value: string[]) =>
      namesOf({ filter: { all: [{ field: 'kinds', op, value }, { search: 'frenemy' }] } });
    expect(await found('isAnyOf', 'competitor', 'dealer')).toEqual(['Frenemy']);
    expect(await found('isNoneOf', 'competitor', 'dealer')).toEqual([]);
    expect(await namesOf({ filter: { field: 'kinds', op: 'isEmpty' } })).toContain('Nothing yet');
    expect((await updateRecord(anna, company, frenemy.id, { kinds: [...kinds].reverse() })).version).toBe(1);
    expect((await updateRecord(anna, company, frenemy.id, { kinds: null })).kinds).toEqual([]);
    await expect(updateRecord(anna, company, frenemy.id, { kinds: ['friend'] })).rejects.toMatchObject(
      fault('kinds.0', 'notAnOption'),
    );
  });
});

describe('the head of a group', () => {
  const within = fault('parent', 'companyWithinItself');

  test('is no part of it, by no way', async () => {
    const head = await make('Head');
    const part = await make('Part', { parent: head.id });
    await expect(updateRecord(nino, company, head.id, { parent: head.id })).rejects.toMatchObject(within);
    await expect(updateRecord(nino, company, head.id, { parent: part.id })).rejects.toMatchObject(within);
    const swap = [{ update: { id: part.id, name: 'Renamed' } }, { update: { id: head.id, parent: { id: part.id } } }];
    await expect(runBatch(nino, company, { operations: swap })).rejects.toMatchObject({
      ...{ status: 422, params: { operation: 1 } },
      fields: [{ path: 'operations.1.parent', code: 'companyWithinItself' }],
    });
    expect((await getRecord(anna, company, part.id)).name).toBe('Part');
    // First the part leaves, then it may lead.
    const turn = [{ update: { id: part.id, parent: null } }, { update: { id: head.id, parent: part.id } }];
    await runBatch(nino, company, { operations: turn });
    expect((await getRecord(anna, company, head.id)).parent?.id).toBe(part.id);
  });

  test('is none that lies in the bin or never was, but stays named where it was head before', async () => {
    const head = await make('Gone head');
    const part = await make('Left behind', { parent: head.id });
    await deleteRecord(anna, company, head.id);
    const unknown = fault('parent', 'unknownReference');
    await expect(make('New part', { parent: head.id })).rejects.toMatchObject(unknown);
    await expect(make('New part', { parent: '0190b6f0-0000-7000-8000-00000000dead' })).rejects.toMatchObject(unknown);
    await expect(make('New part', { parent: 'Gone head' })).rejects.toMatchObject({ status: 422 });
    expect((await getRecord(vera, company, part.id, { expand: ['parent'] })).parent).toEqual({
      ...{ id: head.id, label: 'Gone head' },
    });
    expect((await updateRecord(anna, company, part.id, { name: 'Still here', parent: head.id })).parent?.id).toBe(
      head.id,
    );
    await restoreRecord(anna, company, head.id);
    expect(await namesOf({ filter: { field: 'parent.name', op: 'is', value: 'gone HEAD' } })).toEqual(['Still here']);
  });
});

describe('what a company is known by', () => {
  test('in law and at its bank finds it, whole or in part', async () => {
    const requisites = {
      ...{ legalName: 'ООО «Арарат Трейд»', taxId: '7707083893', registrationNumber: '1027700132195' },
      ...{ bankName: 'Ameriabank', bankAccount: 'AM12 1570 0123 4567', bankCode: 'ARMIAM22' },
    };
    const ararat = await make('Ararat', requisites);
    expect(ararat).toMatchObject(requisites);
    for (const search of ['7707083893', '0708389', '1027700132195', 'ooo ararat', 'арарат трейд', '1570 0123'])
      expect([search, await namesOf({ search })]).toEqual([search, ['Ararat']]);
    expect(await namesOf({ filter: { field: 'bankCode', op: 'startsWith', value: 'armi' } })).toEqual(['Ararat']);
    expect(await namesOf({ search: '7707083894' })).toEqual([]);
  });

  test.each([
    ['website', 'javascript:alert(1)', 'notAUrl'],
    ['website', 'data:text/html,x', 'notAUrl'],
    ['website', 'not a page', 'notAUrl'],
    ['taxId', '1'.repeat(41), 'tooLong'],
    ['bankCode', 'X'.repeat(21), 'tooLong'],
    ['name', 'N'.repeat(301), 'tooLong'],
    ['foundedYear', 999, 'tooSmall'],
    ['employees', -1, 'tooSmall'],
    ['employees', '12', 'notANumber'],
    ['annualRevenue.currency', { amount: '1', currency: 'XYZ' }, 'notACurrency'],
    ['annualRevenue.currency', { amount: '1' }, 'required'],
    ['annualRevenue.amount', { amount: 'much', currency: 'USD' }, 'notAnAmount'],
    ['emails.0', ['nobody at home'], 'notAnEmail'],
    ['phones.0', ['no digits'], 'notAPhone'],
    ['lifecycle', 'engaged', 'notAnOption'],
  ])('is refused as %s where it is %j', async (path, value, code) => {
    const [name = ''] = path.split('.');
    await expect(make('Wrong', { [name]: value })).rejects.toMatchObject({ status: 422, fields: [{ code }] });
    expect(await namesOf({ filter: { field: 'name', op: 'is', value: 'Wrong' } })).toEqual([]);
  });

  test('is kept in one form however it was written', async () => {
    const written = await make('  Spaces  ', { website: 'acme.example/path', taxId: ' 770 ', industry: 'Beekeeping' });
    expect(written).toMatchObject({
      ...{ name: 'Spaces', website: 'https://acme.example/path', taxId: '770', industry: 'Beekeeping' },
    });
    expect(system.workspace.currency).toBe('USD');
    expect((await updateRecord(anna, company, written.id, { taxId: '', website: null })).taxId).toBeNull();
  });
});

test('the terms agreed with a company stand on its card, and find it', async () => {
  const terms = { discount: 12.5, priceList: 'Wholesale', paymentDays: 45 };
  const { id } = await make('On terms', terms);
  expect(await getRecord(vera, company, id)).toMatchObject(terms);
  expect(await namesOf({ filter: { field: 'discount', op: 'atLeast', value: 12.5 } })).toEqual(['On terms']);
  expect(await namesOf({ filter: { field: 'priceList', op: 'contains', value: 'whole' } })).toEqual(['On terms']);
  await expect(updateRecord(anna, company, id, { discount: 101 })).rejects.toMatchObject({ status: 422 });
});

describe('a holding', () => {
  const holdingOf = async (id: string) => {
    const route = holdingRoutes[0] as unknown as {
      handle(ctx: Context, input: object): Promise<{ companies: { name: string; parent: string | null }[] }>;
    };
    return (await route.handle(vera, { params: { id } })).companies;
  };

  test('is told from any of its companies: the head first, with all below it, without the bin and what hangs there', async () => {
    const head = await make('Head of all');
    const east = await make('East', { parent: head.id });
    const west = await make('West', { parent: head.id });
    const far = await make('Far east', { parent: east.id });
    const names = ['Head of all', 'East', 'West', 'Far east'];
    for (const { id } of [head, east, west, far]) expect((await holdingOf(id)).map(({ name }) => name)).toEqual(names);
    expect((await holdingOf(west.id)).map(({ parent }) => parent)).toEqual([null, head.id, head.id, east.id]);
    await deleteRecord(anna, company, east.id);
    expect((await holdingOf(head.id)).map(({ name }) => name)).toEqual(['Head of all', 'West']);
    expect((await holdingOf(far.id)).map(({ name, parent }) => [name, parent])).toEqual([['Far east', null]]);
  });
});

describe('what is known and planned of a client', () => {
  test('is kept by who keeps it, and found by its words', async () => {
    const { id } = await make('Planned');
    const plan = await createRecord(anna, accountPlan, { name: 'Year', company: id, whiteSpace: 'Spare parts' });
    expect([plan.state, plan.owner?.id]).toEqual(['draft', anna.actor.memberId]);
    await expect(updateRecord(boris, accountPlan, plan.id, { state: 'active' })).rejects.toMatchObject({ status: 403 });
    await expect(createRecord(vera, accountPlan, { name: 'Mine', company: id })).rejects.toMatchObject({ status: 403 });
    await expect(createRecord(anna, accountPlan, { name: 'Of nobody' })).rejects.toMatchObject(
      fault('company', 'required'),
    );
    const found = JSON.parse(await listRecords(vera, accountPlan, { search: 'spare' })) as { items: object[] };
    expect(found.items).toMatchObject([{ id: plan.id }]);
  });

  test('says whose machine it has at work, and until when', async () => {
    const [{ id }, rival] = [await make('Equipped'), await make('Rival')];
    const theirs = { name: 'Old press', company: id, vendor: rival.id, since: '2019-05-01', condition: 'worn' };
    const item = await createRecord(anna, installedItem, theirs);
    expect(item).toMatchObject({ quantity: 1, product: null, vendor: { id: rival.id }, since: '2019-05-01' });
    const few = updateRecord(anna, installedItem, item.id, { quantity: -1 });
    await expect(few).rejects.toMatchObject({ status: 422, fields: [{ path: 'quantity' }] });
  });

  test('tells a decision of a company or a deal, and of one of them at least', async () => {
    const { id } = await make('Deciding');
    const taken = { name: 'One supplier', decidedOn: '2026-01-02', consequence: 'A new offer' };
    await expect(createRecord(anna, decision, taken)).rejects.toMatchObject({ fields: [{ path: 'company' }] });
    const made = await createRecord(anna, decision, { ...taken, company: id });
    expect(made.decidedBy?.id).toBe(anna.actor.memberId);
    await expect(updateRecord(boris, decision, made.id, { name: 'None' })).rejects.toMatchObject({ status: 403 });
  });
});
