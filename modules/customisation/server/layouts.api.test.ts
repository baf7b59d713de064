import { describe, expect, it } from 'vitest';
import type { NounLayout } from '../../../shared/nouns/layout.ts';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import type { Browser } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller } = await openStaffedOffice();

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
