import { describe, expect, it } from 'vitest';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { bulkWork } from '../../../server/bulk/bulk-work.ts';
import { systemContext } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { BulkJob } from '../../../shared/contract/record-bulk.ts';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import type { Browser } from './office.factory.ts';
import { hire, openStaffedOffice } from './staffed-office.factory.ts';

const { office, elsewhere, owner: armen, seller: nare, sellerId } = await openStaffedOffice();
const gor = await hire(armen, 'Gor Hakobyan', 'manager', office);

const made = async (path: string, body: object) =>
  ((await armen.send('POST', `/api/v1/${path}`, body)).body as { id: string }).id;
const fieldsOf = async (who: Browser, noun: string) =>
  ((await who.get('/api/v1/metadata')).body as unknown as Metadata).nouns.find(({ name }) => name === noun)?.fields ??
  [];
const faultsOf = async (role: object) => {
  const answer = await armen.send('POST', '/api/v1/access-roles', { name: 'Wrong', ...role });
  return (answer.body.fields as { path: string; code: string }[] | undefined)?.map(({ path, code }) => [path, code]);
};

describe('a role', () => {
  it('is made, seen and changed by owners alone', async () => {
    const id = await made('access-roles', { name: 'Intern' });
    for (const browser of [nare, gor.browser]) {
      expect((await browser.get('/api/v1/access-roles')).status).toBe(403);
      expect((await browser.send('POST', '/api/v1/access-roles', { name: 'Mine' })).status).toBe(403);
      expect((await browser.send('PATCH', `/api/v1/access-roles/${id}`, { grants: {} })).status).toBe(403);
      // To whoever sees no roles this one is not there.
      const taken = await browser.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: id });
      expect([403, 422]).toContain(taken.status);
    }
  });

  it('that makes no sense is refused, each right by name', async () => {
    expect(await faultsOf({ grants: { spaceship: { read: 'all' } } })).toEqual([['grants.spaceship', 'unknownNoun']]);
    expect(await faultsOf({ grants: { deal: { fly: 'all' } } })).toHaveLength(1);
    expect(await faultsOf({ grants: { deal: { read: 'far' } } })).toHaveLength(1);
    expect(await faultsOf({ grants: { member: { update: 'all' } } })).toEqual([['grants.member', 'unknownNoun']]);
    expect(await faultsOf({ grants: { accessRole: { update: 'all' } } })).toEqual([
      ['grants.accessRole', 'unknownNoun'],
    ]);
    expect(await faultsOf({ grants: { dealLine: { read: 'none' } } })).toEqual([['grants.dealLine', 'followsParent']]);
    expect(await faultsOf({ grants: { product: { read: 'own' } } })).toEqual([['grants.product.read', 'nobodysOwn']]);
    expect(await faultsOf({ fieldRights: { deal: { colour: 'hidden', owner: 'hidden', name: 'masked' } } })).toEqual([
      ['fieldRights.deal.colour', 'unknownField'],
      ['fieldRights.deal.owner', 'alwaysShown'],
      ['fieldRights.deal.name', 'alwaysShown'],
    ]);
    expect(await faultsOf({ fieldRights: { deal: { amount: 'masked', constructor: 'hidden' } } })).toEqual([
      ['fieldRights.deal.amount', 'notMaskable'],
      ['fieldRights.deal.constructor', 'unknownField'],
    ]);
    expect(await faultsOf({ fieldRights: { task: { title: 'read' } } })).toEqual([
      ['fieldRights.task.title', 'neededToCreate'],
    ]);
  });

  it('holds from the next request on, at every process, and what it changes is in the log', async () => {
    await made('people', { name: { given: 'Ani' }, phones: ['+374 91 123456'], owner: sellerId });
    await made('people', { name: { given: 'Borka' }, phones: ['+374 91 777777'] });
    const id = await made('access-roles', {
      name: 'Junior',
      grants: { person: { read: 'own' } },
      fieldRights: { person: { phones: 'masked', emails: 'hidden' } },
    });
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: id });
    const list = await nare.get('/api/v1/people?fields=name,phones');
    expect(list.text).toContain('Ani');
    expect(list.text).toContain('+37491••••');
    expect(list.text).not.toMatch(/Borka|123456/);
    const fields = await fieldsOf(nare, 'person');
    expect(fields.find(({ name }) => name === 'phones')).toMatchObject({ masked: true });
    expect(fields.find(({ name }) => name === 'emails')).toBeUndefined();
    expect((await armen.send('PATCH', `/api/v1/access-roles/${id}`, { grants: null, fieldRights: null })).status).toBe(
      200,
    );
    expect((await nare.get('/api/v1/people?fields=name,phones')).text).toMatch(/Borka/);
    const changes = await armen.get(`/api/v1/access-roles/${id}/changes`);
    expect(changes.text).toContain('masked');
    const aggregates = await nare.get('/api/v1/people/aggregate?measures=[{"op":"count"}]');
    expect(aggregates.status).toBe(200);
  });

  it('brings the standard role it is based on, and ends with another', async () => {
    const company = await made('companies', { name: 'Noted' });
    const id = await made('access-roles', { name: 'Assistant', base: 'viewer', grants: { note: { create: 'all' } } });
    const member = () => armen.get(`/api/v1/members/${sellerId}`).then(({ body }) => body);
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: id });
    expect(await member()).toMatchObject({ role: 'viewer', accessRole: { id } });
    expect((await nare.send('POST', '/api/v1/companies', { name: 'Mine' })).status).toBe(403);
    expect((await nare.send('POST', '/api/v1/notes', { body: 'Seen', company })).status).toBe(201);
    const held = { status: 409, code: 'roleInUse' };
    expect(await armen.send('PATCH', `/api/v1/access-roles/${id}`, { base: 'manager' })).toMatchObject(held);
    expect(await armen.send('DELETE', `/api/v1/access-roles/${id}`)).toMatchObject(held);
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { role: 'seller' });
    expect(await member()).toMatchObject({ role: 'seller', accessRole: null });
    expect((await armen.send('DELETE', `/api/v1/access-roles/${id}`)).status).toBe(200);
  });

  it('narrows the change feed, the stream of another process, exports and what is told of the whole', async () => {
    const company = await made('companies', { name: 'Sekretna', employees: 4711, owner: sellerId });
    const deal = await made('deals', { name: 'Quiet deal', amount: { amount: '4711', currency: 'AMD' }, company });
    const id = await made('access-roles', {
      name: 'Blind',
      grants: { company: { export: 'all' } },
      fieldRights: { company: { employees: 'hidden' }, deal: { amount: 'hidden' } },
    });
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: id });
    const pipeline = ((await nare.get(`/api/v1/deals/${deal}`)).body as { pipeline: { id: string } }).pipeline.id;
    const texts = await Promise.all(
      [
        `companies/${company}`,
        `companies/${company}/changes`,
        'companies',
        'changes?from=start',
        `deals/${deal}`,
        `deals/board?pipeline=${pipeline}`,
        'exports/companies?fields=name,employees',
        'exports/companies',
        `companies/${company}/holding`,
      ].map(async (path) => [path, (await nare.get(`/api/v1/${path}`)).text]),
    );
    expect(texts.filter(([, text]) => text?.includes('4711'))).toEqual([]);
    expect((await nare.get('/api/v1/reports/pipeline')).code).toBe('fieldsHidden');
    expect(elsewhere).toBeDefined();
  });
});

