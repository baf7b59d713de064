import { describe, expect, it } from 'vitest';
import type { SavedView } from '../../../shared/views/view.ts';
import type { Answer, Browser } from '../../workspace/server/office.factory.ts';
import { hire, openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller, viewer } = await openStaffedOffice();
const { browser: manager } = await hire(armen, 'Nino', 'manager', office);

const save = (view: object, who = armen) =>
  who.send('POST', '/api/v1/views', { noun: 'deal', name: { en: 'Mine' }, ...view });
const change = (id: string, patch: object, who = armen, headers = {}) =>
  who.send('PATCH', `/api/v1/views/${id}`, patch, headers);
const views = async (who: Browser, noun = 'deal') =>
  ((await who.get(`/api/v1/views?noun=${noun}`)).body.items ?? []) as readonly SavedView[];
const ids = async (who: Browser, noun = 'deal') => (await views(who, noun)).map(({ id }) => id);
const mine = async (who: Browser) => (await who.get('/api/v1/views?noun=deal')).body.mine;
const choose = (patch: object, who = seller) => who.send('PATCH', '/api/v1/views/choices/deal', patch);
const faultsOf = ({ status, body }: Answer) => [
  status,
  (body.fields as { path: string; code: string }[] | undefined)?.map(({ path, code }) => `${path} ${code}`),
];
async function saved(view: object, who = armen): Promise<SavedView> {
  const answer = await save(view, who);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as unknown as SavedView;
}

describe('a private view', () => {
  it('is nothing to anybody but its owner, not even to the owner of the workspace', async () => {
    const { id } = await saved({ name: { ru: 'Мои сделки' } }, seller);
    for (const who of [armen, manager, viewer]) {
      expect(await ids(who)).not.toContain(id);
      expect((await change(id, { name: { en: 'Taken' } }, who)).status).toBe(404);
      expect((await who.send('DELETE', `/api/v1/views/${id}`)).status).toBe(404);
    }
    expect((await office.browser().get('/api/v1/views?noun=deal')).status).toBe(401);
    expect(await views(seller)).toEqual([
      expect.objectContaining({ id, name: { ru: 'Мои сделки' }, visibility: 'private', mayChange: true, faults: [] }),
    ]);
    const log = await changesOf(id);
    expect(log).toEqual([]);
  });

  it('is changed upon the version it was read at, deleted and taken back', async () => {
    const { id, version } = await saved({}, viewer);
    const first = await change(id, { name: { en: 'Renamed' } }, viewer, { 'if-match': `"${version}"` });
    expect(first.body).toMatchObject({ name: { en: 'Renamed' }, version: version + 1 });
    const late = await change(id, { name: { en: 'Late' } }, viewer, { 'if-match': `"${version}"` });
    expect([late.status, late.code]).toEqual([412, 'stale']);
    expect(late.body.params).toMatchObject({ current: { name: { en: 'Renamed' }, version: version + 1 } });
    expect((await viewer.send('DELETE', `/api/v1/views/${id}`)).status).toBe(200);
    expect(await ids(viewer)).not.toContain(id);
    expect((await change(id, { name: { en: 'Gone' } }, viewer)).status).toBe(404);
    expect((await viewer.send('POST', `/api/v1/views/${id}/restore`)).status).toBe(200);
    expect(await ids(viewer)).toContain(id);
  });
});

