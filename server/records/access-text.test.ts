import { describe, expect, test } from 'vitest';
import { person } from '../../modules/people/contract/index.ts';
import { accessRole, member, sharingRule, team } from '../../modules/workspace/contract/index.ts';
import { actAs } from '../access/act-as.ts';
import type { Context } from '../context.ts';
import { readRegistry } from '../metadata/registries.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { accessText } from './access-text.ts';
import { createRecord } from './create.ts';
import { listRecords } from './list.ts';
import { updateRecord } from './update.ts';

const { system, registry } = await useWorkspace();
const role = await createRecord(system, accessRole, {
  ...{ name: 'What their team has', base: 'seller', grants: { person: { read: 'team' } } },
});
const hire = async (name: string) =>
  (await createRecord(system, member, { name, role: 'seller', accessRole: role.id })).id;
const [nune, vardan] = [await hire('Nune Sahakyan'), await hire('Vardan Melikyan')];
const { id: north } = await createRecord(system, team, { name: 'North' });
await updateRecord(system, member, nune, { team: north });
await createRecord(system, person, { name: { given: 'Of Nune' }, owner: nune });
await createRecord(system, person, { name: { given: 'Of Vardan' }, owner: vardan });
await createRecord(system, person, { name: { given: 'Born at the end of May' }, birthday: '1990-05-31' });

let rights = await readRegistry(registry, system.db);
async function standing(id: string): Promise<Context> {
  const ctx = await actAs({ ...system, registry: rights }, id);
  if (!ctx) throw new Error('Nobody');
  return { ...ctx, through: 'web' };
}

async function seen(ctx: Context): Promise<readonly string[]> {
  const { items } = JSON.parse(await listRecords(ctx, person, { sort: 'createdAt', fields: ['name'] }));
  return items.map(({ name }: { name: { given: string } }) => name.given);
}

describe('what is kept of a member’s rights', () => {
  test('is written once, and anew for the next question after they joined a team or left it', async () => {
    const alone = await standing(nune);
    expect(await seen(alone)).toEqual(['Of Nune']);
    expect(accessText(await standing(nune), person)).toBe(accessText(alone, person));
    await updateRecord(system, member, vardan, { team: north });
    expect(await seen(await standing(nune))).toEqual(['Of Nune', 'Of Vardan']);
    await updateRecord(system, member, vardan, { team: null });
    expect(await seen(await standing(nune))).toEqual(['Of Nune']);
  });

  test('is each member’s own, and nothing is kept for the system', async () => {
    expect(await seen(await standing(vardan))).toEqual(['Of Vardan']);
    expect(await seen(await standing(nune))).toEqual(['Of Nune']);
    expect(accessText(system, person)).toBeNull();
  });

  test('follows a role that is another', async () => {
    await updateRecord(system, accessRole, role.id, { grants: { person: { read: 'own' } } });
    await updateRecord(system, member, vardan, { team: north });
    rights = await readRegistry(registry, system.db);
    expect(await seen(await standing(nune))).toEqual(['Of Nune']);
  });

  test('follows the clock of the workspace where a rule names a day of moments', async () => {
    const where = { field: 'createdAt', op: 'is', value: '2026-03-01' };
    await createRecord(system, sharingRule, { name: 'That day', everyone: true, opens: { noun: 'person', where } });
    rights = await readRegistry(registry, system.db);
    const ctx = await standing(nune);
    const in_ = (timeZone: string) => accessText({ ...ctx, workspace: { ...ctx.workspace, timeZone } }, person);
    expect(in_('Asia/Yerevan')).not.toBe(in_('Europe/Sofia'));
  });

  test('holds for one day where a rule names days', async () => {
    const where = { field: 'birthday', op: 'atMost', value: { from: 'today', plus: -36, unit: 'year' } };
    await createRecord(system, sharingRule, { name: 'Old enough', everyone: true, opens: { noun: 'person', where } });
    rights = await readRegistry(registry, system.db);
    const ctx = await standing(nune);
    const on = (day: string): Context => ({ ...ctx, now: () => new Date(`${day}T12:00:00Z`) });
    expect(await seen(on('2025-12-31'))).toEqual(['Of Nune']);
    expect(await seen(on('2026-12-31'))).toEqual(['Of Nune', 'Born at the end of May']);
    expect(await seen(on('2025-12-31'))).toEqual(['Of Nune']);
  });
});
