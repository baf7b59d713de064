import { describe, expect, it } from 'vitest';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { Answer } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { office, owner: armen, seller } = await openStaffedOffice({ processes: 1 });
await prepareJobs(office.database, { info: () => undefined, warn: () => undefined, error: console.error });

const add = (field: object, who = armen) => who.send('POST', '/api/v1/custom-fields', field);
const formula = (noun: string, name: string, text: string, more: object = {}) =>
  add({ noun, kind: 'formula', label: { en: name }, formula: text, ...more });
const create = (plural: string, record: object) => armen.send('POST', `/api/v1/${plural}`, record);
const read = async (path: string) => (await seller.get(`/api/v1/${path}`)).body;
const idOf = ({ body }: Answer) => String(body.id);
const faults = ({ status, body }: Answer) => [status, body.fields];
async function added(answer: Promise<Answer>): Promise<{ id: string; name: string; result: string }> {
  const { status, text, body } = await answer;
  expect([status, text]).toEqual([201, expect.any(String)]);
  return body as { id: string; name: string; result: string };
}

describe('a formula', () => {
  it('is refused to everybody but owners, and where it is wrong, by character', async () => {
    const field = { noun: 'company', kind: 'formula', label: { en: 'F' }, formula: 'employees + 1' };
    expect(await add(field, seller)).toMatchObject({ status: 403 });
    expect(await add(field, office.browser())).toMatchObject({ status: 401 });
    expect((await seller.send('POST', '/api/v1/custom-fields/preview', { noun: 'company', formula: '1' })).status).toBe(
      403,
    );
    expect(faults(await formula('company', 'F', 'employes + 1'))).toEqual([
      422,
      [
        {
          ...{ path: 'formula', code: 'formulaUnknownField' },
          params: { name: 'employes', meant: 'employees', at: 0, position: 1, context: 'meant' },
        },
      ],
    ]);
    const wrong: readonly (readonly [object, string, string])[] = [
      [{ formula: '' }, 'formula', 'formulaEmpty'],
      [{ formula: '1', required: true }, 'required', 'unknownProperty'],
      [{ formula: '1', unique: true }, 'unique', 'unknownProperty'],
      [{ formula: '1', rollUp: { of: 'deal', by: 'company', measure: 'count' } }, 'rollUp', 'unknownProperty'],
      [{ kind: 'text', formula: '1' }, 'formula', 'unknownProperty'],
    ];
    for (const [more, path, code] of wrong)
      expect(faults(await add({ ...field, ...more }))).toEqual([422, [expect.objectContaining({ path, code })]]);
  });

  it('works at once for the records that are there and for new ones, is told in metadata and never written', async () => {
    const old = idOf(await create('companies', { name: 'Old', employees: 4 }));
    const field = await added(formula('company', 'Half', 'employees / 2', { scale: 1 }));
    expect(field).toMatchObject({ name: 'xHalf', result: 'number' });
    expect(await read(`companies/${old}`)).toMatchObject({ xHalf: 2, version: 1 });
    expect((await create('companies', { name: 'New', employees: 5 })).body).toMatchObject({ xHalf: 2.5 });
    const { nouns } = (await read('metadata')) as { nouns: { name: string; fields: { name: string }[] }[] };
    expect(nouns.find(({ name }) => name === 'company')?.fields.find(({ name }) => name === 'xHalf')).toMatchObject({
      ...{ kind: 'number', readOnly: true, scale: 1, computed: { formula: 'employees / 2' } },
    });
    expect(await create('companies', { name: 'Bad', xHalf: 1 })).toMatchObject({ status: 422 });
    const filter = JSON.stringify({ field: 'xHalf', op: 'atLeast', value: 2 });
    const { items } = await read(`companies?${new URLSearchParams({ filter, sort: '-xHalf' })}`);
    expect(items).toMatchObject([{ name: 'New' }, { name: 'Old' }]);
  });

  it('may be changed to another of its kind, and not to one of another kind', async () => {
    const { id } = await added(formula('company', 'Twice', 'employees * 2'));
    const change = (text: string) => armen.send('PATCH', `/api/v1/custom-fields/${id}`, { formula: text });
    expect(await change('employees * 3')).toMatchObject({ status: 200, body: { formula: 'employees * 3' } });
    const { items } = (await read('companies?sort=-xTwice')) as { items: { xTwice: number }[] };
    expect(items[0]).toMatchObject({ xTwice: 15 });
    expect(faults(await change('name'))).toEqual([422, [expect.objectContaining({ code: 'formulaResultChanged' })]]);
  });

  it('can be tried on a real record before', async () => {
    const preview = (body: object) => armen.send('POST', '/api/v1/custom-fields/preview', { noun: 'company', ...body });
    expect((await preview({ formula: 'upper(name) & " " & xHalf' })).body).toMatchObject({
      ...{ result: 'text', record: { label: 'New' }, value: 'NEW 2.5' },
    });
    expect((await preview({ formula: '1 / 0' })).body).toMatchObject({ value: { error: 'divisionByZero' } });
    expect((await preview({ formula: '1 +' })).status).toBe(422);
    expect(await preview({ formula: '1', record: '0190a000-0000-7000-8000-000000000000' })).toMatchObject({
      status: 404,
    });
    const rollUp = { of: 'person', by: 'company', measure: 'count' };
    expect((await preview({ rollUp })).body).toMatchObject({ result: 'number', value: 0 });
  });
});