describe('a view for others', () => {
  it('is made and changed by managers and owners only, and its changes are in the log', async () => {
    for (const who of [seller, viewer])
      expect(await save({ visibility: 'shared' }, who)).toMatchObject({ status: 403, code: 'roleRequired' });
    const own = await saved({}, seller);
    expect((await change(own.id, { visibility: 'shared' }, seller)).code).toBe('roleRequired');
    const { id } = await saved({ visibility: 'shared', name: { en: 'All open' } }, manager);
    for (const who of [seller, viewer]) {
      expect(await ids(who)).toContain(id);
      expect((await change(id, { name: { en: 'Mine now' } }, who)).code).toBe('roleRequired');
      expect((await who.send('DELETE', `/api/v1/views/${id}`)).code).toBe('roleRequired');
    }
    expect((await views(seller)).find((one) => one.id === id)?.mayChange).toBe(false);
    // Taking it to oneself is the maker's alone.
    expect((await change(id, { visibility: 'private' }, armen)).code).toBe('roleRequired');
    expect((await change(id, { name: { en: 'All that is open' } }, armen)).status).toBe(200);
    await armen.send('DELETE', `/api/v1/views/${id}`);
    const log = await changesOf(id);
    expect(log.map(({ kind }) => kind)).toEqual(['created', 'updated', 'deleted']);
    expect(log[1]?.fields).toEqual({ name: { from: { en: 'All open' }, to: { en: 'All that is open' } } });
  });

  it('for some roles is found by their people and by those who keep views', async () => {
    expect(faultsOf(await save({ visibility: 'roles' }))).toEqual([422, ['roles required']]);
    const { id } = await saved({ visibility: 'roles', roles: ['viewer'] });
    expect(await ids(viewer)).toContain(id);
    expect(await ids(manager)).toContain(id);
    expect(await ids(seller)).not.toContain(id);
  });

  it('opens for a role, one at most for each, and only where the role finds it', async () => {
    expect(faultsOf(await save({ defaultFor: ['seller'] }))).toEqual([422, ['defaultFor notAnOption']]);
    const narrow = { visibility: 'roles', roles: ['viewer'], defaultFor: ['seller'] };
    expect(faultsOf(await save(narrow))).toEqual([422, ['defaultFor notAnOption']]);
    const first = await saved({ visibility: 'shared', defaultFor: ['seller', 'viewer'] });
    const second = await saved({ visibility: 'shared', defaultFor: ['seller'] }, manager);
    const opens = async (who: Browser, id: string) => (await views(who)).find((one) => one.id === id)?.defaultFor;
    expect(await opens(seller, first.id)).toEqual(['viewer']);
    expect(await opens(seller, second.id)).toEqual(['seller']);
  });
});

describe('a view is held against its noun', () => {
  it.each([
    [{ noun: 'spaceship' }, 'noun unknownNoun'],
    [{ name: {} }, 'name required'],
    [{ name: { en: ' ' } }, 'name.en required'],
    [{ settings: { sort: 'nothing' } }, 'settings.sort unknownField'],
    [{ settings: { sort: 'constructor' } }, 'settings.sort unknownField'],
    [{ settings: { filter: { field: 'nothing', op: 'is', value: 'x' } } }, 'settings.filter.field unknownField'],
    [{ settings: { columns: [{ field: 'name' }, { field: 'nothing' }] } }, 'settings.columns.1.field unknownField'],
    [{ settings: { columns: [{ field: 'company.nothing' }] } }, 'settings.columns.0.field unknownField'],
    [{ settings: { columns: [{ field: 'amount.currency' }] } }, 'settings.columns.0.field unknownField'],
    [{ settings: { columns: [{ field: 'name' }, { field: 'name' }] } }, 'settings.columns.1.field duplicate'],
    [{ settings: { columns: [{ field: 'name', width: 9 }] } }, 'settings.columns.0.width tooSmall'],
    [{ settings: { frozen: 11 } }, 'settings.frozen tooLarge'],
    [{ type: 'board' }, 'settings.board required'],
    [{ type: 'board', settings: { board: 'name' } }, 'settings.board notABoardField'],
    [{ type: 'calendar' }, 'settings.calendar required'],
    [{ type: 'calendar', settings: { calendar: { start: 'stage' } } }, 'settings.calendar.start notADate'],
    [
      { type: 'calendar', settings: { calendar: { start: 'expectedCloseOn', end: 'updatedAt' } } },
      'settings.calendar.end wrongType',
    ],
    [{ type: 'grouped' }, 'settings.group required'],
    [{ type: 'grouped', settings: { group: [{ field: 'amount' }] } }, null],
    [{ type: 'grouped', settings: { group: [{ field: 'stage', by: 'month' }] } }, 'settings.group.0.by notADate'],
    [{ settings: { measures: [{ op: 'sum', field: 'name' }] } }, 'settings.measures.0.field notMeasurable'],
    [{ settings: { cover: 'name' } }, 'settings.cover notAPicture'],
    [
      { settings: { colors: [{ filter: { field: 'status', op: 'is' }, color: 'red' }] } },
      'settings.colors.0.filter.value required',
    ],
    [
      { settings: { colors: [{ filter: { field: 'company.name', op: 'is', value: 'Ararat' }, color: 'red' }] } },
      'settings.colors.0.filter ownFieldsOnly',
    ],
    [{ settings: { colors: [{ filter: { all: [] }, color: 'mauve' }] } }, 'settings.colors.0.color notAnOption'],
    [{ settings: { sql: 'drop' } }, 'settings.sql unknownProperty'],
  ])('%j', async (wrong, fault) => {
    const answer = await save(wrong);
    expect(faultsOf(answer)).toEqual(fault ? [422, [fault]] : [201, undefined]);
  });

  it('keeps all it says, for any noun, and gives it back', async () => {
    const settings = {
      filter: { all: [{ field: 'status', op: 'is', value: 'open' }] },
      sort: '-amount',
      columns: [{ field: 'name', width: 300 }, { field: 'amount' }, { field: 'company.industry', width: 200 }],
      group: [{ field: 'owner' }, { field: 'expectedCloseOn', by: 'month' }],
      measures: [{ op: 'sum', field: 'amount' }, { op: 'count' }],
      board: 'stage',
      calendar: { start: 'expectedCloseOn' },
      colors: [{ filter: { field: 'status', op: 'is', value: 'won' }, color: 'green' }],
    };
    const { id } = await saved({ type: 'grouped', settings });
    expect((await views(armen, 'deals')).find((one) => one.id === id)).toMatchObject({ type: 'grouped', settings });
    expect((await save({ noun: 'task', type: 'calendar', settings: { calendar: { start: 'dueAt' } } })).status).toBe(
      201,
    );
  });

  it('goes on without a field that was retired, and says which', async () => {
    const add = (field: object) => armen.send('POST', '/api/v1/custom-fields', { noun: 'company', ...field });
    const options = [{ label: { en: 'Gold' } }, { label: { en: 'Silver' } }];
    const { body } = await add({ kind: 'choice', label: { en: 'Tier' }, options });
    const tier = String(body.name);
    const filter = { all: [{ field: tier, op: 'is', value: 'gold' }] };
    const settings = { board: tier, filter, columns: [{ field: 'name' }, { field: tier }] };
    const { id } = await saved({ noun: 'company', type: 'board', settings, visibility: 'shared' });
    expect((await views(seller, 'company'))[0]).toMatchObject({ id, settings, faults: [] });
    await armen.send('PATCH', `/api/v1/custom-fields/${body.id}`, { retired: true });
    await expect
      .poll(async () => (await views(seller, 'company'))[0]?.faults.map(({ path, code }) => `${path} ${code}`))
      .toEqual(['columns.1.field retiredField', 'board retiredField']);
    const [after] = await views(seller, 'company');
    expect(after?.settings).toEqual({ filter, columns: [{ field: 'name' }] });
    // What does not touch its shape is changed as before; a new shape must be sound.
    expect((await change(id, { name: { en: 'Companies by tier' } })).status).toBe(200);
    expect(faultsOf(await change(id, { settings }))[0]).toBe(422);
    expect((await change(id, { type: 'list', settings: after?.settings })).body).toMatchObject({ faults: [] });
  });
});

