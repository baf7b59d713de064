import { beforeAll, describe, expect, it } from 'vitest';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import type { Answer, Browser } from '../../workspace/server/office.factory.ts';
import { hire, openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller } = await openStaffedOffice();

const put = (field: string, definition: object, version = 0, who = armen) =>
  who.send('PUT', `/api/v1/field-settings/${field}`, { version, definition });
async function said(field: string, definition: object): Promise<void> {
  const { items } = (await armen.get('/api/v1/field-settings')).body as {
    items: { noun: string; field: string; version: number }[];
  };
  const known = items.find((one) => `${one.noun}/${one.field}` === field);
  const answer = await put(field, definition, known?.version ?? 0);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
}
const faultsOf = ({ status, body }: Answer) => [status, ...((body.fields ?? []) as { path: string; code: string }[])];
const deal = (record: object, who = armen) => who.send('POST', '/api/v1/deals', { name: 'Harvest', ...record });
const change = (id: unknown, patch: object) => armen.send('PATCH', `/api/v1/deals/${id}`, patch);
const fieldOf = async (who: Browser, noun: string, name: string) =>
  ((await who.get('/api/v1/metadata')).body as unknown as Metadata).nouns
    .find((one) => one.name === noun)
    ?.fields.find((field) => field.name === name);
const isExhibition = { field: 'source', op: 'is', value: 'exhibition' };

describe('a setting is refused', () => {
  it('to everybody but owners', async () => {
    expect(await put('company/industry', {}, 0, seller)).toMatchObject({ status: 403, code: 'roleRequired' });
    expect((await seller.get('/api/v1/field-settings')).status).toBe(403);
    expect((await put('company/industry', {}, 0, office.browser())).status).toBe(401);
  });

  it.each([
    ['deal/nowhere', {}, 404],
    ['spaceship/name', {}, 404],
    ['stageVisit/deal', {}, 404],
    ['deal/createdAt', {}, 404],
  ])('of what is not there: %s', async (field, definition, status) => {
    expect((await put(field, definition)).status).toBe(status);
  });

  it.each([
    ['deal/name', { hidden: true }, 'hidden', 'alwaysShown'],
    ['deal/name', { visibleWhen: isExhibition }, 'visibleWhen', 'alwaysShown'],
    [
      'deal/source',
      { visibleWhen: { field: 'company.name', op: 'is', value: 'A' } },
      'visibleWhen.field',
      'unknownField',
    ],
    ['deal/source', { requiredWhen: { field: 'name', op: 'lessThan', value: 'A' } }, 'requiredWhen.op', 'notAnOption'],
    ['deal/amount', { pattern: { masks: ['##'], example: '12' } }, 'pattern', 'unknownProperty'],
    ['deal/name', { pattern: { masks: ['##'], example: 'ab' } }, 'pattern.example', 'wrongPattern'],
    ['deal/status', { options: [{ label: { en: 'Asleep' } }] }, 'options.0', 'notExtensible'],
    ['deal/status', { options: [{ value: 'won', retired: true }] }, 'options.0.retired', 'notExtensible'],
    ['deal/name', { options: [{ label: { en: 'A' } }] }, 'options', 'unknownProperty'],
    ['deal/source', { label: {} }, 'label', 'required'],
  ])('that makes no sense: %s %j', async (field, definition, path, code) => {
    expect(faultsOf(await put(field, definition))).toEqual([
      422,
      expect.objectContaining({ path: `definition.${path}`, code }),
    ]);
  });

  it('that was made against an earlier state', async () => {
    await said('product/code', { label: { en: 'Article' } });
    expect(await put('product/code', { label: { en: 'SKU' } }, 0)).toMatchObject({ status: 412, code: 'stale' });
    expect((await fieldOf(armen, 'product', 'code'))?.label).toEqual({ en: 'Article' });
  });
});

