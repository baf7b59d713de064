import { describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { Answer, Browser } from '../../workspace/server/office.factory.ts';
import { openStaffedOffice } from '../../workspace/server/staffed-office.factory.ts';

const { owner: armen, seller, viewer } = await openStaffedOffice();

const add = (field: object, who = armen) => who.send('POST', '/api/v1/custom-fields', field);

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

describe('a number given by the server', () => {
  it.each([
    ['product', 'name'],
    ['task', 'title'],
  ])(
    'to each %s goes up by one, whoever creates them and how many at once, and is never given twice',
    async (noun, title) => {
      const numbering = 'NO-{YYYY}-{000}';
      const { name } = await added({ noun, kind: 'autonumber', label: { en: 'Our number' }, numbering });
      const year = new Date().getFullYear();
      const who = noun === 'task' ? [armen, seller] : [armen];
      const made = await Promise.all(
        Array.from({ length: 12 }, (_, at) => create(`${noun}s`, { [title]: `Numbered ${at}` }, who[at % who.length])),
      );
      expect(made.map(({ status }) => status)).toEqual(Array(12).fill(201));
      const operations = Array.from({ length: 5 }, (_, at) => ({ create: { [title]: `Batched ${at}` } }));
      expect((await armen.send('POST', `/api/v1/${noun}s/batch`, { operations })).status).toBe(200);
      const filter = JSON.stringify({ field: name, op: 'isNotEmpty' });
      const all = await list(armen, `${noun}s`, { filter, sort: name, limit: '200' });
      const given = Array.from({ length: 17 }, (_, at) => `NO-${year}-${String(at + 1).padStart(3, '0')}`);
      expect(all.map((one) => one[name])).toEqual(given);
      const [last] = await list(armen, `${noun}s`, { search: `no-${year}-017` });
      expect(last?.[name]).toBe(`NO-${year}-017`);
      const { items } = (await armen.get(`/api/v1/${noun}s/${last?.id}/changes`)).body as {
        items: { fields: object }[];
      };
      expect(items[0]?.fields).toMatchObject({ [name]: { to: `NO-${year}-017` } });
    },
  );

  it('is nobody else’s to give or to change', async () => {
    const refused = await create('products', { name: 'Forged', xOurNumber: 'PRO-1' });
    expect([refused.status, refused.body.fields]).toEqual([
      422,
      [expect.objectContaining({ path: 'xOurNumber', code: 'readOnly' })],
    ]);
    const { status, body } = await add({
      noun: 'product',
      kind: 'autonumber',
      label: { en: 'N' },
      numbering: 'N{0}{0}',
    });
    expect([status, body.fields]).toEqual([422, [expect.objectContaining({ path: 'numbering', code: 'wrongFormat' })]]);
  });
});

it('a relation to anything points at records of every kind, named to those who see them', async () => {
  const { name } = await added({ noun: 'note', kind: 'anyRelation', label: { en: 'About' } });
  const deal = idOf(await create('deals', { name: 'Quay' }));
  const made = await create('notes', { body: 'Quay and crane', [name]: { noun: 'deal', id: deal, label: 'forged' } });
  expect([made.status, made.body[name]]).toEqual([201, { noun: 'deal', id: deal }]);
  for (const [wrong, path, code] of [
    [{ noun: 'deal', id: idOf(made) }, name, 'unknownReference'],
    [{ noun: 'spell', id: deal }, `${name}.noun`, 'unknownNoun'],
    [{ noun: 'importRun', id: deal }, `${name}.noun`, 'unknownNoun'],
    [{ id: deal }, `${name}.noun`, 'required'],
  ] as const) {
    const { status, body } = await create('notes', { body: 'x', [name]: wrong });
    expect([status, body.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
  }
  for (const [field, value] of [
    [name, deal],
    [`${name}.noun`, 'deal'],
  ] as const) {
    const found = await list(viewer, 'notes', { filter: is(field, value), expand: name });
    expect(found.map((one) => one[name])).toEqual([{ noun: 'deal', id: deal, label: 'Quay' }]);
  }
  expect(await list(viewer, 'notes', { filter: is(`${name}.noun`, 'company') })).toEqual([]);
  const path = `/api/v1/notes/${idOf(made)}`;
  const person = idOf(await create('people', { name: { given: 'Lilit' } }));
  await armen.send('PATCH', path, { [name]: { noun: 'person', id: person } });
  expect((await armen.get(`${path}?expand=*`)).body[name]).toEqual({ noun: 'person', id: person, label: 'Lilit' });
});

describe('links to many records', () => {
  it('are added as any field is, with a role and the days they hold', async () => {
    const { name } = await added({
      ...{ noun: 'company', kind: 'links', to: 'product', label: { en: 'Supplies' }, roles: ['main', 'spare'] },
    });
    const [pump, pipe] = [
      idOf(await create('products', { name: 'Sump' })),
      idOf(await create('products', { name: 'Hose' })),
    ];
    const links = [{ id: pump, role: 'main', from: '2024-01-01', to: '2025-12-31' }, { id: pipe }];
    const made = await create('companies', { name: 'Waterworks', [name]: links }, seller);
    expect([made.status, made.body[name]]).toEqual([201, links]);
    const [found] = await list(viewer, 'companies', { filter: is(name, pump), expand: name });
    expect(found?.[name]).toEqual([
      { ...links[0], label: 'Sump' },
      { id: pipe, label: 'Hose' },
    ]);
    const path = `/api/v1/companies/${idOf(made)}`;
    await armen.send('PATCH', path, { [name]: [{ id: pump, role: 'spare', from: '2026-01-01' }] });
    const { items } = (await armen.get(`${path}/changes`)).body as { items: { fields: object }[] };
    expect(items[0]?.fields).toEqual({
      [name]: { from: links, to: [{ id: pump, role: 'spare', from: '2026-01-01' }] },
    });
    const wrong = await armen.send('PATCH', path, { [name]: [{ id: pump, from: '2026-01-02', to: '2026-01-01' }] });
    expect([wrong.status, wrong.body.fields]).toEqual([
      422,
      [expect.objectContaining({ path: `${name}.0.to`, code: 'tooSmall' })],
    ]);
    expect((await armen.send('PATCH', path, { [name]: [{ id: idOf(made) }] })).status).toBe(422);
  });
});
