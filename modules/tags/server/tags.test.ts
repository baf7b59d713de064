import { expect, test } from 'vitest';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { updateMany } from '../../../server/records/update-many.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { group, tag } from '../contract/index.ts';

const { join } = await useWorkspace();
const anahit = await join('Anahit', 'seller');
const boris = await join('Boris', 'seller');
const vesela = await join('Vesela', 'manager');

const named = async (noun: typeof tag | typeof group | typeof company, name: string) =>
  (await createRecord(anahit, noun, { name })).id;
const tagsOf = async (id: string) => (await getRecord(vesela, company, id)).tags?.map((link) => link.id);
const [vip, slow] = [await named(tag, 'VIP'), await named(tag, 'Pays late')];

test('tags and groups are made by whoever works, named once, and kept by who made them and managers', async () => {
  await expect(createRecord(boris, tag, { name: 'vip' })).rejects.toMatchObject({ code: '23505' });
  await expect(updateRecord(boris, tag, vip, { color: 'red' })).rejects.toMatchObject({ status: 403 });
  expect((await updateRecord(vesela, tag, vip, { color: 'red' })).color).toBe('red');
});

test('one is put on and taken off whatever else a record bears, and finds it', async () => {
  const id = await named(company, 'Tagged');
  const change = async (tags: object) => (await updateRecord(anahit, company, id, { tags })).tags?.map((one) => one.id);
  expect(await change({ add: [vip] })).toEqual([vip]);
  expect(await change({ add: [slow, vip] })).toEqual([vip, slow]);
  expect(await change({ remove: [vip], add: [] })).toEqual([slow]);
  expect(await change({ remove: [vip] })).toEqual([slow]);
  const filter = { field: 'tags', op: 'is', value: slow } as const;
  const { items } = JSON.parse(await listRecords(boris, company, { filter, expand: ['tags'] }));
  expect(items).toMatchObject([{ id, tags: [{ id: slow, label: 'Pays late' }] }]);
  await expect(updateRecord(boris, company, id, { tags: { add: [vip] } })).rejects.toMatchObject({ status: 403 });
  for (const tags of [{ add: [anahit.actor.memberId] }, { add: ['x'] }, { put: [vip] }])
    await expect(updateRecord(anahit, company, id, { tags })).rejects.toMatchObject({ status: 422 });
  expect(await tagsOf(id)).toEqual([slow]);
});

test('many clients are put into a group at once, each keeping the groups it is in', async () => {
  const [fair, trip] = [await named(group, 'Fair'), await named(group, 'Trip')];
  const [one, other] = [await named(company, 'One'), await named(company, 'Other')];
  await updateRecord(anahit, company, one, { groups: [fair] });
  const input = { groups: { add: [trip] } };
  await inTransaction(anahit, (tx) =>
    updateMany(
      tx,
      company,
      [one, other].map((id) => ({ id, input })),
    ),
  );
  const groupsOf = async (id: string) => (await getRecord(vesela, company, id)).groups?.map((link) => link.id);
  expect([await groupsOf(one), await groupsOf(other)]).toEqual([[fair, trip], [trip]]);
});

test('options of a list of choices are added and taken off alike', async () => {
  const { id } = await createRecord(anahit, company, { name: 'Kinds', kinds: ['customer'] });
  const kinds = { add: ['partner'], remove: ['customer'] };
  expect((await updateRecord(anahit, company, id, { kinds })).kinds).toEqual(['partner']);
  await expect(updateRecord(anahit, company, id, { kinds: { add: ['x'] } })).rejects.toMatchObject({ status: 422 });
});

test('a deal names who else wants it and, once lost, who got it', async () => {
  const rival = await createRecord(anahit, company, { name: 'Rival', kinds: ['competitor'], strengths: 'Cheap' });
  const { id } = await createRecord(anahit, deal, { name: 'Pumps', competitors: [rival.id] });
  const filter = { field: 'competitors', op: 'is', value: rival.id } as const;
  const { items } = JSON.parse(await listRecords(boris, deal, { filter }));
  expect(items).toMatchObject([{ id }]);
  expect((await updateRecord(anahit, deal, id, { lostTo: rival.id })).lostTo).toEqual({ id: rival.id });
});