describe("a module's field", () => {
  it('bears the name and help the workspace gives it, on every process, and its own again', async () => {
    await said('deal/source', { label: { en: 'Origin', ru: 'Откуда' }, help: { en: 'Who brought it' } });
    expect(await fieldOf(seller, 'deal', 'source')).toMatchObject({
      label: { en: 'Origin' },
      help: { en: 'Who brought it' },
    });
    await said('deal/source', {});
    expect(await fieldOf(seller, 'deal', 'source')).not.toHaveProperty('label');
  });

  it('is required where the record matches: when it is made, changed and sent in a batch', async () => {
    await said('deal/expectedCloseOn', { requiredWhen: isExhibition });
    const missing = expect.objectContaining({ path: 'expectedCloseOn', code: 'required' });
    expect(faultsOf(await deal({ source: 'exhibition' }, seller))).toEqual([422, missing]);
    const { body } = await deal({ source: 'partner' });
    expect(faultsOf(await change(body.id, { source: 'exhibition' }))).toEqual([422, missing]);
    expect((await change(body.id, { name: 'Grape harvest' })).status).toBe(200);
    expect((await change(body.id, { source: 'exhibition', expectedCloseOn: '2026-09-01' })).status).toBe(200);
    expect(faultsOf(await change(body.id, { expectedCloseOn: null }))).toEqual([422, missing]);
    const operations = [{ create: { name: 'A', source: 'exhibition' } }];
    expect(faultsOf(await armen.send('POST', '/api/v1/deals/batch', { operations }))).toEqual([
      422,
      expect.objectContaining({ path: 'operations.0.expectedCloseOn', code: 'required' }),
    ]);
    await said('deal/expectedCloseOn', {});
  });

  it('refuses what the workspace does not want, in its own words', async () => {
    const message = { en: 'Not before the spring.', hy: 'Ոչ գարնանից շուտ։' };
    const refuseWhen = { field: 'expectedCloseOn', op: 'lessThan', value: '2026-03-01' };
    await said('deal/expectedCloseOn', { checks: [{ refuseWhen, message }] });
    expect(faultsOf(await deal({ expectedCloseOn: '2026-02-28' }))).toEqual([
      422,
      { path: 'expectedCloseOn', code: 'refusedValue', params: { message } },
    ]);
    expect((await deal({ expectedCloseOn: '2026-03-01' })).status).toBe(201);
    await said('deal/expectedCloseOn', {});
  });

  it('wants a text to look like its pattern', async () => {
    await said('product/code', { pattern: { masks: ['@@-###'], example: 'AB-123' } });
    const product = (code: string) => armen.send('POST', '/api/v1/products', { name: `Crate ${code}`, code });
    expect(faultsOf(await product('abc'))).toEqual([
      422,
      { path: 'code', code: 'wrongPattern', params: { example: 'AB-123' } },
    ]);
    expect((await product('AB-777')).status).toBe(201);
    await said('product/code', {});
  });
});

describe("an added field's conditions", () => {
  it('hide it with its value kept, and ask for it only where it is shown', async () => {
    const label = { en: 'Stand number' };
    const field = await armen.send('POST', '/api/v1/custom-fields', {
      noun: 'deal',
      kind: 'text',
      label,
      required: true,
    });
    const name = String(field.body.name);
    await said(`deal/${name}`, { visibleWhen: isExhibition });
    const made = await deal({ source: 'partner' });
    expect(made.status).toBe(201);
    expect(faultsOf(await change(made.body.id, { source: 'exhibition' }))).toEqual([
      422,
      expect.objectContaining({ path: name, code: 'required' }),
    ]);
    expect((await change(made.body.id, { source: 'exhibition', [name]: 'B 12' })).status).toBe(200);
    expect((await change(made.body.id, { source: 'partner' })).body[name]).toBe('B 12');
  });
});