describe('a roll-up', () => {
  const rollUp = (name: string, given: object, noun = 'company') =>
    add({ noun, kind: 'rollUp', label: { en: name }, rollUp: given });
  const deals = { of: 'deal', by: 'company' };
  const worth = { ...deals, measure: 'sum', field: 'amount' };

  it.each<readonly [object, string, string]>([
    [{ ...deals, of: 'stageVisit' }, 'rollUp.of', 'unknownNoun'],
    [{ ...deals, by: 'owner', measure: 'count' }, 'rollUp.by', 'unknownField'],
    [{ ...deals, measure: 'sum' }, 'rollUp.field', 'required'],
    [{ ...deals, measure: 'count', field: 'amount' }, 'rollUp.field', 'unknownProperty'],
    [{ ...deals, measure: 'sum', field: 'name' }, 'rollUp.field', 'notMeasurable'],
    [{ ...deals, inWorkspaceCurrency: true }, 'rollUp.inWorkspaceCurrency', 'unknownProperty'],
    [{ ...worth, rateOn: 'closedOn' }, 'rollUp.rateOn', 'unknownProperty'],
    [{ ...worth, inWorkspaceCurrency: true, rateOn: 'name' }, 'rollUp.rateOn', 'unknownField'],
    [{ ...worth, inWorkspaceCurrency: true, rateOn: 'constructor' }, 'rollUp.rateOn', 'unknownField'],
    [{ ...deals, filter: { field: 'company.industry', op: 'isEmpty' } }, 'rollUp.filter', 'rollUpFilterForeign'],
    [{ ...deals, filter: { search: 'x' } }, 'rollUp.filter', 'rollUpFilterForeign'],
    [{ ...deals, filter: { field: 'owner', op: 'is', value: '@me' } }, 'rollUp.filter', 'rollUpFilterPersonal'],
    [{ ...deals, filter: { field: 'nothing', op: 'isEmpty' } }, 'rollUp.filter.field', 'unknownField'],
  ])('that makes no sense is refused: %j', async (given, path, code) => {
    const answer = await rollUp('R', { measure: 'count', ...given });
    expect(faults(answer)).toEqual([422, [expect.objectContaining({ path, code })]]);
  });

  it('follows what is done to the records it gathers, by the rules of their own noun', async () => {
    const { name } = await added(rollUp('Lines', { of: 'dealLine', by: 'deal', measure: 'count' }, 'deal'));
    const total = await added(rollUp('Deals worth', { ...deals, measure: 'sum', field: 'amount' }));
    const company = idOf(await create('companies', { name: 'Gathered' }));
    const deal = await create('deals', { name: 'Roof', company, amount: { amount: '70.00', currency: 'EUR' } });
    expect([deal.status, deal.body[name]]).toEqual([201, 0]);
    expect(await read(`companies/${company}`)).toMatchObject({ [total.name]: { amount: '70.00', currency: 'EUR' } });
    await armen.send('DELETE', `/api/v1/deals/${idOf(deal)}`);
    expect(await read(`companies/${company}`)).toMatchObject({ [total.name]: null });
  });

  it('and a formula that wait for each other are refused', async () => {
    const worth = await added(formula('deal', 'Worth', 'company.xDealsWorth'));
    const answer = await rollUp('Circle', { ...deals, measure: 'max', field: worth.name });
    expect(answer.status).toBe(201);
    const { id } = answer.body;
    const circle = { rollUp: { ...deals, measure: 'max', field: worth.name } };
    expect((await armen.send('PATCH', `/api/v1/custom-fields/${id}`, circle)).status).toBe(200);
    const first = (await read('metadata')) as { nouns: { name: string }[] };
    expect(first.nouns.some((noun) => noun.name === 'deal')).toBe(true);
    const back = await armen.send('PATCH', `/api/v1/custom-fields/${worth.id}`, { formula: 'company.xCircle' });
    expect(faults(back)).toEqual([
      422,
      [
        {
          ...{ path: 'formula', code: 'computedCycle' },
          params: { path: 'company.xCircle → deal.xWorth → company.xCircle' },
        },
      ],
    ]);
  });

  it('tells who may read its noun while it is being worked out', async () => {
    expect(await read('custom-fields/progress')).toEqual({ items: [] });
  });

  it('of amounts in several currencies is in the workspace’s, and follows that and its rates', async () => {
    const gathered = { ...worth, inWorkspaceCurrency: true, rateOn: 'closedOn' };
    const { name } = await added(rollUp('Worth here', gathered));
    const company = idOf(await create('companies', { name: 'Abroad' }));
    const sell = (amount: string, currency: string) =>
      create('deals', { name: 'A', company, amount: { amount, currency } });
    await create('exchange-rates', { currency: 'EUR', validFrom: '2020-01-01', rate: 0.5 });
    await sell('11.01', 'EUR');
    await sell('10.00', 'AMD');
    expect((await read(`companies/${company}`))[name]).toEqual({ amount: '15.51', currency: 'AMD' });
    const waiting = async () =>
      ((await read('custom-fields/progress')).items as { names: string[] }[]).map(({ names }) => names);
    expect(await waiting()).toEqual([[name]]);
    const other = await added(rollUp('Dearest here', { ...gathered, measure: 'max' }));
    await armen.send('PATCH', '/api/v1/workspace', { currency: 'EUR' });
    expect(await waiting()).toEqual(expect.arrayContaining([[name, other.name]]));
  });
});
