import { describe, expect, it } from 'vitest';
import { serverModules } from '../../../server/modules.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type Answer, addProcess, type Browser } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller, viewer } = await openStaffedOffice();

const add = (field: object, who = armen) => who.send('POST', '/api/v1/custom-fields', field);
const change = (id: string, patch: object, who = armen) => who.send('PATCH', `/api/v1/custom-fields/${id}`, patch);
const create = (plural: string, record: object, who = armen) => who.send('POST', `/api/v1/${plural}`, record);
const list = async (who: Browser, plural: string, query: Record<string, string>) =>
  ((await who.get(`/api/v1/${plural}?${new URLSearchParams(query)}`)).body.items ?? []) as readonly AnyRecord[];
const is = (field: string, value: unknown) => JSON.stringify({ field, op: 'is', value });
const idOf = ({ body }: Answer) => String(body.id);
async function added(field: object): Promise<{ id: string; name: string }> {
  const answer = await add(field);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body as { id: string; name: string };
}

describe('an added field is refused', () => {
  it('to everybody but owners, and to nobody in particular', async () => {
    const field = { noun: 'company', kind: 'text', label: { en: 'Secret' } };
    expect((await add(field, office.browser())).status).toBe(401);
    for (const who of [seller, viewer]) {
      expect(await add(field, who)).toMatchObject({ status: 403, code: 'roleRequired' });
      expect((await who.get('/api/v1/custom-fields')).status).toBe(403);
    }
    expect((await armen.get('/api/v1/custom-fields')).body.items).toEqual([]);
  });

  it.each([
    [{ noun: 'spaceship' }, 'noun', 'unknownNoun'],
    [{ noun: 'stageVisit' }, 'noun', 'unknownNoun'],
    [{ label: {} }, 'label', 'required'],
    [{ label: { en: ' ' } }, 'label.en', 'required'],
    [{ kind: 'spell' }, 'kind', 'notAnOption'],
    [{ kind: 'choice' }, 'options', 'required'],
    [
      {
        kind: 'choice',
        options: [
          { value: 'a', label: { en: 'A' } },
          { value: 'a', label: { en: 'B' } },
        ],
      },
      'options.1.value',
      'duplicate',
    ],
    [{ kind: 'choice', options: [{ label: { en: 'A' } }], default: 'zzz' }, 'default', 'wrongValue'],
    [{ kind: 'relation' }, 'to', 'required'],
    [{ kind: 'links' }, 'to', 'required'],
    [{ kind: 'autonumber' }, 'numbering', 'required'],
    [{ kind: 'relation', to: 'importRun' }, 'to', 'unknownNoun'],
    [{ kind: 'date', unique: true }, 'unique', 'unknownProperty'],
    [{ kind: 'number', min: 5, max: 1 }, 'max', 'tooSmall'],
    [{ kind: 'rating', max: 11 }, 'max', 'notAnOption'],
    [{ kind: 'percent', default: 'many' }, 'default', 'wrongValue'],
    [{ kind: 'number', default: 'many' }, 'default', 'wrongValue'],
    [{ kind: 'text', options: [{ label: { en: 'A' } }] }, 'options', 'unknownProperty'],
  ])('that makes no sense: %j', async (wrong, path, code) => {
    const answer = await add({ noun: 'company', kind: 'text', label: { en: 'Floor' }, ...wrong });
    expect([answer.status, answer.body.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
  });
});

describe('an added field is a field', () => {
  it('of every kind: written, read back, filtered by, ordered by, counted by', async () => {
    const kinds = [
      ['text', {}, 'Gyumri depot', 'is'],
      ['longText', {}, 'By the second gate', 'contains'],
      ['number', { scale: 1 }, 12.5, 'is'],
      ['richText', { search: true }, '<p>By the <strong>third</strong> gate</p>', null],
      ['json', {}, { plan: 'gold', seats: [1, 2] }, null],
      ['location', {}, { latitude: 40.7894, longitude: 43.8475, label: 'Depot' }, null],
      ['percent', { max: 100 }, 12.5, 'atLeast'],
      ['rating', { max: 10 }, 8, 'atMost'],
      ['money', {}, { amount: '1054.10', currency: 'AMD' }, null],
      ['date', {}, '2026-02-03', 'is'],
      ['datetime', {}, '2026-02-03T10:00:00+00:00', 'is'],
      ['boolean', {}, true, 'is'],
      ['choice', { options: [{ label: { ru: 'Вагон' } }, { label: { ru: 'Судно' } }] }, 'vagon', 'is'],
      [
        'choices',
        {
          options: [
            { value: 'red', label: { en: 'Red' } },
            { value: 'blue', label: { en: 'Blue' } },
          ],
        },
        ['red', 'blue'],
        null,
      ],
      ['emails', {}, [{ address: 'ani@gyumri.am' }], null],
      ['urls', {}, [{ address: 'https://gyumri.am/depot', label: 'map' }], null],
      ['address', {}, { city: 'Gyumri' }, null],
    ] as const;
    const fields = [];
    for (const [kind, more, value, op] of kinds) {
      const { name } = await added({ noun: 'company', kind, label: { en: `Sample ${kind}` }, ...more });
      fields.push({ name, value, op });
    }
    const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const made = await create('companies', { name: 'Depot One', ...values }, seller);
    expect([made.status, made.body]).toMatchObject([201, values]);
    await create('companies', { name: 'Depot Two' }, seller);
    for (const { name, value, op } of fields) {
      if (op) {
        const filter = JSON.stringify({ field: name, op, value });
        expect(
          (await list(viewer, 'companies', { filter })).map((one) => one.name),
          name,
        ).toEqual(['Depot One']);
      }
      const filled = JSON.stringify({ field: name, op: 'isNotEmpty' });
      expect(
        (await list(viewer, 'companies', { filter: filled })).map((one) => one.name),
        name,
      ).toContain('Depot One');
    }
    const near = { latitude: 40.8, longitude: 43.85, kilometres: 2 };
    for (const [name, op, value, found] of [
      ['xSampleRichtext', 'contains', 'the THIRD gate', true],
      ['xSampleRichtext', 'contains', 'strong', false],
      ['xSampleJson', 'contains', 'plan: gold', true],
      ['xSampleLocation', 'isWithin', near, true],
      ['xSampleLocation', 'isWithin', { ...near, kilometres: 1 }, false],
      ['xSampleLocation.latitude', 'atLeast', 40.7894, true],
      ['xSampleLocation.label', 'is', 'depot', true],
    ] as const) {
      const filter = JSON.stringify({ field: name, op, value });
      expect([name, (await list(viewer, 'companies', { filter })).length]).toEqual([name, found ? 1 : 0]);
    }
    expect((await list(viewer, 'companies', { search: 'third gate' })).map((one) => one.name)).toEqual(['Depot One']);
    for (const [name, value] of [
      ['xSampleUrls', 'GYUMRI.am'],
      ['xSampleEmails', 'ani@'],
    ]) {
      const filter = JSON.stringify({ field: name, op: 'contains', value });
      expect((await list(viewer, 'companies', { filter })).map((one) => one.name)).toEqual(['Depot One']);
    }
    const sorted = await list(viewer, 'companies', { sort: '-xSampleNumber' });
    expect(sorted.map((one) => one.name)).toEqual(['Depot One', 'Depot Two']);
    const group = JSON.stringify([{ field: 'xSampleChoice' }]);
    const figures = await viewer.get(`/api/v1/companies/aggregate?${new URLSearchParams({ group })}`);
    expect(figures.body.groups).toEqual([
      { keys: ['vagon'], values: [1] },
      { keys: [null], values: [1] },
    ]);
  });

  it('is described to every client, and its changes are history', async () => {
    const { id, name } = await added({
      noun: 'task',
      kind: 'text',
      label: { ru: 'Номер договора', en: 'Contract' },
      help: { en: 'As on the paper' },
    });
    expect(name).toBe('xNomerDogovora');
    const { nouns } = (await seller.get('/api/v1/metadata')).body as {
      nouns: { name: string; fields: { name: string }[] }[];
    };
    const field = nouns.find((noun) => noun.name === 'task')?.fields.find((one) => one.name === name);
    expect(field).toMatchObject({
      kind: 'text',
      custom: true,
      label: { en: 'Contract' },
      help: { en: 'As on the paper' },
    });
    const task = idOf(await create('tasks', { title: 'Call Ani', [name]: 'A-1' }));
    await armen.send('PATCH', `/api/v1/tasks/${task}`, { [name]: 'A-2' });
    const { items } = (await armen.get(`/api/v1/tasks/${task}/changes`)).body as { items: { fields: object }[] };
    expect(items[0]?.fields).toEqual({ [name]: { from: 'A-1', to: 'A-2' } });
    expect((await change(id, { label: { en: 'Agreement' } })).body).toMatchObject({ name, label: { en: 'Agreement' } });
    const log = await office.database.control.query<{ schema: string }>({ text: 'select schema from workspace' });
    const rows = await office.database
      .workspace({ id: '', schema: log[0]?.schema ?? '' })
      .query<{ kind: string; fields: object }>({
        text: "select kind, fields from change where noun = 'customField' and record = $1 order by id",
        values: [id],
      });
    expect(rows.map(({ kind }) => kind)).toEqual(['created', 'updated']);
    expect(rows[1]?.fields).toEqual({
      label: { from: { ru: 'Номер договора', en: 'Contract' }, to: { en: 'Agreement' } },
    });
  });

  it('is found by the search where it says so, in any script', async () => {
    const { name } = await added({ noun: 'product', kind: 'text', label: { en: 'Maker' }, search: true });
    await create('products', { name: 'Lift', [name]: 'Հարություն և որդիներ' });
    await create('products', { name: 'Crane', [name]: 'Somebody' });
    expect((await list(seller, 'products', { search: 'harutyun' })).map((one) => one.name)).toEqual(['Lift']);
    const lift = (await list(seller, 'products', { search: 'lift' }))[0];
    await armen.send('PATCH', `/api/v1/products/${lift?.id}`, { category: 'Machines' });
    expect((await list(seller, 'products', { search: 'harutyun' })).map((one) => one.name)).toEqual(['Lift']);
  });

  it('points at records, whose label and fields it gives', async () => {
    const { name } = await added({ noun: 'person', kind: 'relation', to: 'product', label: { en: 'Favourite' } });
    const crane = (await list(armen, 'products', { search: 'crane' }))[0]?.id;
    const ani = await create('people', { name: { given: 'Ani' }, [name]: crane });
    expect(ani.body[name]).toMatchObject({ id: crane });
    const [found] = await list(seller, 'people', { filter: is(`${name}.name`, 'Crane'), expand: name });
    expect(found?.[name]).toEqual({ id: crane, label: 'Crane' });
    expect((await create('people', { name: { given: 'Bo' }, [name]: idOf(ani) })).status).toBe(422);
  });
});

describe('what a field demands', () => {
  it('is asked of new records and of changes to it, and blocks no record from before', async () => {
    const old = idOf(await create('products', { name: 'From before' }));
    const { id, name } = await added({
      noun: 'product',
      kind: 'number',
      label: { en: 'Weight' },
      required: true,
      min: 1,
    });
    const refused = await create('products', { name: 'New one' });
    expect([refused.status, refused.body.fields]).toEqual([
      422,
      [expect.objectContaining({ path: name, code: 'required' })],
    ]);
    expect((await create('products', { name: 'New one', [name]: 0 })).status).toBe(422);
    expect((await armen.get(`/api/v1/products/${old}`)).body).toMatchObject({ [name]: null });
    expect((await armen.send('PATCH', `/api/v1/products/${old}`, { category: 'Old' })).status).toBe(200);
    expect((await armen.send('PATCH', `/api/v1/products/${old}`, { [name]: 3 })).status).toBe(200);
    expect((await armen.send('PATCH', `/api/v1/products/${old}`, { [name]: null })).status).toBe(422);
    expect((await change(id, { required: false, min: null })).body).toMatchObject({ required: false, min: null });
    expect((await create('products', { name: 'Feather', [name]: 0 })).status).toBe(201);
  });

  it('to be unique is refused while records share a value, and kept from then on', async () => {
    const { id, name } = await added({ noun: 'product', kind: 'text', label: { en: 'Serial' } });
    const first = idOf(await create('products', { name: 'Pump', [name]: 'N-1' }));
    await create('products', { name: 'Pipe', [name]: 'n-1' });
    expect(await change(id, { unique: true })).toMatchObject({ status: 409, code: 'valuesNotUnique' });
    expect((await armen.get('/api/v1/custom-fields?noun=product')).text).not.toContain('"unique":true');
    await armen.send('PATCH', `/api/v1/products/${first}`, { [name]: 'N-2' });
    expect((await change(id, { unique: true })).body).toMatchObject({ unique: true });
    expect(await create('products', { name: 'Tap', [name]: 'N-2' })).toMatchObject({
      status: 409,
      code: 'duplicate',
    });
  });

  it('to be one of its options lets options be renamed and added, and none that is held be taken away', async () => {
    const options = [
      { value: 'oak', label: { en: 'Oak' } },
      { value: 'elm', label: { en: 'Elm' } },
    ];
    const { id, name } = await added({ noun: 'deal', kind: 'choice', label: { en: 'Wood' }, options, default: 'oak' });
    const deal = await create('deals', { name: 'Table' }, seller);
    expect([deal.status, deal.body[name]]).toEqual([201, 'oak']);
    expect((await create('deals', { name: 'Chair', [name]: 'pine' })).status).toBe(422);
    expect(await change(id, { options: options.slice(1), default: null })).toMatchObject({
      status: 409,
      code: 'optionInUse',
    });
    const more = [{ value: 'oak', label: { en: 'Old oak' } }, { label: { en: 'Black pine' } }];
    expect((await change(id, { options: more })).body.options).toMatchObject([
      { value: 'oak' },
      { value: 'blackPine' },
    ]);
    expect((await create('deals', { name: 'Chair', [name]: 'blackPine' }, seller)).status).toBe(201);
    const known = [
      { value: 'oak', label: { en: 'Old oak' } },
      { value: 'blackPine', label: { en: 'Black pine', hy: 'Սև սոճի' }, color: 'green' },
    ];
    const givenUp = known.map((option, at) => (at === 0 ? { ...option, retired: true } : option));
    expect((await change(id, { options: givenUp })).body.fields).toEqual([
      expect.objectContaining({ path: 'default', code: 'wrongValue' }),
    ]);
    expect((await change(id, { options: givenUp, default: null })).body.options).toEqual(givenUp);
    expect((await change(id, { options: known })).body.options).toEqual(known);
    expect((await armen.get(`/api/v1/deals/${deal.body.id}`)).body[name]).toBe('oak');
  });
});

it('a retired field keeps its values, takes no more, and comes back', async () => {
  const { id, name } = await added({ noun: 'note', kind: 'text', label: { en: 'Mood' }, required: true });
  const note = idOf(await create('notes', { body: 'Met Ani', [name]: 'good' }));
  expect((await change(id, { retired: true })).body).toMatchObject({ retired: true, name });
  expect((await armen.get(`/api/v1/notes/${note}`)).body[name]).toBe('good');
  expect((await list(seller, 'notes', { filter: is(name, 'good') })).map((one) => one.id)).toEqual([note]);
  expect((await create('notes', { body: 'Met Bo' })).status).toBe(201);
  const refused = await create('notes', { body: 'Met Bo', [name]: 'bad' });
  expect([refused.status, refused.body.fields]).toEqual([
    422,
    [expect.objectContaining({ path: name, code: 'readOnly' })],
  ]);
  await change(id, { retired: false });
  expect((await create('notes', { body: 'Met Bo', [name]: 'fine' }, seller)).status).toBe(201);
  expect((await change('0190b6f0-0000-7000-8000-00000000dead', { retired: true })).status).toBe(404);
});

it('two owners who add fields of the same name at once get two fields', async () => {
  const field = { noun: 'team', kind: 'text', label: { en: 'Motto' } };
  const answers = await Promise.all([add(field), add(field), add(field)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(answers.map(({ body }) => body.name).sort()).toEqual(['xMotto', 'xMotto2', 'xMotto3']);
});

it('two owners who change the structure at once get in each other’s way nowhere, whatever they do', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyzabcdefghijklm'].join(' ');
  const { id } = await added({ noun: 'team', kind: 'text', label: { en: 'Badge' } });
  const answers = await Promise.all([
    change(id, { unique: true }),
    change(id, { unique: true }),
    change(id, { retired: true }),
    add({ noun: 'team', kind: 'text', label: { en: letters }, unique: true }),
    add({ noun: 'team', kind: 'address', label: { en: letters } }),
    armen.send('POST', `/api/v1/custom-fields/${id}/kind-changes`, { kind: 'number' }),
    armen.send('POST', `/api/v1/custom-fields/${id}/kind-changes`, { kind: 'date' }),
  ]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses.slice(3, 5)).toEqual([201, 201]);
  const { items } = (await armen.get('/api/v1/custom-fields?noun=team')).body as { items: { id: string }[] };
  expect(items.find((one) => one.id === id)).toMatchObject({ unique: true, retired: true });
  await change(id, { retired: false });
  expect((await create('teams', { name: 'One', xBadge: 'A-1' })).status).toBe(201);
  expect(await create('teams', { name: 'Two', xBadge: 'a-1' })).toMatchObject({ status: 409, code: 'duplicate' });
});

it('a process that starts later knows the fields', async () => {
  const later = await addProcess(office.database, serverModules);
  const browser = later.browser();
  await browser.signIn('nare@ararat.am', 'nare@ararat.am plum 1');
  expect((await list(browser, 'notes', { filter: is('xMood', 'fine') })).length).toBe(1);
});