describe('options of a directory', () => {
  it('are added, called otherwise and given up; code keeps those it needs', async () => {
    const options = [{ label: { en: 'Out of season' } }, { value: 'price', label: { en: 'Too dear' }, retired: true }];
    await said('deal/lostReason', { options });
    const field = await fieldOf(seller, 'deal', 'lostReason');
    const listed = field && 'options' in field ? field.options : [];
    expect(listed.slice(0, 2)).toEqual([
      { value: 'xOutOfSeason', label: { en: 'Out of season' } },
      expect.objectContaining({ value: 'price', label: { en: 'Too dear' }, retired: true }),
    ]);
    expect(listed.length).toBeGreaterThan(3);
    await said('company/kinds', { options: [{ label: { en: 'Vineyard' } }] });
    const company = await armen.send('POST', '/api/v1/companies', { name: 'Voskeni', kinds: ['xVineyard'] });
    expect(company.body.kinds).toEqual(['xVineyard']);
    expect(await put('company/kinds', {}, 1)).toMatchObject({ status: 409, code: 'optionInUse' });
    const retired = { options: [{ value: 'xVineyard', label: { en: 'Vineyard' }, retired: true }] };
    expect((await put('company/kinds', retired, 1)).status).toBe(200);
  });
});

describe('options that depend on another choice', () => {
  const added = async (label: string, kind: string, options: readonly string[]): Promise<string> => {
    const body = { noun: 'product', kind, label: { en: label }, options: options.map((en) => ({ label: { en } })) };
    const answer = await armen.send('POST', '/api/v1/custom-fields', body);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return String(answer.body.name);
  };
  const name = () => `Car ${crypto.randomUUID()}`;
  const product = (values: object, who = armen) => who.send('POST', '/api/v1/products', { name: name(), ...values });
  const patch = (id: unknown, values: object) => armen.send('PATCH', `/api/v1/products/${id}`, values);
  const packed = async () => (await armen.get('/api/v1/configuration/package')).body as { parts: object };
  const fields = { make: '', model: '', trims: '' };
  const offers = () => ({ field: fields.make, options: { niva: ['lada'], corolla: ['toyota'] } });
  const wrong = (option: string) => ({
    ...{ path: fields.model, code: 'notOfferedWith' },
    params: { noun: 'product', field: fields.make, option },
  });
  beforeAll(async () => {
    fields.make = await added('Make', 'choice', ['Lada', 'Toyota']);
    fields.model = await added('Model', 'choice', ['Niva', 'Corolla', 'Other']);
    fields.trims = await added('Trims', 'choices', ['Hybrid', 'Winter']);
  });

  it('are refused where they make no sense, naming what', async () => {
    const { make, model, trims } = fields;
    const refused = async (field: string, by: string, options: object) => {
      const [status, fault] = faultsOf(await put(`product/${field}`, { offeredWith: { field: by, options } }));
      const { path, code } = fault as { path: string; code: string };
      return [status, path.replace('definition.offeredWith', ''), code];
    };
    const niva = { niva: ['lada'] };
    expect(await refused(model, 'xNowhere', niva)).toEqual([422, '.field', 'unknownField']);
    expect(await refused(model, 'code', niva)).toEqual([422, '.field', 'notAChoice']);
    expect(await refused(model, model, { niva: ['niva'] })).toEqual([422, '.field', 'offersCycle']);
    expect(await refused(model, make, { tesla: ['lada'] })).toEqual([422, '.options.tesla', 'notAnOption']);
    expect(await refused(model, make, { niva: ['bmw'] })).toEqual([422, '.options.niva.0', 'notAnOption']);
    expect(await refused(model, make, { niva: [] })).toEqual([422, '.options.niva', 'tooFew']);
    expect(await refused('code', make, niva)).toEqual([422, '', 'unknownProperty']);
    await said(`product/${trims}`, { offeredWith: { field: model, options: { hybrid: ['corolla'] } } });
    await said(`product/${model}`, { offeredWith: offers() });
    expect(await refused(make, trims, { lada: ['winter'] })).toEqual([422, '.field', 'offersCycle']);
    expect((await put(`product/${model}`, {}, 1, seller)).status).toBe(403);
    await said(`product/${model}`, {});
  });

  it('are kept by the server however a record comes, told by field and mend; what stood stays', async () => {
    const { make, model, trims } = fields;
    const stood = await product({ [make]: 'lada', [model]: 'corolla' });
    const { items } = (await armen.get('/api/v1/field-settings')).body as {
      items: { field: string; version: number }[];
    };
    const version = items.find(({ field }) => field === model)?.version ?? 0;
    const told = await put(`product/${model}`, { offeredWith: offers() }, version);
    expect(told.body).toMatchObject({ unoffered: 1, definition: { offeredWith: offers() } });
    expect(await fieldOf(seller, 'product', model)).toMatchObject({ offeredWith: offers() });

    expect(faultsOf(await product({ [make]: 'toyota', [model]: 'niva' }))).toEqual([422, wrong('niva')]);
    expect(faultsOf(await product({ [model]: 'niva' }))).toEqual([422, wrong('niva')]);
    expect((await product({ [model]: 'other' })).status).toBe(201);
    const corolla = await product({ [make]: 'toyota', [model]: 'corolla', [trims]: ['hybrid'] });
    expect(corolla.status).toBe(201);
    expect(faultsOf(await patch(corolla.body.id, { [make]: 'lada' }))).toEqual([422, wrong('corolla')]);
    expect(faultsOf(await patch(corolla.body.id, { [make]: 'lada', [model]: 'niva' }))).toMatchObject([
      422,
      { path: trims, params: { field: model, option: 'hybrid' } },
    ]);
    expect((await patch(corolla.body.id, { [make]: 'lada', [model]: 'niva', [trims]: ['winter'] })).status).toBe(200);
    const operations = [
      { create: { name: name(), [make]: 'lada', [model]: 'corolla' } },
      { update: { id: corolla.body.id, [make]: 'toyota' } },
    ];
    const batch = await armen.send('POST', '/api/v1/products/batch', { operations, separately: true });
    expect(batch.body.refusals).toMatchObject([
      { operation: 0, problem: { fields: [{ path: model, code: 'notOfferedWith' }] } },
      { operation: 1, problem: { fields: [wrong('niva')] } },
    ]);

    expect((await patch(stood.body.id, { name: name() })).status).toBe(200);
    expect((await patch(stood.body.id, { [model]: 'corolla', unit: 'piece' })).status).toBe(200);
    expect((await armen.get(`/api/v1/products/${stood.body.id}`)).body).toMatchObject({ [model]: 'corolla' });
    expect(faultsOf(await patch(stood.body.id, { [make]: null }))).toEqual([422, wrong('corolla')]);
  });

  it('say nothing of a choice that a role does not see, and are not its to change', async () => {
    const { make, model } = fields;
    const fieldRights = { product: { [make]: 'hidden' } };
    const role = await armen.send('POST', '/api/v1/access-roles', { name: 'Blind', base: 'manager', fieldRights });
    expect([role.status, role.text]).toEqual([201, expect.any(String)]);
    const { browser, id } = await hire(armen, 'Blind Bagrat', 'manager', office);
    await armen.send('PATCH', `/api/v1/members/${id}`, { accessRole: role.body.id });
    expect(await fieldOf(browser, 'product', make)).toBeUndefined();
    expect(await fieldOf(browser, 'product', model)).not.toHaveProperty('offeredWith');
    // Trying options one by one would tell: neither a new record nor one that is there takes any.
    const car = await product({ [make]: 'lada' });
    const others = `/api/v1/products/${car.body.id}`;
    for (const option of ['niva', 'corolla', 'other']) {
      const refused = [422, { path: model, code: 'readOnly' }];
      expect(faultsOf(await product({ [model]: option }, browser))).toEqual(refused);
      expect(faultsOf(await browser.send('PATCH', others, { [model]: option }))).toEqual(refused);
    }
    expect((await browser.send('PATCH', others, { name: name() })).status).toBe(200);
    expect((await patch(car.body.id, { [model]: 'niva' })).status).toBe(200);
  });

  it('are in the configuration and in the description of the API, without what was taken away since', async () => {
    const { make, model } = fields;
    const setting = { noun: 'product', field: model, definition: { offeredWith: offers() } };
    expect((await packed()).parts).toMatchObject({ fieldSettings: expect.arrayContaining([setting]) });
    const described = (await armen.get('/api/openapi.json')).text;
    expect(described).toContain(`"x-offered-with":${JSON.stringify(offers())}`);
    const pack = (definition: object) => ({
      package: {
        ...{ format: 'rapport-configuration', schema: 1, product: '1' },
        parts: { fieldSettings: [{ noun: 'product', field: model, definition }] },
      },
    });
    const bring = (definition: object) => armen.send('POST', '/api/v1/configuration/apply', pack(definition));
    expect(faultsOf(await bring({ offeredWith: { field: make, options: { niva: ['bmw'] } } }))).toEqual([
      422,
      expect.objectContaining({ path: `product.${model}.offeredWith.options.niva.0`, code: 'notAnOption' }),
    ]);
    expect((await bring({ offeredWith: { field: make, options: { niva: ['toyota'] } } })).status).toBe(200);
    expect((await product({ [make]: 'toyota', [model]: 'niva' })).status).toBe(201);
    const [latest] = (await armen.get('/api/v1/configuration/versions')).body.items as { number: number }[];
    await armen.send('POST', '/api/v1/configuration/apply', { undo: latest?.number });
    expect(await fieldOf(seller, 'product', model)).toMatchObject({ offeredWith: offers() });

    const field = (await armen.get('/api/v1/custom-fields')).body.items as {
      id: string;
      name: string;
      version: number;
    }[];
    const found = field.find((one) => one.name === make);
    expect((await armen.send('PATCH', `/api/v1/custom-fields/${found?.id}`, { retired: true })).status).toBe(200);
    expect(await fieldOf(seller, 'product', model)).not.toHaveProperty('offeredWith');
    expect((await product({ [model]: 'niva' })).status).toBe(201);
    expect(JSON.stringify((await packed()).parts)).not.toContain('"niva":["lada"]');
  });
});