describe('the right to configure a type of record', () => {
  const field = (noun: string, more: object = {}) => ({
    noun,
    kind: 'text',
    label: { en: `Mark of ${noun}` },
    ...more,
  });
  const layout = (noun: string) => ({
    ...{ noun, surface: 'card', role: null, kindField: null, kind: null, version: 0, layout: null },
  });
  const give = async (grants: object) => {
    const id = await made('access-roles', { name: `Keeper ${++given}`, grants });
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole: id });
    return id;
  };
  let given = 0;
  const settings = (noun: string, name: string) => `field-settings/${noun}/${name}`;
  const blank = { version: 0, definition: {} };
  const statusOf = async (...[method, path, body]: readonly ['POST' | 'PUT' | 'PATCH', string, object]) => {
    const { status, code } = await nare.send(method, `/api/v1/${path}`, body);
    return [status, code];
  };

  it('reaches the types a role names and nothing else, and ends with the role', async () => {
    await prepareJobs(office.database, { info: () => undefined, warn: () => undefined, error: () => undefined });
    const ofCompany = await made('custom-fields', field('company'));
    const worked = await made('custom-fields', { ...field('product'), kind: 'formula', formula: '1 + 1' });
    const role = await give({ product: { configure: 'all' } });
    const no = [403, 'forbidden'];
    expect(await statusOf('POST', 'custom-fields', field('company'))).toEqual(no);
    expect(await statusOf('POST', 'custom-fields', field('spaceship'))).toEqual(no);
    expect(await statusOf('PATCH', `custom-fields/${ofCompany}`, { retired: true })).toEqual(no);
    expect(await statusOf('PUT', settings('company', 'industry'), blank)).toEqual(no);
    expect(await statusOf('PUT', 'layouts', layout('company'))).toEqual(no);
    const owners = [403, 'roleRequired'];
    const formula = { kind: 'formula', formula: '1 + 1' };
    expect(await statusOf('POST', 'custom-fields', field('product', formula))).toEqual(owners);
    expect(await statusOf('PATCH', `custom-fields/${worked}`, { formula: '2 + 2' })).toEqual(owners);
    expect(await statusOf('PATCH', `custom-fields/${worked}`, { retired: true })).toEqual(owners);
    expect(await statusOf('POST', 'custom-fields/preview', { noun: 'product', formula: '1 + 1' })).toEqual(owners);
    expect(await statusOf('POST', 'custom-nouns', { one: { en: 'Visit' }, many: { en: 'Visits' } })).toEqual(owners);
    expect((await nare.get('/api/v1/configuration/versions')).status).toBeGreaterThanOrEqual(403);

    const mine = (await nare.send('POST', '/api/v1/custom-fields', field('product'))).body as { id: string };
    expect(await statusOf('PATCH', `custom-fields/${mine.id}`, { help: { en: 'On the shelf' } })).toEqual([
      200,
      undefined,
    ]);
    expect(await statusOf('POST', `custom-fields/${mine.id}/kind-changes`, { kind: 'longText' })).toEqual(owners);
    expect(await statusOf('PUT', settings('product', 'unit'), blank)).toEqual([200, undefined]);
    expect(await statusOf('PUT', 'layouts', layout('product'))).toEqual([200, undefined]);
    const listed = (await nare.get('/api/v1/custom-fields')).body.items as { noun: string }[];
    expect(new Set(listed.map(({ noun }) => noun))).toEqual(new Set(['product']));
    const { nouns } = (await nare.get('/api/v1/metadata')).body as unknown as Metadata;
    expect(nouns.filter(({ may }) => may.configure).map(({ name }) => name)).toEqual(['product']);

    await armen.send('PATCH', `/api/v1/access-roles/${role}`, { grants: null });
    expect(await statusOf('POST', 'custom-fields', field('product'))).toEqual(owners);
    for (const path of ['custom-fields', 'field-settings', 'layouts', 'custom-fields/indexes'])
      expect([path, (await nare.get(`/api/v1/${path}`)).status]).toEqual([path, 403]);
  });

  it('goes with seeing every field, and is no key’s that was given types of records only', async () => {
    const grants = { product: { configure: 'all' } };
    expect(await faultsOf({ grants: { product: { configure: 'own' } } })).toEqual([
      ['grants.product.configure', 'nobodysOwn'],
    ]);
    for (const access of ['hidden', 'masked', 'revealable'])
      expect(await faultsOf({ grants, fieldRights: { product: { code: access } } })).toEqual([
        ['grants.product.configure', 'configuresWhatIsClosed'],
      ]);
    await give({ product: { configure: 'all', read: 'none' } });
    expect(await statusOf('POST', 'custom-fields', field('product'))).toEqual([403, 'roleRequired']);
    const scopes = { product: 'write' };
    const { key } = (await armen.send('POST', '/api/v1/api-keys', { name: 'shelf', days: 1, scopes })).body;
    const program = office.program(String(key));
    expect((await program.get('/api/v1/products')).status).toBe(200);
    expect((await program.get('/api/v1/custom-fields')).status).toBe(403);
    expect((await program.send('POST', '/api/v1/custom-fields', field('product'))).status).toBe(403);
  });
});

