import { beforeAll, describe, expect, it } from 'vitest';
import client from '../../../server/cli/commands/client.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { openCustomerProject } from '../../../server/testing/client-package.ts';
import { runCommand } from '../../../server/testing/command-line.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { Answer, Browser } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller, sellerId: nare, viewer } = await openStaffedOffice();
await prepareJobs(office.database, { info: () => undefined, warn: () => undefined, error: console.error });

const contract = {
  one: { en: 'Contract', ru: 'Договор' },
  many: { en: 'Contracts', ru: 'Договоры' },
  icon: 'contract',
  titleLabel: { en: 'Number' },
  fields: [
    { kind: 'relation', label: { en: 'Company' }, to: 'company' },
    { kind: 'money', label: { en: 'Value' } },
    { kind: 'choice', label: { en: 'State' }, options: [{ label: { en: 'Draft' } }, { label: { en: 'Signed' } }] },
    { kind: 'date', label: { en: 'Signed on' } },
  ],
};
const add = (noun: object, who = armen) => who.send('POST', '/api/v1/custom-nouns', noun);
const create = (plural: string, record: object, who = armen) => who.send('POST', `/api/v1/${plural}`, record);
const listed = async (who: Browser, plural: string, query: Record<string, string>) => {
  const { body } = await who.get(`/api/v1/${plural}?${new URLSearchParams(query)}`);
  return (body.items ?? []) as readonly AnyRecord[];
};
const is = (field: string, value: unknown) => JSON.stringify({ field, op: 'is', value });
const idOf = ({ body }: Answer) => String(body.id);
const named = (records: readonly AnyRecord[]) => records.map(({ name }) => name);
const told = async (who: Browser, name: string) => {
  const { nouns } = (await who.get('/api/v1/metadata')).body as unknown as { nouns: NounMetadata[] };
  return nouns.find((noun) => noun.name === name);
};