describe("a person's own choices", () => {
  it('are merged, kept apart from those of others, and held against the noun', async () => {
    const unchosen = { opens: null, order: [], columns: null, widths: {}, frozen: null, onlyMine: null };
    expect(await mine(seller)).toEqual(unchosen);
    const { id } = await saved({ visibility: 'shared' });
    await choose({ opens: id, order: [id] });
    const columns = ['name', 'company.phones', 'amount'];
    await choose({ columns, frozen: 2, onlyMine: false, widths: { name: 320, 'company.phones': 200 } });
    expect(await mine(seller)).toEqual({
      opens: id,
      order: [id],
      columns,
      widths: { name: 320, 'company.phones': 200 },
      frozen: 2,
      onlyMine: false,
    });
    expect(await mine(viewer)).toMatchObject({ opens: null, columns: null, onlyMine: null });
    await choose({ opens: 'all', columns: null });
    expect(await mine(seller)).toMatchObject({
      opens: 'all',
      columns: null,
      widths: { name: 320, 'company.phones': 200 },
      frozen: 2,
    });
    expect(faultsOf(await choose({ columns: ['name', 'nothing'] }))).toEqual([422, ['columns.1 unknownField']]);
    expect((await choose({ widths: { name: 5 } })).status).toBe(422);
    expect((await choose({ onlyMine: 'yes' })).status).toBe(422);
    expect((await seller.send('PATCH', '/api/v1/views/choices/spaceship', {})).status).toBe(404);
  });
});

async function changesOf(id: string): Promise<readonly { kind: string; fields: object }[]> {
  const [workspace] = await office.database.control.query<{ id: string; schema: string }>({
    text: 'select id, schema from workspace',
  });
  if (!workspace) throw new Error('There is no workspace');
  return office.database
    .workspace(workspace)
    .query({ text: 'select kind, fields from change where record = $1 order by at, id', values: [id] });
}