describe('the work of a leaver', () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

  it('is counted by type, and passes to a successor as a bulk act that is logged and can be taken back', async () => {
    const { database, registry } = office;
    await prepareJobs(database, log);
    const [workspace] = await listWorkspaces(database.control);
    if (!workspace) throw new Error('There is no workspace');
    const work = () =>
      drainJobs({
        ...{ database, log, jobs: [bulkWork], findWorkspace: async () => workspace },
        contextOf: () => systemContext(database, registry, workspace),
      });
    const leaver = await hire(armen, 'Lusine Leaver', 'seller', office);
    const [first] = [
      await made('companies', { name: 'Leaver One', owner: leaver.id }),
      await made('companies', { name: 'Leaver Two', owner: leaver.id }),
    ];
    const open = await made('tasks', { title: 'Call them', owner: leaver.id });
    const done = await made('tasks', { title: 'Called them', owner: leaver.id, done: true });
    const note = await made('notes', { body: 'Hers', company: first, author: leaver.id });
    await armen.send('POST', `/api/v1/members/${leaver.id}/deactivate`);
    const workOf = async () => (await armen.get(`/api/v1/members/${leaver.id}/work`)).body.items;
    expect(await workOf()).toEqual([
      { noun: 'company', count: 2, capped: false },
      { noun: 'task', count: 1, capped: false },
    ]);
    const hand = (to: string, nouns = ['company', 'task'], who = armen) =>
      who.send('POST', `/api/v1/members/${leaver.id}/hand-over`, { to, nouns });
    for (const who of [nare, gor.browser]) expect((await hand(sellerId, ['company'], who)).status).toBe(403);
    expect((await hand(leaver.id)).body.fields).toMatchObject([{ path: 'to', code: 'wrongValue' }]);
    expect((await hand(first)).body.fields).toMatchObject([{ path: 'to', code: 'missingTarget' }]);
    expect((await hand(sellerId, ['company', 'note'])).body.fields).toMatchObject([{ path: 'nouns.1' }]);
    const { status, body } = await hand(sellerId);
    expect(status).toBe(202);
    const jobs = body.jobs as readonly BulkJob[];
    expect(jobs).toMatchObject([
      { noun: 'company', total: 2 },
      { noun: 'task', total: 1 },
    ]);
    await work();
    expect(await workOf()).toEqual([]);
    const ownerOf = async (path: string) =>
      ((await armen.get(`/api/v1/${path}`)).body.owner as { id: string } | null)?.id;
    expect(await ownerOf(`companies/${first}`)).toBe(sellerId);
    expect(await ownerOf(`tasks/${open}`)).toBe(sellerId);
    // What is over, and what they wrote, stays theirs.
    expect(await ownerOf(`tasks/${done}`)).toBe(leaver.id);
    expect((await armen.get(`/api/v1/notes/${note}`)).body.author).toMatchObject({ id: leaver.id });
    const { items } = (await armen.get(`/api/v1/companies/${first}/changes`)).body as { items: object[] };
    expect(items).toHaveLength(2);
    await armen.send('POST', `/api/v1/bulk-jobs/${jobs[0]?.id}/undo`);
    await work();
    expect(await ownerOf(`companies/${first}`)).toBe(leaver.id);
  });
});

