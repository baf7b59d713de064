import { expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { ledMembersSql, mostNamed } from '../../../server/records/led-members-sql.ts';
import { listRecords } from '../../../server/records/list.ts';
import { Params } from '../../../server/records/params.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { company } from '../../companies/contract/index.ts';
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

test('a statement that finds the members of a head itself finds those of their standing', async () => {
  const gor = await createRecord(system, member, { name: 'Gor' });
  const lusine = await createRecord(system, member, { name: 'Lusine' });
  const top = await createRecord(nino, team, { name: 'North', head: gor.id });
  const low = await createRecord(nino, team, { name: 'Far north', parent: top.id, head: lusine.id });
  const gone = await createRecord(nino, team, { name: 'Gone', parent: top.id });
  const beside = await createRecord(nino, team, { name: 'South' });
  const join = (name: string, id: string) => createRecord(system, member, { name, team: id });
  const [mher, , anna] = [await join('Mher', low.id), await join('Left', gone.id), await join('Anna', top.id)];
  await join('Southerner', beside.id);
  await deleteRecord(system, member, (await join('Fired', low.id)).id);
  await deleteRecord(nino, team, gone.id);
  const found = async (id: string) => {
    const params = new Params();
    const rows = await system.db.query<{ id: string }>({ text: ledMembersSql(id, params), values: params.values });
    return [...new Set(rows.map((row) => row.id))].sort();
  };
  expect(await found(gor.id)).toEqual([gor.id, lusine.id, mher.id, anna.id].sort());
  for (const { id } of [gor, lusine, mher, anna])
    expect(await found(id)).toEqual([...((await findStanding(system.db, id))?.teamMemberIds ?? [])].sort());
});

test('the head of more than a statement names sees what theirs own, and nothing else', async () => {
  const office = await createRecord(nino, team, { name: 'Great office' });
  const great = await join('Great head', 'seller');
  const id = great.actor.memberId as string;
  await updateRecord(system, team, office.id, { head: id });
  await system.db.query({
    text: `insert into members (id, name, role, active, team, version, created_at, updated_at)
      select gen_random_uuid(), 'Crowd ' || n, 'seller', true, $1, 1, now(), now() from generate_series(1, $2::int) n`,
    values: [office.id, mostNamed + 1],
  });
  const [some] = await system.db.query<{ id: string }>({ text: `select id from members where name = 'Crowd 7'` });
  await createRecord(system, company, { name: 'Theirs', owner: some?.id });
  await createRecord(system, company, { name: 'Own', owner: id });
  await createRecord(system, company, { name: 'Of another', owner: head });
  await createRecord(system, company, { name: 'Of nobody' });
  const { teamMemberIds = [] } = (await findStanding(system.db, id)) ?? {};
  expect(teamMemberIds.length).toBeGreaterThan(mostNamed);
  const actor = { ...great.actor, teamMemberIds };
  const names = async (filter: Filter) => {
    const page = await listRecords({ ...great, actor }, company, { filter, sort: 'name' });
    return JSON.parse(page).items.map(({ name }: { name: string }) => name);
  };
  const theirs: Filter = { field: 'owner', op: 'isInTeamOf', value: '@me' };
  expect(await names(theirs)).toEqual(['Own', 'Theirs']);
  expect(await names({ not: theirs })).toEqual(['Of another', 'Of nobody']);
});