describe('a noun is refused', () => {
  it('to everybody but owners', async () => {
    expect((await add(contract, office.browser())).status).toBe(401);
    for (const who of [seller, viewer]) {
      expect(await add(contract, who)).toMatchObject({ status: 403, code: 'roleRequired' });
      expect((await who.get('/api/v1/custom-nouns')).status).toBe(403);
    }
    expect((await armen.get('/api/v1/custom-nouns')).body.items).toEqual([]);
  });

  it.each([
    [{ one: {} }, 'one', 'required'],
    [{ many: { en: ' ' } }, 'many.en', 'required'],
    [{ icon: 'spaceship' }, 'icon', 'notAnOption'],
    [{ rights: 'none' }, 'rights', 'notAnOption'],
    [{ fields: [{ kind: 'relation', label: { en: 'To' }, to: 'spaceship' }] }, 'fields.0.to', 'unknownNoun'],
    [{ fields: [{ kind: 'choice', label: { en: 'Kind' } }] }, 'fields.0.options', 'required'],
  ])('that makes no sense, with nothing kept of it: %j', async (wrong, path, code) => {
    const answer = await add({ one: { en: 'Boat' }, many: { en: 'Boats' }, ...wrong });
    expect([answer.status, answer.body.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
    expect((await armen.get('/api/v1/custom-nouns')).body.items).toEqual([]);
    expect((await armen.get('/api/v1/x-boats')).code).toBe('unknownNoun');
  });
});

describe('an added noun is a noun', () => {
  beforeAll(async () => {
    const answer = await add(contract);
    expect([answer.status, answer.body]).toMatchObject([201, { name: 'xContract', plural: 'x-contracts', version: 1 }]);
    expect(answer.headers.etag).toBe('"1"');
    await create('companies', { name: 'Ararat Brandy' });
  });

  it('described to every client on every process, by what each may do', async () => {
    const noun = await told(seller, 'xContract');
    expect(noun).toMatchObject({ title: 'name', icon: 'contract', custom: true, label: { one: contract.one } });
    expect(noun?.fields.slice(0, 6).map(({ name }) => name)).toEqual([
      ...['name', 'owner', 'xCompany', 'xValue', 'xState', 'xSignedOn'],
    ]);
    expect(noun?.fields[0]).toMatchObject({ required: true, label: { en: 'Number', ru: 'Название' } });
    expect(noun?.may).toMatchObject({ create: true, update: true, import: false });
    expect((await told(viewer, 'xContract'))?.may).toMatchObject({ read: true, create: false });
  });

  it('written and read back, filtered, ordered, searched, counted and kept in history', async () => {
    const company = (await listed(armen, 'companies', { search: 'ararat' }))[0]?.id;
    const value = { amount: '5000.00', currency: 'AMD' };
    const signed = {
      name: 'Договор А-17',
      xCompany: company,
      xValue: value,
      xState: 'signed',
      xSignedOn: '2026-02-03',
    };
    const made = await create('x-contracts', signed, seller);
    expect([made.status, made.body]).toMatchObject([201, { owner: { id: nare }, xState: 'signed', version: 1 }]);
    await create('x-contracts', { name: 'B-2', xState: 'draft' });
    const [found] = await listed(viewer, 'x-contracts', { filter: is('xCompany.name', 'Ararat Brandy'), expand: '*' });
    expect(found?.xCompany).toEqual({ id: company, label: 'Ararat Brandy' });
    expect(named(await listed(viewer, 'x-contracts', { sort: '-xSignedOn' }))).toEqual(['Договор А-17', 'B-2']);
    expect(named(await listed(viewer, 'x-contracts', { search: 'dogovor' }))).toEqual(['Договор А-17']);
    expect((await viewer.get('/api/v1/x-contracts/count')).body).toEqual({ count: 2, capped: false });
    const group = JSON.stringify([{ field: 'xState' }]);
    const { body } = await viewer.get(`/api/v1/x-contracts/aggregate?${new URLSearchParams({ group })}`);
    expect(body.groups).toEqual([
      { keys: ['draft'], values: [1] },
      { keys: ['signed'], values: [1] },
    ]);
    const address = `/api/v1/x-contracts/${idOf(made)}`;
    expect((await seller.send('PATCH', address, { xState: 'draft' }, { 'if-match': '"1"' })).body.version).toBe(2);
    expect((await seller.send('PATCH', address, { xState: 'signed' }, { 'if-match': '"1"' })).code).toBe('stale');
    const { items } = (await viewer.get(`${address}/changes`)).body as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['updated', 'created']);
  });

  it('changed by who may, deleted, restored and written in batches', async () => {
    const theirs = idOf(await create('x-contracts', { name: 'C-3' }));
    expect((await seller.send('PATCH', `/api/v1/x-contracts/${theirs}`, { name: 'Mine' })).status).toBe(403);
    expect((await create('x-contracts', { name: 'D-4' }, viewer)).status).toBe(403);
    await armen.send('DELETE', `/api/v1/x-contracts/${theirs}`);
    expect(named(await listed(armen, 'x-contracts', { deleted: 'true' }))).toEqual(['C-3']);
    expect((await armen.send('POST', `/api/v1/x-contracts/${theirs}/restore`, {})).status).toBe(200);
    const operations = [{ create: { name: 'E-5' } }, { delete: { id: theirs } }];
    expect((await armen.send('POST', '/api/v1/x-contracts/batch', { operations })).status).toBe(200);
    const refused = await create('x-contracts', { name: 'F-6', xColour: 'red' });
    expect(refused.body.fields).toEqual([expect.objectContaining({ path: 'xColour', code: 'unknownProperty' })]);
  });

  it('pointed at by nouns of both sorts', async () => {
    const field = { noun: 'task', kind: 'relation', to: 'xContract', label: { en: 'Contract' } };
    expect((await armen.send('POST', '/api/v1/custom-fields', field)).status).toBe(201);
    const annex = { one: { en: 'Annex' }, many: { en: 'Annexes' }, rights: 'directory' };
    const fields = [{ kind: 'relation', to: 'xContract', label: { en: 'Of' }, required: true }];
    expect((await add({ ...annex, fields })).body).toMatchObject({ plural: 'x-annexes' });
    const contractId = (await listed(armen, 'x-contracts', { search: 'b-2' }))[0]?.id;
    await create('tasks', { title: 'Sign it', xContract: contractId }, seller);
    await create('x-annexes', { name: 'One', xOf: contractId });
    expect(await listed(viewer, 'tasks', { filter: is('xContract.name', 'B-2') })).toHaveLength(1);
    expect(await listed(viewer, 'x-annexes', { filter: is('xOf.xState', 'draft') })).toHaveLength(1);
    expect((await create('x-annexes', { name: 'Two', xOf: contractId }, seller)).status).toBe(403);
    expect((await create('x-annexes', { name: 'Two' })).status).toBe(422);
  });
});

describe('the description of the API', () => {
  type Json = { readonly [key: string]: Json | undefined };
  const described = async (who: Browser) => (await who.get('/api/openapi.json')).body as unknown as Json;
  const schemasOf = (document: Json) => document.components?.schemas ?? {};

  it('holds the nouns and fields of the workspace, as they are now, for those who are in it', async () => {
    const ours = await described(seller);
    expect(Object.keys(ours.paths ?? {})).toEqual(expect.arrayContaining(['/api/v1/x-contracts', '/api/v1/deals']));
    expect(Object.keys(ours.paths ?? {}).filter((path) => path.includes('x-{plural}'))).toEqual([]);
    const { XContract, Task, ...schemas } = schemasOf(ours);
    expect(XContract?.properties).toMatchObject({ xSignedOn: { title: 'Signed on' }, xValue: { title: 'Value' } });
    expect(Task?.properties?.xContract).toMatchObject({ title: 'Contract' });
    expect(schemas.XContractsCreateBody?.required).toEqual(['name']);
    const field = { noun: 'xContract', kind: 'percent', label: { en: 'Discount' }, help: { en: 'Of the list price' } };
    const { name } = (await armen.send('POST', '/api/v1/custom-fields', field)).body as { name: string };
    expect(schemasOf(await described(seller)).XContract?.properties?.[name]).toMatchObject({
      ...{ title: 'Discount', description: 'Of the list price' },
    });
    const anybody = await described(office.browser());
    expect(anybody.paths).toHaveProperty('/api/v1/x-{plural}/{id}');
    expect(JSON.stringify(anybody)).not.toMatch(/xContract|Discount|Signed on/);
  });

  it('leaves out what the reader would be refused', async () => {
    const [owners, sellers, viewers] = [await described(armen), await described(seller), await described(viewer)];
    const verbs = (document: Json, path: string) => Object.keys(document.paths?.[`/api/v1${path}`] ?? {});
    expect(verbs(owners, '/custom-fields')).toEqual(['get', 'post']);
    expect(verbs(sellers, '/custom-fields')).toEqual([]);
    expect(verbs(sellers, '/deals/{id}')).toEqual(['get', 'patch', 'delete']);
    expect(verbs(sellers, '/teams')).toEqual(['get']);
    expect(verbs(viewers, '/x-contracts/{id}')).toEqual(['get']);
    expect(JSON.stringify(viewers)).not.toContain('XContractsCreateBody');
    const body = { name: 'reader', days: 1, readOnly: true };
    const { key } = (await armen.send('POST', '/api/v1/api-keys', body)).body as { key: string };
    const methods = Object.values((await described(office.program(key))).paths ?? {}).flatMap((path) =>
      Object.keys(path ?? {}),
    );
    expect([...new Set(methods)]).toEqual(['get']);
  });

  it('is sent again only when it changed, and to no bad key', async () => {
    const { headers } = await armen.get('/api/openapi.json');
    const again = { 'if-none-match': String(headers.etag) };
    expect((await armen.get('/api/openapi.json', again)).status).toBe(304);
    expect((await viewer.get('/api/openapi.json', again)).status).toBe(200);
    expect(await office.program('rapport_x').get('/api/openapi.json')).toMatchObject({ status: 401 });
  });
});

describe('the client for TypeScript', () => {
  it('is used by a customer outside the repository, with the types of the workspace', async () => {
    const standard = await runCommand([client], {}, 'client', '--standard');
    const project = await openCustomerProject(standard.out);
    const { key } = (await seller.send('POST', '/api/v1/api-keys', { name: 'shop', days: 1 })).body as { key: string };
    const settings = { RAPPORT_URL: await office.listen(), RAPPORT_API_KEY: key };
    await project.run(settings, 'rapport-types', '--url', settings.RAPPORT_URL, '--out', 'nouns.ts');
    project.write('shop.mjs', program);
    const told = JSON.parse(await project.run(settings, process.execPath, 'shop.mjs')) as object;
    expect(told).toEqual({
      ...{ name: 'S-9', state: 'signed', names: ['S-9'], count: 1 },
      stale: 'stale 412 S-9',
      refused: 'name required',
      merges: 'merged undone S-9',
    });
    project.write('typed.ts', typed);
    expect(project.faultsOf('typed.ts')).toEqual([]);
  }, 60_000);

  const program = `
    import { createRapport, RapportError } from 'rapport-client';
    const rapport = createRapport({ url: process.env.RAPPORT_URL, key: process.env.RAPPORT_API_KEY });
    const contracts = rapport.records('x-contracts');
    const made = await contracts.create({ name: 'S-9', xState: 'draft' }, { idempotencyKey: 'once' });
    await contracts.create({ name: 'S-9', xState: 'draft' }, { idempotencyKey: 'once' });
    const { xState: state } = await contracts.update(made.id, { xState: 'signed' }, { version: made.version });
    const filter = { field: 'name', op: 'is', value: 'S-9' };
    const names = [];
    for await (const { name } of contracts.all({ filter, limit: 1, fields: ['name'] })) names.push(name);
    const { count } = await contracts.count({ filter });
    const fail = (error) => { if (error instanceof RapportError) return error; throw error; };
    const old = await contracts.update(made.id, { xState: 'draft' }, { version: 1 }).catch(fail);
    const empty = await contracts.create({}).catch(fail);
    const stale = [old.code, old.status, old.params.current.name].join(' ');
    const refused = empty.fields.map(({ path, code }) => path + ' ' + code).join();
    const twin = await contracts.create({ name: 'S-9 twin', xState: 'draft' });
    const { merge } = await contracts.merge(made.id, twin.id, { keep: { name: 'other' } });
    const { record, merge: undone } = await contracts.undoMerge(made.id, merge.id);
    const merges = [merge.state, undone.state, record.name].join(' ');
    console.log(JSON.stringify({ name: made.name, state, names, count, stale, refused, merges }));`;

  const typed = `
    import { createRapport } from 'rapport-client';
    import type { Nouns as Standard } from 'rapport-client/nouns';
    import type { Nouns } from './nouns.ts';
    const rapport = createRapport<Nouns>({ url: '', key: '' });
    export const number: Promise<string> = rapport.records('x-contracts').get('1', { fields: ['name'] }).then(({ name }) => name);
    export const day: Promise<string | null> = rapport.records('x-contracts').get('1').then(({ xSignedOn }) => xSignedOn);
    export const made = rapport.records('x-contracts').create({ name: 'A', xState: 'signed', xValue: { amount: '1', currency: 'EUR' } });
    export const deals = createRapport<Standard>({ url: '', key: '' }).records('deals').list({ sort: '-amount' });
    // @ts-expect-error a contract needs its name
    rapport.records('x-contracts').create({ xState: 'signed' });
    // @ts-expect-error no such option
    rapport.records('x-contracts').create({ name: 'A', xState: 'sunk' });
    // @ts-expect-error not asked for
    rapport.records('x-contracts').get('1', { fields: ['name'] }).then(({ xValue }) => xValue);
    // @ts-expect-error no such noun
    rapport.records('x-spaceships');`;
});

describe('addresses', () => {
  it('of no noun of the workspace are unknown, and no module answers there', async () => {
    for (const plural of ['x-spaceships', 'x-companies', 'x-'])
      expect([plural, (await armen.get(`/api/v1/${plural}`)).status]).toEqual([plural, 404]);
    expect((await armen.get('/api/v1/spaceships')).code).toBe('routeNotFound');
    expect((await office.browser().get('/api/v1/x-contracts')).status).toBe(401);
  });

  it.each([
    ['X rays', 'X rays', 'xExRays', 'x-ex-rays'],
    ['Contract', 'Contracts', 'xContract2', 'x-contracts-2'],
    ['Պայմանագիր', 'Պայմանագրեր', 'xPaimanagir', 'x-paimanagrer'],
    ['1С', '???', 'xNoun1s', 'x-nouns'],
  ])('of "%s", "%s" are words that nothing else has', async (one, many, name, plural) => {
    expect((await add({ one: { en: one }, many: { en: many } })).body).toMatchObject({ name, plural });
  });
});

it('a noun is renamed under its old address, by one owner at a time', async () => {
  const { id, version } = (await add({ one: { en: 'Trip' }, many: { en: 'Trips' } })).body as {
    id: string;
    version: number;
  };
  const change = (patch: object) =>
    armen.send('PATCH', `/api/v1/custom-nouns/${id}`, patch, { 'if-match': `"${version}"` });
  const answers = await Promise.all([change({ one: { en: 'Tour' } }), change({ many: { en: 'Journeys' } })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  expect(answers.find(({ status }) => status === 412)?.body.params).toMatchObject({ current: { version: 2 } });
  expect((await told(seller, 'xTrip'))?.plural).toBe('x-trips');
  expect((await armen.send('PATCH', '/api/v1/custom-nouns/0190b6f0-0000-7000-8000-00000000dead', {})).status).toBe(404);
});

it('a retired noun keeps its records to be read, takes no more, and comes back', async () => {
  const { id } = (await add({ one: { en: 'Permit' }, many: { en: 'Permits' } })).body as { id: string };
  const permit = idOf(await create('x-permits', { name: 'P-1' }));
  const retire = (retired: boolean) => armen.send('PATCH', `/api/v1/custom-nouns/${id}`, { retired });
  expect((await retire(true)).body).toMatchObject({ retired: true });
  expect(await told(armen, 'xPermit')).toMatchObject({ retired: true, internal: true, may: { create: false } });
  expect((await seller.get(`/api/v1/x-permits/${permit}`)).body.name).toBe('P-1');
  expect(await create('x-permits', { name: 'P-2' })).toMatchObject({ status: 404, code: 'unknownNoun' });
  expect((await armen.send('DELETE', `/api/v1/x-permits/${permit}`)).status).toBe(404);
  const field = { noun: 'xPermit', kind: 'text', label: { en: 'Colour' } };
  expect((await armen.send('POST', '/api/v1/custom-fields', field)).status).toBe(422);
  await retire(false);
  expect((await create('x-permits', { name: 'P-2' }, seller)).status).toBe(201);
});

it('two owners who change one field at once lose nothing', async () => {
  const field = { noun: 'team', kind: 'text', label: { en: 'Motto' } };
  const added = await armen.send('POST', '/api/v1/custom-fields', field);
  const change = (patch: object) =>
    armen.send('PATCH', `/api/v1/custom-fields/${idOf(added)}`, patch, { 'if-match': String(added.headers.etag) });
  const answers = await Promise.all([change({ help: { en: 'In Latin' } }), change({ required: true })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});

it('names too long for a table’s keep two links of a noun apart, and the structure can be changed afterwards', async () => {
  const undertaking = { one: { en: 'Undertaking' }, many: { en: 'Undertakings of the whole company group' } };
  const { name: noun, plural } = (await add(undertaking)).body as { name: string; plural: string };
  const link = async (label: string) =>
    String((await create('custom-fields', { noun, kind: 'links', to: 'person', label: { en: label } })).body.name);
  const [drivers, guests] = [
    await link('Drivers of those who take part in it'),
    await link('Drivers of those who take part in it too'),
  ];
  const person = idOf(await create('people', { name: { given: 'Garik' } }));
  const made = await create(plural, { name: 'Trip', [drivers]: [person] });
  expect(made.body).toMatchObject({ [drivers]: [{ id: person }], [guests]: [] });
  expect(await create('custom-fields', { noun: 'team', kind: 'text', label: { en: 'Song' } })).toMatchObject({
    status: 201,
  });
});
