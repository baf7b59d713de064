import { expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { member, team } from '../contract/index.ts';
import { findStanding } from './member.repository.ts';

const { system, join } = await useWorkspace();
const nino = await join('Nino Beridze', 'manager');
const head = nino.actor.memberId as string;

test('a team without a name bears that of its head, and keeps one', async () => {
  const named = await createRecord(nino, team, { head });
  expect(named.name).toBe('Nino Beridze');
  const missing = { status: 422, fields: [{ path: 'name', code: 'required' }] };
  await expect(createRecord(nino, team, {})).rejects.toMatchObject(missing);
  await expect(updateRecord(nino, team, named.id, { name: null })).rejects.toMatchObject(missing);
  const nobody = '0190b6f0-0000-7000-8000-00000000dead';
  await expect(createRecord(nino, team, { head: nobody })).rejects.toMatchObject({
    fields: [{ path: 'head', code: 'unknownReference' }],
  });
});

test('a team is no part of itself, over however many steps, at the same moment too', async () => {
  const top = await createRecord(nino, team, { name: 'Top' });
  const middle = await createRecord(nino, team, { name: 'Middle', parent: top.id });
  const low = await createRecord(nino, team, { name: 'Low', parent: middle.id });
  const circle = { status: 422, fields: [{ path: 'parent', code: 'teamWithinItself' }] };
  for (const parent of [top.id, middle.id, low.id])
    await expect(updateRecord(nino, team, top.id, { parent })).rejects.toMatchObject(circle);
  const [one, two] = [await createRecord(nino, team, { name: 'One' }), await createRecord(nino, team, { name: 'Two' })];
  const outcomes = await Promise.allSettled([
    updateRecord(nino, team, one.id, { parent: two.id }),
    updateRecord(nino, team, two.id, { parent: one.id }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('who heads a team reaches all below it, and no more once it lies in the bin', async () => {
  const top = await createRecord(nino, team, { name: 'Office', head });
  const low = await createRecord(nino, team, { name: 'Desk', parent: top.id });
  const anna = await createRecord(system, member, { name: 'Anna', team: low.id });
  const reach = async () => (await findStanding(system.db, head))?.teamMemberIds ?? [];
  expect(await reach()).toContain(anna.id);
  await deleteRecord(nino, team, low.id);
  expect(await reach()).not.toContain(anna.id);
  await restoreRecord(nino, team, low.id);
  expect(await reach()).toContain(anna.id);
  expect((await getRecord(system, member, anna.id)).team?.id).toBe(low.id);
});
