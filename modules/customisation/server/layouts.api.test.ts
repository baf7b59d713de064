import { describe, expect, it } from 'vitest';
import type { NounLayout } from '../../../shared/nouns/layout.ts';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import type { Answer, Browser } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller, sellerId, viewer } = await openStaffedOffice();

const section = (id: string, ...fields: string[]) => ({ id, name: { en: id }, columns: 1, fields });
const everybody = { noun: 'deal', surface: 'card', role: null, kindField: null, kind: null };
const put = (scope: object, layout: object | null, version = 0, who = armen) =>
  who.send('PUT', '/api/v1/layouts', { ...everybody, ...scope, version, layout });
const layoutsOf = async (who: Browser): Promise<readonly NounLayout[]> =>
  ((await who.get('/api/v1/metadata')).body as unknown as Metadata).nouns.find(({ name }) => name === 'deal')
    ?.layouts ?? [];
const plain = { sections: [section('what', 'name', 'amount')], hidden: ['source'] };

describe('a layout is refused', () => {
  it('to everybody but owners', async () => {
    expect(await put({}, plain, 0, seller)).toMatchObject({ status: 403, code: 'roleRequired' });
    expect((await seller.get('/api/v1/layouts')).status).toBe(403);
    expect((await put({}, plain, 0, office.browser())).status).toBe(401);
  });

  it.each([
    [{ noun: 'spaceship' }, plain, 'noun', 'unknownNoun'],
    [{ noun: 'stageVisit' }, plain, 'noun', 'unknownNoun'],
    [{ kindField: 'amount', kind: '5' }, plain, 'kindField', 'unknownField'],
    [{ kindField: 'status' }, plain, 'kind', 'required'],
    [{ kind: 'won' }, plain, 'kind', 'wrongValue'],
    [{ role: '0190b6f0-0000-7000-8000-00000000000a' }, plain, 'role', 'unknownReference'],
    [{}, { ...plain, sections: [] }, 'layout.sections', 'tooFew'],
    [{}, { ...plain, sections: [section('a', 'colour')] }, 'layout.sections.0.fields.0', 'unknownField'],
    [{}, { ...plain, sections: [section('a', 'constructor')] }, 'layout.sections.0.fields.0', 'unknownField'],
    [{}, { ...plain, hidden: ['amount'] }, 'layout.hidden.0', 'duplicate'],
    [{}, { ...plain, sections: [section('a')], hidden: ['name'] }, 'layout.hidden.0', 'alwaysShown'],
  ])('that makes no sense: %j %j', async (scope, layout, path, code) => {
    const answer = await put(scope, layout);
    expect([answer.status, answer.body.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
  });

  it('that hides what a form must ask', async () => {
    await armen.send('PUT', '/api/v1/field-settings/deal/expectedCloseOn', {
      version: 0,
      definition: { requiredWhen: { all: [] } },
    });
    const layout = { sections: [section('a', 'name')], hidden: ['expectedCloseOn'] };
    const refused = expect.objectContaining({ path: 'layout.hidden.0', code: 'alwaysShown' });
    expect((await put({ surface: 'form' }, layout)).body.fields).toEqual([refused]);
    expect((await put({ surface: 'card' }, layout)).status).toBe(200);
    expect((await put({ surface: 'card' }, null, 1)).status).toBe(200);
  });
});

it('is for everybody, for a role instead, for a kind of record besides, and the standard again', async () => {
  expect((await put({}, plain)).body.version).toBe(1);
  const sellers = { ...plain, hidden: ['source', 'closedOn'] };
  expect((await put({ role: 'seller' }, sellers)).status).toBe(200);
  const won = { ...plain, hidden: [] };
  expect((await put({ kindField: 'status', kind: 'won' }, won)).status).toBe(200);
  const hiddenFor = async (who: Browser) => (await layoutsOf(who)).map(({ kind, layout }) => [kind, layout.hidden]);
  expect(await hiddenFor(armen)).toEqual(
    expect.arrayContaining([
      [null, ['source']],
      ['won', []],
    ]),
  );
  expect(await hiddenFor(seller)).toEqual(
    expect.arrayContaining([
      [null, ['source', 'closedOn']],
      ['won', []],
    ]),
  );
  expect((await layoutsOf(seller)).length).toBe(2);
  expect((await armen.get('/api/v1/layouts?noun=deal')).body.items).toHaveLength(3);
  expect((await armen.get('/api/v1/layouts?noun=company')).body.items).toEqual([]);
  expect(await put({ role: 'seller' }, plain, 0)).toMatchObject({ status: 412, code: 'stale' });
  expect((await put({ role: 'seller' }, null, 1)).body).toMatchObject({ version: 0, layout: null });
  expect(await hiddenFor(seller)).toEqual(expect.arrayContaining([[null, ['source']]]));
});

it('lets service and finance see the same client in their own way, each by a role of their own', async () => {
  const roleOf = async (name: string) => (await armen.send('POST', '/api/v1/access-roles', { name })).body.id as string;
  const [service, finance] = [await roleOf('Service'), await roleOf('Finance')];
  const company = { noun: 'company' };
  const cards = {
    seller: { sections: [section('selling', 'lifecycle', 'source')], hidden: ['bankAccount', 'taxId'] },
    [service]: { sections: [section('service', 'phones', 'address')], hidden: ['discount', 'annualRevenue'] },
    [finance]: { sections: [section('money', 'taxId', 'bankAccount')], hidden: ['lifecycle', 'source'] },
  };
  for (const [role, layout] of Object.entries(cards)) {
    expect((await put({ ...company, role }, layout, 0, seller)).status).toBe(403);
    expect((await put({ ...company, role }, layout)).status).toBe(200);
  }
  const seen = async () => {
    const { nouns } = (await seller.get('/api/v1/metadata')).body as unknown as Metadata;
    return nouns.find(({ name }) => name === 'company')?.layouts?.map(({ layout }) => layout.sections[0]?.id);
  };
  expect(await seen()).toEqual(['selling']);
  for (const [accessRole, own] of [
    [service, 'service'],
    [finance, 'money'],
    [null, 'selling'],
  ]) {
    await armen.send('PATCH', `/api/v1/members/${sellerId}`, { accessRole });
    await expect.poll(seen).toEqual([own]);
  }
  // What is laid out for a role of the workspace's own stays with it.
  const packed = JSON.stringify((await armen.get('/api/v1/configuration/package')).body);
  expect([packed.includes('selling'), packed.includes('"money"')]).toEqual([true, false]);
});

it('each change of a layout is in the change log, with what it was', async () => {
  await put({ surface: 'form' }, plain);
  await put({ surface: 'form' }, { ...plain, hidden: [] }, 1);
  const [workspace] = await office.database.control.query<{ id: string; schema: string }>({
    text: 'select id, schema from workspace',
  });
  if (!workspace) throw new Error('There is no workspace');
  const [row] = await office.database.workspace(workspace).query<{ kind: string; fields: object }>({
    text: "select kind, fields from change where noun = 'layout' order by id desc limit 1",
  });
  const changed = { from: { hidden: ['source'] }, to: { hidden: [] } };
  expect(row).toMatchObject({ kind: 'updated', fields: { surface: { to: 'form' }, layout: changed } });
});

describe('how the workspace looks', () => {
  const dot =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
  const put = (part: string, definition: object, version: number, who = armen) =>
    who.send('PUT', `/api/v1/appearance/${part}`, { version, definition });
  const wish = (patch: object, who = seller) => who.send('PATCH', '/api/v1/appearance/own', patch);
  const lookOf = async (who: Browser) => ((await who.get('/api/v1/metadata')).body as unknown as Metadata).appearance;
  const faultOf = ({ status, body }: Answer) => [status, (body.fields as { path: string; code: string }[])[0]];
  const selling = { id: 'sell', name: { en: 'Selling', hy: 'Վաճառք' }, pages: ['/deals', '/leads'] };

  it('is for owners to say, and can not be what it can not be', async () => {
    for (const who of [seller, viewer]) {
      expect((await who.get('/api/v1/appearance')).status).toBe(403);
      expect((await put('navigation', {}, 0, who)).status).toBe(403);
      expect((await put('brand', { accent: '#ff0000' }, 0, who)).status).toBe(403);
    }
    const refused = async (part: string, definition: object) => faultOf(await put(part, definition, 0));
    const twice = { groups: [selling, { id: 'other', pages: ['/deals'] }] };
    expect(await refused('navigation', twice)).toEqual([
      422,
      expect.objectContaining({ path: 'definition.groups.1.pages.0', code: 'duplicate' }),
    ]);
    expect(await refused('navigation', { groups: [{ id: 'a', pages: ['https://example.org'] }] })).toEqual([
      422,
      expect.objectContaining({ path: 'definition.groups.0.pages.0', code: 'wrongFormat' }),
    ]);
    expect(await refused('brand', { accent: 'red' })).toEqual([422, expect.objectContaining({ code: 'wrongFormat' })]);
    const disguised = `data:image/png;base64,${btoa('<svg onload=alert(1)>')}`;
    expect(await refused('brand', { logo: disguised })).toEqual([
      422,
      { path: 'definition.logo', code: 'notAPicture' },
    ]);
    expect(await refused('brand', { logo: 'https://example.org/a.png' })).toEqual([
      422,
      expect.objectContaining({ path: 'definition.logo', code: 'wrongFormat' }),
    ]);
    expect(await lookOf(seller)).toBeUndefined();
  });

  it('reaches everybody on every process, each role what is for it, and the colour as it can be read', async () => {
    const definition = { groups: [selling], hiddenFor: { '/reports': ['seller'] } };
    expect((await put('navigation', definition, 0)).body).toEqual({ version: 1, definition });
    expect((await put('brand', { accent: '#ffd400', logo: dot }, 0)).status).toBe(200);
    expect(await put('navigation', {}, 0)).toMatchObject({ status: 412, code: 'stale' });
    const look = await lookOf(seller);
    expect(look).toMatchObject({ navigation: { groups: [selling], hidden: ['/reports'] }, brand: { logo: dot } });
    expect(look?.brand?.palette?.shades[7]).not.toBe('#ffd400');
    expect((await lookOf(viewer))?.navigation?.hidden).toEqual([]);
  });

  it('is arranged by each person for themselves, and nobody else sees that', async () => {
    for (const start of ['//example.org', 'https://example.org', '/\\example.org', 'deals'])
      expect(faultOf(await wish({ start }))).toEqual([422, expect.objectContaining({ path: 'start' })]);
    expect(faultOf(await wish({ density: 'huge' }))).toEqual([422, expect.objectContaining({ path: 'density' })]);
    const navigation = { order: ['/leads', '/deals'], hidden: ['/notes'] };
    await wish({ navigation, start: '/deals?saved=all' });
    expect((await wish({ density: 'compact' })).body).toEqual({
      ...{ navigation, start: '/deals?saved=all', density: 'compact' },
    });
    expect((await lookOf(seller))?.own).toMatchObject({ navigation });
    expect(await lookOf(viewer)).not.toHaveProperty('own');
    expect((await wish({ start: null, navigation: null })).body).toEqual({ density: 'compact' });
  });

  it('has versions, can be undone and goes with a package; what people chose stays theirs', async () => {
    const packed = async () =>
      ((await armen.get('/api/v1/configuration/package')).body as { parts: { appearance: object[] } }).parts.appearance;
    const before = await packed();
    expect(before).toContainEqual({ part: 'brand', definition: { accent: '#ffd400', logo: dot } });
    expect(JSON.stringify(before)).not.toContain('compact');
    expect((await put('navigation', {}, 1)).status).toBe(200);
    expect((await packed()).map((item) => (item as { part: string }).part)).toEqual(['brand']);
    const [latest] = (await armen.get('/api/v1/configuration/versions')).body.items as { number: number }[];
    const undone = await armen.send('POST', '/api/v1/configuration/apply', { undo: latest?.number });
    expect([undone.status, await packed()]).toEqual([200, before]);
    const bring = (definition: object) => {
      const parts = { appearance: [{ part: 'navigation', definition }] };
      const pack = { format: 'rapport-configuration', schema: 1, product: '1', parts };
      return armen.send('POST', '/api/v1/configuration/apply', { package: pack });
    };
    expect((await bring({ groups: [selling, { id: 'b', pages: ['/leads'] }] })).status).toBe(422);
    expect((await bring({ groups: [{ id: 'work', pages: ['/tasks'] }] })).status).toBe(200);
    expect((await lookOf(viewer))?.navigation?.groups).toEqual([{ id: 'work', pages: ['/tasks'] }]);
    expect((await lookOf(seller))?.own).toEqual({ density: 'compact' });
  });
});