describe('seeing as a member', () => {
  const company = async (owner: string) => made('companies', { name: `Of ${owner}`, owner });
  const as = async (who: Browser, id: string | null) => {
    if (id) who.cookies.set('__Host-rapport.seeing', id);
    else who.cookies.delete('__Host-rapport.seeing');
    return who;
  };

  it('shows an owner what that member sees, and lets nothing be changed or taken out', async () => {
    const role = await made('access-roles', {
      name: 'Own companies',
      grants: { company: { read: 'own', export: 'own' } },
    });
    const mane = await hire(armen, 'Mane Avagyan', 'seller', office);
    await armen.send('PATCH', `/api/v1/members/${mane.id}`, { accessRole: role });
    const [hers, other] = [await company(mane.id), await company(gor.id)];
    expect((await armen.send('POST', `/api/v1/members/${mane.id}/see-as`)).status).toBe(200);
    await as(armen, mane.id);
    const session = (await armen.get('/api/v1/session')).body;
    expect(session).toMatchObject({ member: { id: mane.id }, role: 'seller', seeing: true });
    expect((await armen.get(`/api/v1/companies/${hers}`)).status).toBe(200);
    expect((await armen.get(`/api/v1/companies/${other}`)).status).toBe(404);
    const change = await armen.send('PATCH', `/api/v1/companies/${hers}`, { name: 'Mine now' });
    expect([change.status, change.code]).toEqual([403, 'seeingAsAnother']);
    expect((await armen.get('/api/v1/exports/companies')).code).toBe('seeingAsAnother');
    // No page offers what would be refused.
    const { nouns } = (await armen.get('/api/v1/metadata')).body as unknown as Metadata;
    expect(nouns.flatMap(({ may: { read, ...more } }) => Object.values({ ...more, closed: !read }))).not.toContain(
      true,
    );
    await as(armen, null);
    expect((await armen.get(`/api/v1/companies/${other}`)).status).toBe(200);
    const { items } = (await armen.get(`/api/v1/members/${mane.id}/changes`)).body as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toContain('seenAs');
  });

  it('is nothing to who is no owner, and nobody inactive is seen as', async () => {
    const [owner] = (
      (await armen.get('/api/v1/members?filter={"field":"role","op":"is","value":"owner"}')).body as {
        items: { id: string }[];
      }
    ).items;
    for (const browser of [nare, gor.browser]) {
      // The cursor goes on with whatever anybody writes.
      const session = async () => ({ ...(await browser.get('/api/v1/session')).body, cursor: null });
      const before = await session();
      await as(browser, owner?.id ?? '');
      expect(await session()).toEqual(before);
      await as(browser, null);
    }
    expect((await nare.send('POST', `/api/v1/members/${gor.id}/see-as`)).status).toBe(403);
    const inactive = await made('members', { name: 'Gone', active: false });
    expect((await armen.send('POST', `/api/v1/members/${inactive}/see-as`)).code).toBe('memberInactive');
    await as(armen, inactive);
    expect((await armen.get('/api/v1/session')).body).not.toHaveProperty('seeing');
    await as(armen, null);
  });
});

