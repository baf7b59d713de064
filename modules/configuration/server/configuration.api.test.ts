import { beforeAll, describe, expect, it } from 'vitest';
import { createWorkspaceWithOwner } from '../../../server/auth/set-up.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { serverModules } from '../../../server/modules.ts';
import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { ViewsAnswer } from '../../../shared/views/view.ts';
import { type Browser, openOffice, setUpByArmen, takeIn } from '../../workspace/server/office.factory.ts';
import type { ConfigurationSource, PlannedChangeAnswer } from '../contract/configuration.api.ts';
import { changesOf, packageOf, refusedParts, short, tier } from './configuration.factory.ts';

const office = await openOffice(serverModules);
let armen: Browser;
let seller: Browser;
let ani: Browser;
/** The owner of another installation, for all that this one knows. */
let mallory: Browser;
beforeAll(async () => {
  armen = await setUpByArmen(office);
  await takeIn(armen, 'Nare Sargsyan', 'seller', 'nare@ararat.am');
  seller = office.browser();
  await seller.signIn('nare@ararat.am', 'nare@ararat.am plum 1');
  await takeIn(armen, 'Ani Abovyan', 'owner', 'ani@ararat.am');
  ani = office.browser();
  await ani.signIn('ani@ararat.am', 'ani@ararat.am plum 1');
  const { database, registry } = office;
  const owner = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
  await createWorkspaceWithOwner(
    { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
    { workspace: { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' }, owner },
  );
  mallory = office.browser();
  await mallory.signIn(owner.email, owner.password);
  await make('custom-nouns', {
    one: { en: 'Contract', hy: 'Պայմանագիր' },
    many: { en: 'Contracts', hy: 'Պայմանագրեր' },
    fields: [{ kind: 'relation', label: { en: 'Company' }, to: 'company' }],
  });
  await make('custom-fields', { noun: 'company', ...tier });
});

async function make(plural: string, record: object, who = armen): Promise<{ id: string }> {
  const answer = await who.send('POST', `/api/v1/${plural}`, record);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as { id: string };
}
const get = async (path: string, who = armen) => (await who.get(`/api/v1/configuration/${path}`)).body;
const exported = async (who = armen) => (await get('package', who)) as unknown as ConfigurationPackage;
const ask = (verb: 'preview' | 'apply', source: ConfigurationSource, who = armen) =>
  who.send('POST', `/api/v1/configuration/${verb}`, source);
const versions = async (who = armen) =>
  (await get('versions', who)).items as unknown as readonly {
    number: number;
    member: { label: string } | null;
    changes: readonly PlannedChangeAnswer[];
  }[];

describe('configuration', () => {
  it('is seen and changed by owners only', async () => {
    const source = packageOf({ pipelines: [{ key: 'p', name: 'Theirs' }] });
    for (const [who, status] of [
      [office.browser(), 401],
      [seller, 403],
    ] as const) {
      expect((await who.get('/api/v1/configuration/package')).status).toBe(status);
      expect((await ask('apply', source, who)).status).toBe(status);
    }
    expect((await armen.get('/api/v1/pipelines?search=theirs')).body.items).toEqual([]);
  });

  it('has a version for what the workspace began with, and one for each change, with who made it', async () => {
    const [newest, ...older] = await versions();
    expect(older.at(-1)).toMatchObject({ number: 1, member: null, changes: [] });
    expect(newest?.member?.label).toBe('Armen Petrosyan');
    await make('pipelines', { name: 'Partners' });
    const [latest] = await versions();
    expect(latest?.number).toBe((newest?.number ?? 0) + 1);
    expect(latest?.changes).toMatchObject([{ act: 'add', part: 'pipelines', label: 'Partners' }]);
    const { items, next } = await get('versions?limit=1');
    expect([(items as object[]).length, next]).toEqual([1, latest?.number]);
  });

  it('keeps what several people do at once as several versions, and what is done in one go as one', async () => {
    const { number } = (await versions())[0] as { number: number };
    await Promise.all([
      make('pipelines', { name: 'Of Armen' }),
      make('pipelines', { name: 'Of Ani' }, ani),
      make('views', { noun: 'task', name: { en: 'Of Ani' }, visibility: 'shared' }, ani),
      make('custom-fields', { noun: 'task', kind: 'text', label: { en: 'Of Armen' } }),
    ]);
    const made = (await versions()).slice(0, 4);
    expect(made.map((version) => version.number)).toEqual([number + 4, number + 3, number + 2, number + 1]);
    for (const { changes, member } of made) {
      expect(changes).toHaveLength(1);
      expect(JSON.stringify(changes)).toContain(member?.label === 'Ani Abovyan' ? 'Of Ani' : 'Of Armen');
    }
    const create = (name: string) => ({ create: { name } });
    const batch = (...names: string[]) =>
      armen.send('POST', '/api/v1/pipelines/batch', { operations: names.map(create) });
    expect((await batch('One', '')).status).toBe(422);
    expect((await batch('Two', 'Three')).status).toBe(200);
    const [last, before] = await versions();
    expect([last?.changes.map(({ label }) => label), before?.number]).toEqual([['Two', 'Three'], number + 4]);
  });

  it('of two versions tells what differs, property by property', async () => {
    const { number: from } = (await versions())[0] as { number: number };
    const field = ((await armen.get('/api/v1/custom-fields?noun=company')).body.items as { id: string }[])[0];
    await armen.send('PATCH', `/api/v1/custom-fields/${field?.id}`, { label: { en: 'Class' }, required: true });
    const differences = [
      { path: 'label.en', from: 'Tier', to: 'Class' },
      { path: 'required', to: true },
    ];
    const between = await get(`differences?from=${from}&to=${from + 1}`);
    expect(between.changes).toMatchObject([{ act: 'change', part: 'fields', key: 'company.xTier', differences }]);
    expect((await get(`differences?from=${from}`)).changes).toEqual(between.changes);
    expect((await armen.get('/api/v1/configuration/differences?from=99999')).status).toBe(404);
  });
});

describe('a package', () => {
  it('carries everything into another installation, after a preview, and does nothing the second time', async () => {
    const source = { package: await exported() };
    const preview = await ask('preview', source, mallory);
    expect(short(preview)).toEqual(
      expect.arrayContaining(['add nouns xContract', 'add fields xContract.xCompany', 'add fields company.xTier']),
    );
    expect((await mallory.get('/api/v1/x-contracts')).status).toBe(404);
    expect(short(await ask('apply', source, mallory))).toEqual(short(preview));
    const company = await make('companies', { name: 'Acme', xTier: 'gold' }, mallory);
    const contract = { name: 'A-1', xCompany: company.id };
    expect(await make('x-contracts', contract, mallory)).toMatchObject({ name: 'A-1' });
    expect(changesOf(await ask('preview', source, mallory))).toEqual([]);
    expect(changesOf(await ask('apply', source, mallory))).toEqual([]);
    // The pipeline that both began with is one and the same, whatever it is called.
    const pipelines = ((await mallory.get('/api/v1/pipelines')).body.items as AnyRecord[]).map(({ name }) => name);
    expect(pipelines).toEqual(expect.arrayContaining(['Վաճառք', 'Partners']));
    expect(pipelines).not.toContain('Sales');
  });

  it('leaves out what is not wanted of it', async () => {
    const pipelines = [
      { key: 'left', name: 'Left' },
      { key: 'right', name: 'Right' },
    ];
    const source = { ...packageOf({ pipelines }), without: ['pipelines left'] } as ConfigurationSource;
    expect(short(await ask('apply', source, mallory))).toEqual(['add pipelines right']);
  });

  it('takes nothing away that only this workspace has', async () => {
    const [noun] = ((await mallory.get('/api/v1/metadata')).body.nouns as NounMetadata[]).filter(
      ({ name }) => name === 'company',
    );
    expect(noun?.fields.find(({ name }) => name === 'xTier')).toBeDefined();
    const item = { noun: 'company', name: 'xTier', ...tier, label: { en: 'Class', ru: 'Класс' }, required: true };
    const options = [{ value: 'steel', label: { en: 'Steel' } }];
    const answer = await ask('apply', packageOf({ fields: [{ ...item, options }] }), mallory);
    expect(changesOf(answer)).toMatchObject([{ act: 'change', key: 'company.xTier' }]);
    const [field] = (await exported(mallory)).parts.fields?.filter(({ name }) => name === 'xTier') ?? [];
    expect(field).toMatchObject({ label: { en: 'Class', ru: 'Класс' } });
    expect(((field?.options ?? []) as { value: string }[]).map(({ value }) => value)).toEqual([
      'steel',
      'gold',
      'iron',
    ]);
  });

  it.each(refusedParts)('with %s is refused whole', async (_name, parts, code) => {
    const whole = { pipelines: [{ key: 'spare', name: 'Spare' }], ...JSON.parse(JSON.stringify(parts)) };
    const preview = changesOf(await ask('preview', packageOf(whole)));
    expect(preview.flatMap(({ problem }) => problem?.code ?? [])).toEqual([code]);
    expect(await ask('apply', packageOf(whole))).toMatchObject({ status: 409, code: 'configurationConflict' });
    expect((await armen.get('/api/v1/pipelines?search=spare')).body.items).toEqual([]);
  });

  it.each([
    [{ schema: 2 }, 'packageTooNew'],
    [{ parts: { spaceships: [] } }, 'invalid'],
    [{ parts: { nouns: [{ name: 'contract' }] } }, 'invalid'],
    [{ format: 'zip' }, 'invalid'],
    [
      {
        parts: {
          pipelines: [
            { key: 'p', name: 'P' },
            { key: 'p', name: 'Q' },
          ],
        },
      },
      'invalid',
    ],
  ])('that is none is refused: %j', async (wrong, code) => {
    const source = { package: { ...(await exported()), ...wrong } } as ConfigurationSource;
    expect(await ask('preview', source)).toMatchObject({ status: 422, code });
  });

  it('carries views for others and layouts, which speak of pipelines by their keys', async () => {
    const { id: pipeline } = (
      (await armen.get('/api/v1/pipelines?search=partners')).body.items as AnyRecord[]
    )[0] as AnyRecord;
    const filter = { all: [{ field: 'pipeline', op: 'is', value: pipeline }] };
    const view = { noun: 'deal', name: { en: 'Partners' }, type: 'board', settings: { filter, board: 'stage' } };
    await make('views', { ...view, visibility: 'shared', defaultFor: ['seller', 'viewer'] });
    await make('views', { ...view, name: { en: 'Mine' } });
    const settings = { filter, measures: [{ op: 'count' }], show: 'figure' };
    const report = { noun: 'deal', name: { en: 'Of partners' }, settings };
    await make('reports', { ...report, visibility: 'shared' });
    await make('reports', { ...report, name: { en: 'My own' } });
    const sections = [{ id: 'what', name: { en: 'What' }, columns: 2, fields: ['name', 'stage'] }];
    const scope = { noun: 'deal', surface: 'card', role: null, kindField: 'pipeline', kind: pipeline };
    const put = { ...scope, version: 0, layout: { sections, hidden: ['source'] } };
    expect((await armen.send('PUT', '/api/v1/layouts', put)).status).toBe(200);
    const packed = await exported();
    expect(packed.parts.views?.filter(({ noun }) => noun === 'deal')).toMatchObject([{ name: { en: 'Partners' } }]);
    expect(JSON.stringify([packed.parts.views, packed.parts.layouts]).split(`"@pipelines:${pipeline}"`)).toHaveLength(
      3,
    );
    expect(packed.parts.reports).toMatchObject([{ name: { en: 'Of partners' } }]);
    expect(JSON.stringify(packed.parts.reports)).toContain(`"@pipelines:${pipeline}"`);
    await make(
      'views',
      { ...view, settings: { board: 'stage' }, name: { en: 'Ours' }, visibility: 'shared', defaultFor: ['viewer'] },
      mallory,
    );
    const source = { package: packed };
    expect(short(await ask('apply', source, mallory))).toEqual(
      expect.arrayContaining([expect.stringMatching('add views'), expect.stringMatching('add reports')]),
    );
    expect(changesOf(await ask('preview', source, mallory))).toEqual([]);
    const theirs = ((await mallory.get('/api/v1/pipelines?search=partners')).body.items as AnyRecord[])[0] as AnyRecord;
    expect(theirs.id).not.toBe(pipeline);
    const { items } = (await mallory.get('/api/v1/views?noun=deal')).body as unknown as ViewsAnswer;
    expect(items).toMatchObject([
      { name: { en: 'Ours' }, defaultFor: ['viewer'] },
      {
        ...{ name: { en: 'Partners' }, defaultFor: ['seller'], faults: [] },
        settings: { filter: { all: [{ value: theirs.id }] } },
      },
    ]);
    expect((await mallory.get('/api/v1/layouts?noun=deal')).body.items).toMatchObject([{ kind: theirs.id }]);
  });

  it('never renames or archives a pipeline or stage that deals stand in', async () => {
    const [stage, other] = (await exported()).parts.stages ?? [];
    const item = (await exported()).parts.pipelines?.find(({ key }) => key === stage?.pipeline);
    await make('deals', { name: 'Bridge' });
    const said = {
      pipelines: [{ ...item, name: 'Renamed', archived: true }],
      stages: [
        { ...stage, name: 'A', kind: 'lost', color: 'red' },
        { ...other, name: 'B' },
      ],
    };
    expect(changesOf(await ask('apply', packageOf(said)))).toMatchObject([
      { key: stage?.key, differences: [{ path: 'color', to: 'red' }] },
      { key: other?.key, differences: [{ path: 'name', to: 'B' }] },
    ]);
    const back = { stages: [stage, other] } as object;
    expect(changesOf(await ask('apply', packageOf(back)))).toHaveLength(2);
  });

  it('brings pipelines with their stages, named in the language of the workspace', async () => {
    const name = { en: 'Rentals', hy: 'Վարձույթ' };
    const stage = { pipeline: 'rent', kind: 'open', probability: 10 };
    const source = packageOf({
      pipelines: [{ key: 'rent', name }],
      stages: [
        { ...stage, key: 'rent.viewing', name: { en: 'Viewing', hy: 'Դիտում' }, position: 0 },
        {
          ...stage,
          key: 'rent.signed',
          name: { en: 'Signed', hy: 'Կնքված' },
          position: 1,
          kind: 'won',
          probability: 100,
        },
      ],
    });
    expect(short(await ask('apply', source))).toEqual([
      ...['add pipelines rent', 'add stages rent.viewing', 'add stages rent.signed'],
    ]);
    const { items } = (await armen.get('/api/v1/pipelines')).body as { items: AnyRecord[] };
    expect(items.map((one) => one.name)).toContain('Վարձույթ');
    expect(changesOf(await ask('preview', source))).toEqual([]);
  });
});

describe('an undo', () => {
  it('goes back to a version without losing data, and forth again', async () => {
    const { number: before } = (await versions())[0] as { number: number };
    const noun = { one: { en: 'Visit' }, many: { en: 'Visits' }, fields: [{ kind: 'date', label: { en: 'On' } }] };
    await make('custom-nouns', noun);
    await make('x-visits', { name: 'First', xOn: '2026-05-01' });
    await make('custom-fields', { noun: 'deal', kind: 'text', label: { en: 'Wagon' } });
    await make('deals', { name: 'Tea', xWagon: '17' });
    const { number: after } = (await versions())[0] as { number: number };
    expect(short(await ask('apply', { version: before }))).toEqual([
      ...['retire nouns xVisit', 'retire fields xVisit.xOn', 'retire fields deal.xWagon'],
    ]);
    expect((await armen.send('POST', '/api/v1/x-visits', { name: 'Second' })).status).toBe(404);
    const visits = (await armen.get('/api/v1/x-visits')).body.items as AnyRecord[];
    expect(visits).toMatchObject([{ name: 'First', xOn: '2026-05-01' }]);
    expect((await ask('apply', { version: after })).status).toBe(200);
    expect((await armen.send('POST', '/api/v1/x-visits', { name: 'Second' })).status).toBe(201);
    expect((await armen.get('/api/v1/deals?search=tea')).body.items).toMatchObject([{ xWagon: '17' }]);
  });

  it('takes views and layouts away and back, but none that somebody has taken back to themselves', async () => {
    const { number } = (await versions())[0] as { number: number };
    const [view] = ((await armen.get('/api/v1/views?noun=deal')).body.items as AnyRecord[]).filter(
      ({ visibility }) => visibility === 'shared',
    );
    const shared = await make('views', { noun: 'deal', name: { en: 'New' }, visibility: 'shared' });
    const settings = { measures: [{ op: 'count' }], show: 'figure' };
    const report = await make('reports', { noun: 'deal', name: { en: 'New' }, settings, visibility: 'shared' });
    await armen.send('PATCH', `/api/v1/views/${view?.id}`, { visibility: 'private', defaultFor: [] });
    const [{ version: _, ...layout }] = (await armen.get('/api/v1/layouts')).body.items as [{ version: number }];
    await armen.send('PUT', '/api/v1/layouts', { ...layout, version: 1, layout: null });
    const { number: after } = (await versions())[0] as { number: number };
    expect(short(await ask('apply', { version: number }))).toEqual([
      ...[
        expect.stringMatching('^add layouts deal.card.pipeline='),
        `add views ${view?.id}`,
        `retire views ${shared.id}`,
        `retire reports ${report.id}`,
      ],
    ]);
    expect((await armen.get(`/api/v1/reports/${report.id}`)).status).toBe(404);
    const { items } = (await armen.get('/api/v1/views?noun=deal')).body as unknown as ViewsAnswer;
    const named = items.map(({ id, name, visibility }) => [name.en, visibility, id === view?.id]);
    expect(named).toEqual(
      expect.arrayContaining([
        ['Partners', 'private', true],
        ['Partners', 'shared', false],
      ]),
    );
    expect(changesOf(await ask('preview', { version: number }))).toEqual([]);
    expect((await ask('apply', { version: after })).status).toBe(200);
    expect((await armen.get(`/api/v1/reports/${report.id}`)).status).toBe(200);
    expect(((await armen.get('/api/v1/views?noun=deal')).body.items as AnyRecord[]).map(({ id }) => id)).toContain(
      shared.id,
    );
    expect(changesOf(await ask('preview', { version: after }))).toEqual([]);
  });

  it('of one version takes back what that one changed, and leaves alone what came after', async () => {
    await make('custom-fields', { noun: 'person', kind: 'text', label: { en: 'Hobby' } });
    const { number: added } = (await versions())[0] as { number: number };
    const { items } = (await armen.get('/api/v1/custom-fields?noun=person')).body as { items: { id: string }[] };
    const change = (patch: object) => armen.send('PATCH', `/api/v1/custom-fields/${items[0]?.id}`, patch);
    await change({ help: { en: 'What they like' } });
    await change({ required: true });
    const { number } = (await versions())[0] as { number: number };
    const planned = await ask('preview', { undo: number - 1 });
    expect(changesOf(planned)).toMatchObject([
      { key: 'person.xHobby', problem: null, differences: [{ path: 'help' }] },
    ]);
    expect((await ask('apply', { undo: number - 1 })).status).toBe(200);
    const [field] = ((await armen.get('/api/v1/custom-fields?noun=person')).body as { items: object[] }).items;
    expect(field).toMatchObject({ required: true, help: null });
    await change({ required: false, label: { en: 'Pastime' } });
    const { number: renamed } = (await versions())[0] as { number: number };
    await change({ label: { en: 'Leisure' } });
    expect(changesOf(await ask('preview', { undo: renamed }))).toMatchObject([
      { problem: { code: 'changedSince', params: { property: 'label' } } },
    ]);
    expect((await ask('apply', { undo: renamed })).status).toBe(409);
    expect(short(await ask('apply', { undo: renamed, without: ['fields person.xHobby'] }))).toEqual([]);
    expect(short(await ask('apply', { undo: added }))).toEqual(['retire fields person.xHobby']);
    expect((await ask('preview', { undo: 99_999 })).status).toBe(404);
  });

  it('that would take a stage from deals that stand in it is refused', async () => {
    const { number } = (await versions())[0] as { number: number };
    const pipeline = await make('pipelines', { name: 'Tenders' });
    const stage = await make('stages', { name: 'Bid', pipeline: pipeline.id, position: 0 });
    await make('deals', { name: 'Bridge', pipeline: pipeline.id, stage: stage.id });
    const planned = changesOf(await ask('preview', { version: number }));
    expect(planned.flatMap(({ problem }) => problem?.code ?? [])).toEqual(['stageInUse']);
    expect((await ask('apply', { version: number })).status).toBe(409);
    expect((await ask('preview', { version: 99_999 })).status).toBe(404);
  });
});
