import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { category, company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../contract/index.ts';

const { join, system } = await useWorkspace();
const anahit = await join('Anahit', 'seller');
const vesela = await join('Vesela', 'manager');
const today = localDate(system.workspace.timeZone, new Date());
/** Noon of so many days ago. */
const at = (days: number) => `${addDays(today, -days)}T08:00:00+00:00`;

const client = async (name: string, more: object = {}) => (await createRecord(anahit, company, { name, ...more })).id;
const contact = (about: object, days: number, kind = 'call', who: Context = anahit) =>
  createRecord(who, task, { title: kind, kind, done: true, dueAt: at(days), ...about });
const contactsOf = async (id: string) => {
  const { firstContactAt, lastContactAt, contactDueOn } = await getRecord(vesela, company, id);
  return [firstContactAt, lastContactAt, contactDueOn];
};

describe('first and last contact', () => {
  test('come of calls, letters and visits that took place, and follow what becomes of those', async () => {
    const id = await client('Followed');
    expect(await contactsOf(id)).toEqual([null, null, addDays(today, 30)]);
    await contact({ company: id }, 50, 'visit');
    const call = await contact({ company: id }, 20);
    expect(await contactsOf(id)).toEqual([at(50), at(20), addDays(today, 10)]);
    await contact({ company: id }, 3, 'task');
    await createRecord(anahit, task, { title: 'Planned', kind: 'call', company: id, dueAt: at(-5) });
    expect(await contactsOf(id)).toEqual([at(50), at(20), addDays(today, 10)]);
    await deleteRecord(anahit, task, call.id);
    expect(await contactsOf(id)).toEqual([at(50), at(50), addDays(today, -20)]);
    await restoreRecord(anahit, task, call.id);
    expect((await contactsOf(id))[1]).toBe(at(20));
    const other = await client('Meant');
    await updateRecord(anahit, task, call.id, { company: other });
    expect([(await contactsOf(id))[1], (await contactsOf(other))[1]]).toEqual([at(50), at(20)]);
    expect((await getRecord(vesela, company, id)).version).toBe(1);
  });

  test('with a person or for a deal are contacts with their company', async () => {
    const id = await client('Through others');
    const hayk = await createRecord(anahit, person, { name: { given: 'Hayk' }, company: id });
    const made = await contact({ person: hayk.id }, 9, 'meeting');
    expect(made.company?.id).toBe(id);
    expect((await getRecord(vesela, person, hayk.id)).lastContactAt).toBe(at(9));
    const sale = await createRecord(anahit, deal, { name: 'Pumps', company: id });
    await contact({ deal: sale.id }, 2, 'letter');
    expect((await contactsOf(id)).slice(0, 2)).toEqual([at(9), at(2)]);
    await deleteRecord(anahit, company, id);
    expect((await contact({ person: hayk.id }, 1)).company).toBeNull();
  });
});

test('who has been silent too long is measured by the norm of their category, which managers keep', async () => {
  const norm = (name: string, contactDays: number) => createRecord(vesela, category, { name, contactDays });
  const [weekly, yearly] = [await norm('A', 7), await norm('C', 365)];
  await expect(createRecord(anahit, category, { name: 'B', contactDays: 1 })).rejects.toMatchObject({ status: 403 });
  const [often, seldom, plain] = [
    await client('Often', { category: weekly.id }),
    await client('Seldom', { category: yearly.id }),
    await client('Plain'),
  ];
  for (const id of [often, seldom, plain]) await contact({ company: id }, 40);
  const silent = async () => {
    const due = { field: 'contactDueOn', op: 'lessThan', value: { from: 'today' } } as const;
    const filter = { all: [due, { field: 'name', op: 'isAnyOf', value: ['Often', 'Seldom', 'Plain'] } as const] };
    const { items } = JSON.parse(await listRecords(anahit, company, { filter, sort: 'contactDueOn' }));
    return (items as { name: string }[]).map(({ name }) => name);
  };
  expect(await silent()).toEqual(['Often', 'Plain']);
  await updateRecord(vesela, category, yearly.id, { contactDays: 14 });
  expect(await silent()).toEqual(['Often', 'Seldom', 'Plain']);
  await updateRecord(anahit, company, often, { category: null });
  await contact({ company: plain }, 0);
  expect(await silent()).toEqual(['Seldom', 'Often']);
});
