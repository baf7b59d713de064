import { expect, test } from 'vitest';
import { actAs } from '../../../server/access/act-as.ts';
import type { Context } from '../../../server/context.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { accessRole, member } from '../../workspace/contract/index.ts';
import { installedItem } from '../contract/index.ts';
import { offer } from './offer.service.ts';

const { system, registry, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');
const client = await createRecord(anna, company, { name: 'Vanadzor Wool' });
const kettle = await createRecord(system, product, { name: 'Kettle', price: { amount: '40.00', currency: 'EUR' } });

const install = (values: object = {}) =>
  createRecord(anna, installedItem, { name: 'Old kettle', company: client.id, ...values });
const linesOf = async (ctx: Context, id: string) =>
  (
    JSON.parse(await listRecords(ctx, dealLine, { filter: { field: 'deal', op: 'is', value: id } })) as {
      items: { name: string; quantity: number; amount: unknown }[];
    }
  ).items;

test('is made by whoever may change the item and make deals, and by nobody else', async () => {
  const { id } = await install();
  for (const other of [vera, boris]) await expect(offer(other, id)).rejects.toMatchObject({ status: 403 });
  const deals = async () => (JSON.parse(await listRecords(system, deal, {})) as { items: unknown[] }).items.length;
  const before = await deals();
  await deleteRecord(anna, installedItem, id);
  await expect(offer(anna, id)).rejects.toMatchObject({ status: 409, code: 'inBin' });
  expect(await deals()).toBe(before);
});

test('is the client’s and the actor’s, with the product in it, and what it replaces is named and leads there', async () => {
  const item = await install({ product: kettle.id, quantity: 3, serial: 'K-7', until: '2030-05-01' });
  const { deal: id } = await offer(anna, item.id);
  const made = await getRecord(anna, deal, id);
  expect(made).toMatchObject({
    ...{ name: 'Kettle', company: { id: client.id }, owner: { id: anna.actor.memberId }, status: 'open' },
    ...{ description: '3 × Old kettle, K-7, 2030-05-01', amount: { amount: '120.00', currency: 'EUR' } },
  });
  expect(await linesOf(anna, id)).toMatchObject([{ name: 'Kettle', quantity: 3 }]);
  expect(await getRecord(anna, installedItem, item.id)).toMatchObject({ offer: { id } });
});

test('of what is a competitor’s has no line, and its name', async () => {
  const { deal: id } = await offer(anna, (await install({ name: 'Their boiler' })).id);
  expect(await getRecord(anna, deal, id)).toMatchObject({ name: 'Their boiler', amount: null });
  expect(await linesOf(anna, id)).toEqual([]);
});

test('is made once while it is open, and again when that one is gone', async () => {
  const { id } = await install();
  const first = await offer(anna, id);
  await expect(offer(anna, id)).rejects.toMatchObject({ status: 409, code: 'offeredAlready' });
  await deleteRecord(anna, deal, first.deal);
  const second = await offer(anna, id);
  expect(second.deal).not.toBe(first.deal);
  await updateRecord(anna, installedItem, id, { offer: null });
  await offer(anna, id);
});

test('tells nothing of the item that is closed to whoever makes it', async () => {
  const role = await createRecord(system, accessRole, {
    ...{ name: 'Fitter', base: 'seller' },
    fieldRights: { installedItem: { serial: 'hidden', until: 'hidden', quantity: 'hidden', product: 'hidden' } },
  });
  await updateRecord(system, member, anna.actor.memberId ?? '', { accessRole: role.id });
  const item = await install({ product: kettle.id, quantity: 3, serial: 'K-8', until: '2031-05-01' });
  const fitter = await actAs({ ...anna, registry: await readRegistry(registry, system.db) }, anna.actor.memberId ?? '');
  if (!fitter) throw new Error('Nobody');
  const { deal: id } = await offer(fitter, item.id);
  expect(await getRecord(system, deal, id)).toMatchObject({ name: 'Old kettle', description: 'Old kettle' });
  expect(await linesOf(system, id)).toEqual([]);
});
