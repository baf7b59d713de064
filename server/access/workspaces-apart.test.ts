import { expect, test } from 'vitest';
import { type Browser, openOffice, setUpByArmen } from '../../modules/workspace/server/office.factory.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { useDigests } from '../testing/digests.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
const armen = await setUpByArmen(office);
const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
const account = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
const wish = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
await createWorkspaceWithOwner({ database, registry, migrate }, { workspace: wish, owner: account });
const browser = office.browser();
await browser.signIn(account.email, account.password);
const { key } = (await browser.send('POST', '/api/v1/api-keys', { name: 'hers', days: 1 })).body as { key: string };
const mallory = office.program(key);

const make = async (who: Browser, plural: string, body: object, headers?: Record<string, string>) =>
  who.send('POST', `/api/v1/${plural}`, body, headers);
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const acme = idOf(await make(armen, 'companies', { name: 'Acme of Armen', externalId: 'same' }));
const hayk = idOf(await make(armen, 'people', { name: { given: 'Hayk' }, company: acme }));
const sale = idOf(await make(armen, 'deals', { name: 'Sale of Armen', company: acme, people: [hayk] }));
const line = idOf(await make(armen, 'deal-lines', { deal: sale, name: 'Line of Armen' }));
const { member } = (await armen.get('/api/v1/session')).body as { member: { id: string } };
const [stage] = (await armen.get('/api/v1/stages?limit=1')).body.items as { id: string; pipeline: { id: string } }[];
const [ours] = await database.control.query<{ id: string; schema: string }>({
  text: "select id, schema from workspace where name = 'Ararat Trade'",
});
if (!ours || !stage) throw new Error('The workspace of Armen is not as expected');
const digestOf = await useDigests(database);
const untouched = await digestOf(ours.schema);

test('a key of another workspace finds nothing by an id in a path', async () => {
  const records = {
    companies: acme,
    people: hayk,
    deals: sale,
    'deal-lines': line,
    members: member.id,
    stages: stage.id,
  };
  for (const [plural, id] of Object.entries(records)) {
    const path = `/api/v1/${plural}/${id}`;
    const attempts = [
      mallory.get(path),
      mallory.get(`${path}/changes`),
      mallory.send('PATCH', path, { externalId: 'hers' }),
      mallory.send('DELETE', path),
      mallory.send('POST', `${path}/restore`),
      make(mallory, `${plural}/batch`, { operations: [{ update: { id, externalId: 'hers' } }] }),
      make(mallory, `${plural}/batch`, { operations: [{ delete: { id } }] }),
    ];
    expect([plural, (await Promise.all(attempts)).map((answer) => answer.status)]).toEqual([
      plural,
      attempts.map(() => 404),
    ]);
  }
  expect((await mallory.get(`/api/v1/deals/board?pipeline=${stage.pipeline.id}`)).status).toBe(404);
});

test('nor points at anything by an id in a body', async () => {
  const bodies: readonly (readonly [string, object])[] = [
    ['people', { name: { given: 'Spy' }, company: acme }],
    ['people', { name: { given: 'Spy' }, affiliations: [{ id: acme, role: 'director' }] }],
    ['companies', { name: 'Spy', parent: acme }],
    ['companies', { name: 'Spy', owner: member.id }],
    ['deals', { name: 'Spy', people: [hayk] }],
    ['deals', { name: 'Spy', stage: stage.id }],
    ['deals', { name: 'Spy', pipeline: stage.pipeline.id }],
    ['deal-lines', { name: 'Spy', deal: sale }],
    ['notes', { body: 'Spy', deal: sale }],
    ['stages', { name: 'Spy', pipeline: stage.pipeline.id }],
    ['teams', { head: member.id }],
  ];
  for (const [plural, body] of bodies)
    expect([plural, body, (await make(mallory, plural, body)).status]).toEqual([plural, body, 422]);
});

test('nor reads anything by a filter, a cursor or a search', async () => {
  const filters = [
    ['people', { field: 'company', op: 'is', value: acme }],
    ['companies', { field: 'id', op: 'isAnyOf', value: [acme] }],
    ['deals', { field: 'owner', op: 'is', value: member.id }],
    ['deals', { field: 'company.name', op: 'contains', value: 'Armen' }],
    ['deals', { field: 'dealLine.name', op: 'contains', value: 'Armen' }],
  ] as const;
  for (const [plural, filter] of filters) {
    const query = `filter=${encodeURIComponent(JSON.stringify(filter))}`;
    expect((await mallory.get(`/api/v1/${plural}?${query}`)).body).toEqual({ items: [], next: null });
    expect((await armen.get(`/api/v1/${plural}?${query}`)).body.items).toHaveLength(1);
  }
  await make(armen, 'companies', { name: 'Second of Armen' });
  const page = (await armen.get('/api/v1/companies?limit=1')).body as { next: string };
  expect((await mallory.get(`/api/v1/companies?cursor=${page.next}`)).body.items).toEqual([]);
  expect((await mallory.get('/api/v1/companies?search=Armen')).body.items).toEqual([]);
  expect(JSON.stringify((await mallory.get('/api/v1/reports/pipeline')).body)).not.toContain('Armen');
});

test('nor is answered what somebody there was, by the same Idempotency-Key or the same external id', async () => {
  const once = { 'idempotency-key': 'the-very-same' };
  const theirs = await make(armen, 'products', { name: 'Product of Armen' }, once);
  const hers = await make(mallory, 'products', { name: 'Product of Armen' }, once);
  expect([theirs.status, hers.status]).toEqual([201, 201]);
  expect(idOf(hers)).not.toBe(idOf(theirs));
  expect((await make(mallory, 'companies', { name: 'Hers', externalId: 'same' })).status).toBe(201);
});

test('and none of it wrote anything there but what Armen wrote himself', async () => {
  const changed = await digestOf(ours.schema, ['companies', 'products', 'change', 'idempotency']);
  const before = JSON.parse(untouched) as { name: string }[];
  const own = before.filter(({ name }) => !['companies', 'products', 'change', 'idempotency'].includes(name));
  expect(JSON.parse(changed)).toEqual(own);
  const acmeNow = (await armen.get(`/api/v1/companies/${acme}`)).body;
  expect(acmeNow).toMatchObject({ version: 1, name: 'Acme of Armen', externalId: 'same' });
});