it('every change of a setting is in the change log', async () => {
  const [workspace] = await office.database.control.query<{ id: string; schema: string }>({
    text: 'select id, schema from workspace',
  });
  if (!workspace) throw new Error('There is no workspace');
  await said('deal/amount', { label: { en: 'Volume' } });
  const [row] = await office.database.workspace(workspace).query<{ kind: string; fields: object }>({
    text: "select kind, fields from change where noun = 'fieldSetting' order by id desc limit 1",
  });
  expect(row).toMatchObject({ kind: 'created', fields: { field: { to: 'amount' }, label: { to: { en: 'Volume' } } } });
});

describe('what a noun is called', () => {
  const name = (noun: string, definition: object, version = 0, who = armen) =>
    who.send('PUT', `/api/v1/noun-names/${noun}`, { version, definition });
  const labelOf = async (who: Browser, noun: string) =>
    ((await who.get('/api/v1/metadata')).body as unknown as Metadata).nouns.find((one) => one.name === noun)?.label;
  const packed = async () =>
    ((await armen.get('/api/v1/configuration/package')).body as { parts: { nounNames: object[] } }).parts.nounNames;
  const headOf = async (plural: string, language: string) => {
    const { text, headers } = await armen.get(`/api/v1/exports/${plural}?${new URLSearchParams({ language })}`);
    return `${headers['content-disposition']} ${text.split('\n')[0]}`;
  };

  it('is an owner’s to say, of nouns that are shipped and shown, in words no other has', async () => {
    expect((await name('company', {}, 0, office.browser())).status).toBe(401);
    expect(await name('company', { many: { en: 'Clients' } }, 0, seller)).toMatchObject({
      ...{ status: 403, code: 'roleRequired' },
    });
    expect((await seller.get('/api/v1/noun-names')).status).toBe(403);
    for (const noun of ['spaceship', 'stageVisit']) expect((await name(noun, {})).status).toBe(404);
    const added = { one: { en: 'Lease' }, many: { en: 'Leases' }, create: { en: 'New lease' } };
    expect((await armen.send('POST', '/api/v1/custom-nouns', added)).body).toMatchObject(added);
    expect((await name('xLease', { many: { en: 'Rents' } })).status).toBe(404);
    const refused = async (definition: object) => faultsOf(await name('deal', definition))[1];
    expect(await refused({ many: { en: 'companies' } })).toMatchObject({
      ...{ path: 'definition.many.en', code: 'nounNameTaken', params: { name: 'companies' } },
    });
    expect(await refused({ many: { en: 'Leases' } })).toMatchObject({ code: 'nounNameTaken' });
    expect(await refused({ one: { en: 'x'.repeat(61) } })).toMatchObject({
      path: 'definition.one.en',
      code: 'tooLong',
    });
    expect(await refused({ one: {} })).toMatchObject({ path: 'definition.one', code: 'required' });
    expect(await refused({ title: { en: 'Order' } })).toMatchObject({ code: 'unknownProperty' });
  });

  it('is in metadata, in files taken out and read in, and in the configuration; addresses stay', async () => {
    const words = { one: { en: 'Guest house', ru: 'Гостиница' }, many: { en: 'Guest houses', ru: 'Гостиницы' } };
    expect((await name('company', words)).body).toMatchObject({
      ...{ noun: 'company', version: 1, definition: words },
      shipped: { one: { en: 'Company', ru: 'Компания' }, create: { en: 'New company' } },
    });
    expect(await labelOf(seller, 'company')).toEqual(words);
    expect((await seller.get('/api/v1/companies')).status).toBe(200);
    // A field that bears the name of what it points at goes by its new name, one with a name of its own does not.
    expect(await headOf('deals', 'en')).toMatch(/,Guest house,/);
    expect(await headOf('people', 'ru')).toMatch(/Гостиница/);
    expect(await headOf('companies', 'ru')).toContain(encodeURIComponent('Гостиницы'));
    expect(await packed()).toContainEqual({ noun: 'company', definition: words });
    expect(await name('company', {}, 0)).toMatchObject({
      status: 412,
      code: 'stale',
      body: { params: { version: 1 } },
    });
    expect((await name('company', {}, 1)).body).toMatchObject({ version: 2, definition: {} });
    expect([await labelOf(seller, 'company'), await packed()]).toEqual([undefined, []]);
    expect(await headOf('deals', 'en')).toMatch(/,Company,/);
    const [latest] = (await armen.get('/api/v1/configuration/versions')).body.items as { number: number }[];
    await armen.send('POST', '/api/v1/configuration/apply', { undo: latest?.number });
    expect(await labelOf(seller, 'company')).toEqual(words);
  });

  it('comes with a package, which adds to what is said here and knows no noun that is not', async () => {
    const bring = async (verb: string, nounNames: object[]) => {
      const pack = { format: 'rapport-configuration', schema: 1, product: '1', parts: { nounNames } };
      return armen.send('POST', `/api/v1/configuration/${verb}`, { package: pack });
    };
    const wrong = await bring('preview', [{ noun: 'spaceship', definition: { many: { en: 'Ships' } } }]);
    expect(wrong.body.changes).toMatchObject([{ problem: { code: 'unknownNoun' } }]);
    const task = { noun: 'task', definition: { many: { en: 'Errands' } } };
    expect((await name('task', { many: { hy: 'Հանձնարարություններ' } })).status).toBe(200);
    expect((await bring('apply', [task])).status).toBe(200);
    expect(await labelOf(seller, 'task')).toEqual({ many: { en: 'Errands', hy: 'Հանձնարարություններ' } });
  });
});
