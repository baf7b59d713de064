import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { accessRole, member } from '../../workspace/contract/index.ts';
import { callOwner, useProcesses } from './process.factory.ts';
import { listProcessesOf, removeProcess } from './process.service.ts';

const world = await useProcesses();
const { owner, seller, system, begin, settle, runsOf, tasksAbout, noticesOf, join } = world;
const idOf = ({ actor }: Context) => actor.memberId ?? '';
const forMember = (ctx: Context) => ({ who: 'member', member: idOf(ctx) }) as const;

/** Sees neither what a deal is worth nor all of a company's addresses. */
let narrow: Context;
beforeAll(async () => {
  narrow = await join('Vesela', 'seller');
  const fieldRights = { deal: { amount: 'hidden' }, company: { emails: 'masked' } };
  const role = await createRecord(system, accessRole, { name: 'Narrow', base: 'seller', fieldRights });
  await updateRecord(system, member, idOf(narrow), { accessRole: role.id });
  await world.renew();
});

beforeEach(async () => {
  for (const { id } of await listProcessesOf(owner)) await removeProcess(owner, id);
});

test('tells nobody by a notice or a task what their role hides, and its maker that it was left out', async () => {
  const text = 'Worth {{amount}}: {{name}}';
  const { id: process } = await begin({
    steps: [
      { do: 'notice', text, for: forMember(narrow) },
      { ...callOwner, title: text, description: 'All of {{amount}}', for: forMember(narrow) },
      { do: 'notice', text, for: forMember(owner) },
    ],
  });
  const amount = { amount: '1500', currency: 'EUR' };
  const { id } = await createRecord(seller, deal, { name: 'Milling line', amount, owner: idOf(narrow) });
  await settle();
  expect((await noticesOf(narrow, 'process')).map((one) => one.text)).toEqual(['Worth : Milling line']);
  expect((await noticesOf(owner, 'process')).map((one) => one.text)).toEqual(['Worth €1,500.00: Milling line']);
  expect(await tasksAbout(id)).toMatchObject([
    { title: 'Worth : Milling line', description: 'All of', owner: { id: idOf(narrow) } },
  ]);
  const leftOut = { what: 'leftOut', member: idOf(narrow), fields: ['amount'] };
  expect((await runsOf(process))[0]).toMatchObject({ state: 'done' });
  expect((await runsOf(process))[0]?.notes).toEqual([
    { ...leftOut, step: 0 },
    { ...leftOut, step: 1 },
  ]);
});

test('puts into no text what is masked from its reader', async () => {
  await begin({ noun: 'company', steps: [{ do: 'notice', text: 'Write to {{emails}}', for: forMember(narrow) }] });
  const emails = [{ address: 'anahit.secret@sevan.am' }];
  const { id } = await createRecord(seller, company, { name: 'Sevan Glass', emails, owner: idOf(narrow) });
  await settle();
  const told = (await noticesOf(narrow, 'process')).find(({ target }) => target.id === id);
  expect(told?.text).toBe('Write to');
});

test('tells nobody of a record they may not see: no notice, and the task is its maker’s', async () => {
  const stranger = await join('Hayk', 'seller');
  const role = await createRecord(system, accessRole, {
    ...{ name: 'Own deals', base: 'seller', grants: { deal: { read: 'own' } } },
  });
  await updateRecord(system, member, idOf(stranger), { accessRole: role.id });
  await world.renew();
  const { id: process } = await begin({
    steps: [
      { do: 'notice', text: 'Of {{name}}', for: forMember(stranger) },
      { ...callOwner, for: forMember(stranger) },
    ],
  });
  const { id } = await createRecord(owner, deal, { name: 'Kept apart', owner: idOf(owner) });
  await settle();
  expect(await noticesOf(stranger, 'process')).toEqual([]);
  expect(await tasksAbout(id)).toMatchObject([{ title: 'Call about Kept apart', owner: { id: idOf(owner) } }]);
  expect((await runsOf(process))[0]?.notes).toEqual([
    { step: 0, what: 'notTold', member: idOf(stranger), fields: [] },
    { step: 1, what: 'givenToMaker', member: idOf(stranger), fields: [] },
  ]);
});
