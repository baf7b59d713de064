import { expect, test } from 'vitest';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { countRecords, listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { withPolicies } from '../../../server/testing/other-policies.ts';
import { addWorkspace, useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { deal, stage } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { convert } from '../../leads/server/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { campaign } from '../contract/index.ts';
import { reckonCampaign } from './campaign-figures.ts';

const { database, registry, join } = await useWorkspace();
const anna = await join('Anahit', 'seller');
const vera = await join('Vesela', 'viewer');
/** The registry of a workspace in which nobody sees such records. */
const without = (name: string) =>
  withPolicies(registry, (noun) => ({ ...registry.getPolicy(noun), ...(noun.name === name ? { grants: {} } : {}) }));
const asked = { company: { create: {} }, person: null, deal: { create: {} } };

test('a campaign ends after it begins and is no part of itself, and a viewer makes none', async () => {
  const days = { name: 'Backwards', startsOn: '2026-03-02', endsOn: '2026-03-01' };
  await expect(createRecord(vera, campaign, { name: 'Not mine' })).rejects.toMatchObject({ status: 403 });
  const early = { status: 422, fields: [{ path: 'endsOn', code: 'endsBeforeItBegins' }] };
  await expect(createRecord(anna, campaign, days)).rejects.toMatchObject(early);
  const whole = await createRecord(anna, campaign, { ...days, endsOn: '2026-03-02' });
  await expect(updateRecord(anna, campaign, whole.id, { startsOn: '2026-03-03' })).rejects.toMatchObject(early);
  const part = await createRecord(anna, campaign, { name: 'Part', parent: whole.id });
  const circle = { status: 422, fields: [{ path: 'parent', code: 'campaignWithinItself' }] };
  await expect(updateRecord(anna, campaign, whole.id, { parent: part.id })).rejects.toMatchObject(circle);
});

test('what a campaign brought is carried from the lead to deal and client, and added up with its parts', async () => {
  const budget = { amount: '1000', currency: 'USD' };
  const fair = await createRecord(anna, campaign, { name: 'Fair', budget, cost: { amount: '600', currency: 'USD' } });
  const stand = { name: 'Stand', parent: fair.id, cost: { amount: '200', currency: 'USD' } };
  const part = await createRecord(anna, campaign, stand);
  const first = await createRecord(anna, lead, { companyName: 'Won at the fair', campaign: part.id });
  await createRecord(anna, lead, { companyName: 'Still asking', campaign: fair.id });
  const turned = await convert(anna, first.id, {
    ...asked,
    deal: { create: { amount: { amount: '2000', currency: 'USD' } } },
  });
  const became = JSON.parse(turned.json) as RecordOf<typeof lead>;
  const [client, sale] = [became.company?.id ?? '', became.deal?.id ?? ''];
  expect(await getRecord(anna, company, client)).toMatchObject({ firstCampaign: { id: part.id } });
  const made = await getRecord(anna, deal, sale);
  expect(made).toMatchObject({ campaign: { id: part.id } });
  const stages = JSON.parse(await listRecords(anna, stage, { filter: { field: 'kind', op: 'is', value: 'won' } }));
  const ours = stages.items.find((one: RecordOf<typeof stage>) => one.pipeline?.id === made.pipeline?.id);
  await updateRecord(anna, deal, sale, { stage: ours.id });
  const nino = await createRecord(anna, person, { name: { given: 'Giorgi' } });
  const answer = { title: 'Came by', kind: 'visit', initiative: 'theirs', done: true, person: nino.id };
  await createRecord(anna, task, { ...answer, campaign: fair.id });
  await createRecord(anna, task, { ...answer, title: 'We rang', kind: 'call', initiative: 'ours', campaign: fair.id });

  expect(await reckonCampaign(vera, fair.id)).toEqual({
    ...{ campaigns: 2, responses: 1, leads: { all: 2, converted: 1 }, deals: { all: 1, open: 0, won: 1 } },
    won: [{ amount: '2000.00', currency: 'USD' }],
    cost: [{ amount: '800.00', currency: 'USD' }],
    budget: [{ amount: '1000.00', currency: 'USD' }],
    ...{ costPerLead: { amount: '400.00', currency: 'USD' }, returnPercent: 150 },
  });
  const { groups } = await aggregateRecords(vera, lead, {
    group: [{ field: 'campaign' }],
    filter: { field: 'campaign.parent', op: 'is', value: fair.id },
  });
  expect(groups).toEqual([{ keys: [{ id: part.id, label: 'Stand' }], values: [1] }]);
  const nothing = { campaigns: 1, responses: 0, costPerLead: null, returnPercent: null, won: [], cost: [] };
  const idle = await createRecord(anna, campaign, { name: 'Idle' });
  expect(await reckonCampaign(vera, idle.id)).toMatchObject(nothing);
});

test('whoever does not see deals learns no figure of them by a campaign', async () => {
  const made = await createRecord(anna, campaign, { name: 'Quiet', cost: { amount: '5', currency: 'USD' } });
  const blind = { ...vera, registry: without('deal') };
  const seen = await reckonCampaign(blind, made.id);
  expect(seen).toMatchObject({ deals: null, won: null, returnPercent: null, leads: { all: 0 } });
  const away = { ...vera, registry: without('campaign') };
  await expect(reckonCampaign(away, made.id)).rejects.toMatchObject({ status: 403 });
});

/** As earlier versions left it: the campaign of a lead and the first one of a client are texts. */
async function makeOld(of: Awaited<ReturnType<typeof addWorkspace>>) {
  const db = database.workspace(of.workspace);
  for (const [table, column] of [
    ['leads', 'campaign'],
    ['companies', 'first_campaign'],
  ] as const) {
    for (const text of [
      `alter table ${table} drop column ${column}`,
      `alter table ${table} add column ${column} text`,
      `create index ${table}_${column}_idx on ${table} (lower(${column}), id)`,
      `update schema_state set fingerprint = '', definitions = definitions || '{"${table}_${column}_idx": "was"}'`,
    ])
      await db.query({ text });
  }
  await db.query({ text: 'delete from campaigns' });
  return db;
}

test('names that were texts become campaigns, one for each, and what asked for them goes on asking', async () => {
  const old = await addWorkspace(database, registry);
  const named = ['Spring roofs', ' spring ROOFS ', 'Весна', '', null, 'Spring roofs'];
  const ids: string[] = [];
  for (const text of named) ids.push((await createRecord(old.system, lead, { name: `of ${text}` })).id);
  const client = await createRecord(old.system, company, { name: 'Won by it' });
  const db = await makeOld(old);
  for (const [place, text] of named.entries())
    await db.query({ text: 'update leads set campaign = $1 where id = $2', values: [text, ids[place]] });
  await db.query({ text: "update companies set first_campaign = 'Весна' where id = $1", values: [client.id] });
  const filter: Filter = {
    all: [{ field: 'campaign', op: 'contains', value: 'spring' }, { not: { field: 'campaign', op: 'isEmpty' } }],
  };
  const settings = { filter, group: [{ field: 'campaign' }] };
  await db.query({
    text: `insert into saved_view (id, noun, name, type, settings, visibility) values (gen_random_uuid(), 'lead', '{}', 'list', $1, 'shared')`,
    values: [JSON.stringify(settings)],
  });
  const { statements, refusals } = await migrateWorkspace(database, old.workspace, registry);
  expect(refusals).toEqual([]);
  expect(statements.filter((text) => text.startsWith('insert into "campaigns"'))).toHaveLength(2);

  const page = await listRecords(old.system, campaign, { sort: 'name' });
  const { items } = JSON.parse(page) as { items: RecordOf<typeof campaign>[] };
  expect(items.map(({ name }) => name)).toEqual(['Spring roofs', 'Весна']);
  const [roofs, spring] = items.map(({ id }) => ({ id }));
  const held = await Promise.all(ids.map((id) => getRecord(old.system, lead, id)));
  expect(held.map((one) => one.campaign)).toEqual([roofs, roofs, spring, null, null, roofs]);
  expect(await getRecord(old.system, company, client.id)).toMatchObject({ firstCampaign: spring });
  expect((await countRecords(old.system, campaign, { search: 'vesna' })).count).toBe(1);
  const [view] = await db.query<{ settings: { filter: Filter; group: unknown } }>({
    text: 'select settings from saved_view',
  });
  expect(view?.settings.group).toEqual(settings.group);
  expect((await countRecords(old.system, lead, { filter: view?.settings.filter as Filter })).count).toBe(3);
  expect(await migrateWorkspace(database, old.workspace, registry, { thorough: true })).toMatchObject({
    statements: [],
  });
});