it('limits a key of somebody who may more, follows what it becomes, and leaves nothing when it is gone', async () => {
  const grants = { company: { read: 'none' }, deal: { read: 'own' } };
  const role = await made('access-roles', { name: 'For a key', base: 'manager', grants });
  await made('deals', { name: 'Of a key', owner: sellerId });
  const wish = { name: 'lesser', days: 1, role };
  const program = office.program(String((await armen.send('POST', '/api/v1/api-keys', wish)).body.key));
  const deals = async () =>
    ((await program.get('/api/v1/deals?search=Of%20a%20key')).body.items as object[] | undefined)?.length;
  expect([(await program.get('/api/v1/companies')).status, await deals()]).toEqual([403, 0]);
  const bulk = { filter: { all: [] }, act: { update: { name: 'All of them' } } };
  expect((await program.send('POST', '/api/v1/deals/bulk', bulk)).status).toBe(403);
  expect((await armen.send('POST', '/api/v1/deals/bulk', { ...bulk, preview: true })).status).toBe(200);
  await armen.send('PATCH', `/api/v1/access-roles/${role}`, {
    grants: {},
    fieldRights: { deal: { amount: 'hidden' } },
  });
  await expect.poll(deals).not.toBe(0);
  expect((await program.get('/api/v1/companies')).status).toBe(200);
  expect((await program.get('/api/v1/deals?fields=amount')).status).toBe(422);
  expect((await armen.get('/api/v1/deals?fields=amount')).status).toBe(200);
  await armen.send('DELETE', `/api/v1/access-roles/${role}`);
  await expect.poll(async () => (await program.get('/api/v1/companies')).status).toBe(403);
});
