import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import type { ImportMapping } from '../contract/index.ts';
import { countsOf, openImports } from './import.factory.ts';

const { work, as } = await openImports();
const nino = as(await work.join('Nino Beridze', 'manager'));
const sheet = (...rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
const make = (noun: string, values: object) => createRecord(work.system, work.registry.getNoun(noun), values);
const countOf = async (plural: string) => (await nino.ask<{ count: number }>('GET', `/${plural}/count`)).body.count;
const counts = (created: number, updated: number, unchanged: number, rejected: number) => ({
  ...{ status: 'done', created, updated, unchanged, rejected },
});

/** Brings a file in and answers what became of it, with the faults of its rows. */
async function bringIn(plural: string, content: string, mapping: ImportMapping) {
  const { body } = await nino.upload(plural, content);
  await nino.start(body.id, mapping);
  const state = await nino.state(body.id);
  const faults = (await nino.faultsOf(body.id)).map(({ row, faults: [fault] }) =>
    `${row} ${fault?.path} ${fault?.code} ${fault?.params?.value ?? ''}`.trim(),
  );
  return { id: body.id, names: state.names, counts: countsOf(state), faults };
}

describe('a related record', () => {
  const columns = { Id: 'externalId', Account: 'company.name' };
  const dealOf = async (id: string) => {
    const company = (await nino.listByKey('deals', id)).get(id)?.company as { label: string } | null | undefined;
    return company?.label;
  };

  test.each([
    ['Գորիս Գինի', 'գորիս գինի', 'case'],
    ['ООО «Ромашка»', 'ооо ромашка', 'quotes'],
    ['GTX Pro Labs', 'GTXPro-Labs', 'spaces and signs'],
    ['Café Yerevan', '  CAFÉ  YEREVAN ', 'blanks'],
    ['თბილისის ჩაი', 'თბილისის  ჩაი.', 'a full stop'],
    ['Ｓevan １', 'Sevan 1', 'the width of its letters'],
  ])('%j is meant by %j: %s makes no other name', async (name, written) => {
    await make('company', { name });
    const before = await countOf('companies');
    const result = await bringIn('deals', sheet(['Id', 'Account'], [`rel ${name}`, written]), { columns });
    expect(result.counts).toEqual(counts(1, 0, 0, 0));
    expect(await dealOf(`rel ${name}`)).toBe(name);
    expect(await countOf('companies')).toBe(before);
  });

  test('the campaign of a lead is told by its name, as it was when it was a text', async () => {
    const file = sheet(['Lead', 'Campaign'], ['L one', 'Autumn fair'], ['L two', 'autumn FAIR']);
    const mapping = { columns: { Lead: 'name', Campaign: 'campaign.name' } };
    expect((await bringIn('leads', file, mapping)).counts).toEqual(counts(2, 0, 0, 0));
    const { body } = await nino.ask<{ items: { campaign: { label: string } }[] }>(
      'GET',
      `/leads?expand=campaign&filter=${encodeURIComponent('{"field":"campaign.name","op":"is","value":"autumn fair"}')}`,
    );
    expect(body.items.map(({ campaign }) => campaign.label)).toEqual(['Autumn fair', 'Autumn fair']);
  });

  test('that nobody knows is made once, and by its first spelling', async () => {
    const before = await countOf('companies');
    const file = sheet(
      ['Id', 'Account'],
      ['n1', 'Vanadzor Chemistry'],
      ['n2', 'vanadzor chemistry'],
      ['n3', 'VanadzorChemistry'],
    );
    const result = await bringIn('deals', file, { columns });
    expect([result.counts, await countOf('companies')]).toEqual([counts(3, 0, 0, 0), before + 1]);
    expect(result.names).toMatchObject([
      { value: 'Vanadzor Chemistry', kind: 'new', rows: 1 },
      { value: 'VanadzorChemistry', kind: 'normalised', name: 'Vanadzor Chemistry', rows: 1 },
    ]);
    expect([await dealOf('n1'), await dealOf('n2'), await dealOf('n3')]).toEqual(Array(3).fill('Vanadzor Chemistry'));
  });

  test('that two bear is not guessed: its rows are refused with the reason, before and after, and make nothing', async () => {
    await make('company', { name: 'Ararat Group' });
    await make('company', { name: 'ARARAT group' });
    await make('company', { name: 'Masis-Trade' });
    await make('company', { name: 'Masis Trade' });
    const file = sheet(
      ['Id', 'Account', 'Owner'],
      ['a1', 'Ararat Group', 'Newcomer One'],
      ['a2', 'Masis Trade', ''],
      ['a3', 'Masis-Trade', ''],
    );
    const mapping = { columns: { ...columns, Owner: 'owner.name' } };
    const { body } = await nino.upload('deals', file);
    const check = await nino.ask<{ rejected: number; faults: object[] }>('POST', `/imports/${body.id}/check`, mapping);
    expect(check.body).toMatchObject({
      rejected: 1,
      faults: [{ row: 1, faults: [{ path: 'Account', code: 'ambiguousName', params: { value: 'Ararat Group' } }] }],
    });
    const result = await bringIn('deals', file, mapping);
    expect(result).toMatchObject({ counts: counts(2, 0, 0, 1), faults: ['1 Account ambiguousName Ararat Group'] });
    expect([await dealOf('a1'), await dealOf('a2'), await dealOf('a3')]).toEqual([
      undefined,
      'Masis Trade',
      'Masis-Trade',
    ]);
    const members = await nino.list<{ name: string }>('members');
    expect(members.map(({ name }) => name)).not.toContain('Newcomer One');
    const { text } = await nino.ask('GET', `/imports/${result.id}/rejected`);
    expect(text).toContain('Several records are called this.');
  });

  test('in the bin is not meant any more', async () => {
    const { id } = await make('company', { name: 'Gone Ltd' });
    await inTransaction(work.system, (tx) => deleteRecord(tx, work.registry.getNoun('company'), id));
    const before = await countOf('companies');
    await bringIn('deals', sheet(['Id', 'Account'], ['g1', 'Gone Ltd']), { columns });
    expect([await countOf('companies'), await dealOf('g1')]).toEqual([before + 1, 'Gone Ltd']);
  });

  test('is known by its own key too, and several columns say one record', async () => {
    await make('person', { name: { given: 'Ani', family: 'Grigoryan' }, emails: ['ani@example.am'] });
    const file = sheet(
      ['Id', 'Mail', 'Contact'],
      ['k1', 'ANI@example.am', 'Somebody Else'],
      ['k2', 'new@example.am', 'Gor Sargsyan'],
      ['k3', 'new@example.am', 'Gor Sargsyan'],
    );
    const before = await countOf('people');
    const mapping = { columns: { Id: 'externalId', Mail: 'people.emails', Contact: 'people.name' } };
    expect((await bringIn('deals', file, mapping)).counts).toEqual(counts(3, 0, 0, 0));
    expect(await countOf('people')).toBe(before + 1);
    expect((await bringIn('deals', file, mapping)).counts).toEqual(counts(0, 0, 3, 0));
  });

  test('is looked for within the one beside it: a stage in the row’s pipeline', async () => {
    const partners = await make('pipeline', { name: 'Partners' });
    await make('stage', { name: 'Won', kind: 'won', pipeline: partners.id });
    await make('stage', { name: 'Signing', pipeline: partners.id });
    const file = sheet(
      ['Id', 'Stage', 'Pipeline'],
      ['s1', 'Won', 'Partners'],
      ['s2', 'signing', 'partners'],
      ['s3', 'Prospecting', 'Partners'],
    );
    const result = await bringIn('deals', file, {
      columns: { Id: 'externalId', Stage: 'stage.name', Pipeline: 'pipeline.name' },
    });
    expect(result).toMatchObject({ counts: counts(2, 0, 0, 1), faults: ['3 Stage unknownName Prospecting'] });
  });
});

describe('a row', () => {
  test('is known again by e-mail, whatever its case, and also where folding joins letters', async () => {
    const columns = { Name: 'name', Mail: 'emails' };
    const file = sheet(
      ['Name', 'Mail'],
      ['Ruth Smith', 'Ruth.Smith@Photo.example'],
      ['Philip Thatcher', 'ph.thatcher@example.org'],
    );
    expect((await bringIn('people', file, { columns })).counts).toEqual(counts(2, 0, 0, 0));
    expect((await bringIn('people', file, { columns })).counts).toEqual(counts(0, 0, 2, 0));
    const shouted = file.replace('Ruth.Smith@Photo.example', 'x@example.org; RUTH.SMITH@photo.example');
    expect((await bringIn('people', shouted, { columns })).counts).toMatchObject({ created: 1 });
    const second = file
      .replace('Ruth.Smith@Photo.example', 'RUTH.smith@photo.example')
      .replace('Ruth Smith', 'Ruth Smith-Jones');
    expect((await bringIn('people', second, { columns })).faults).toEqual([
      '1 Mail ambiguousName RUTH.smith@photo.example',
    ]);
  });

  test('of colleagues with one telephone are people each, today and next time', async () => {
    const file = sheet(
      ['Name', 'Phone', 'Job'],
      ['Ani Petrosyan', '+374 10 555555', 'Director'],
      ['Gor Petrosyan', '+374 10 555555', ''],
      ['Ani Petrosyan', '+374 10 555555', 'Head'],
    );
    const first = await bringIn('people', file, { columns: { Name: 'name', Phone: 'phones', Job: 'jobTitle' } });
    expect(first.counts).toEqual(counts(2, 1, 0, 0));
    const later = sheet(
      ['Name', 'Phone', 'Job'],
      ['GOR Petrosyan', '+37410555555', ''],
      ['Ani Petrosyan', '0037410555555', 'Head'],
    );
    const again = await bringIn('people', later, { columns: { Name: 'name', Phone: 'phones' } });
    expect([again.counts.created, again.counts.rejected]).toEqual([0, 0]);
  });

  test('without any key is known by its text: equal rows are as many records, today and next time', async () => {
    const file = sheet(['Title', 'Kind'], ['Call', 'call'], ['Call', 'call'], ['Call', 'visit']);
    const mapping = { columns: { Title: 'title', Kind: 'kind' } };
    expect((await bringIn('tasks', file, mapping)).counts).toEqual(counts(3, 0, 0, 0));
    expect((await bringIn('tasks', `${file}\n"Call","call"`, mapping)).counts).toEqual(counts(1, 0, 3, 0));
  });

  test('that says again what an earlier one began goes on with that record, in one file', async () => {
    const file = sheet(
      ['Id', 'Product', 'Price', 'Stage'],
      ['m1', 'Pomegranate', '5', 'Prospecting'],
      ['m2', 'Apricot', '7', 'Prospecting'],
      ['m1', 'Apricot', '6', 'Engaging'],
      ['m1', 'Pomegranate', '5', 'Engaging'],
    );
    const columns = { Id: 'externalId', Product: 'lines.product.name', Price: 'lines.price', Stage: 'stage.name' };
    expect((await bringIn('deals', file, { columns })).counts).toEqual(counts(2, 1, 1, 0));
    expect((await nino.listByKey('deals', 'm1')).get('m1')).toMatchObject({
      amount: { amount: '11.00', currency: 'USD' },
      stage: { label: 'Engaging' },
    });
  });

  test('may be about a member an earlier one only named, and the other way round', async () => {
    const file = sheet(
      ['Agent', 'Manager'],
      ['Vahe Manukyan', 'Lusine Davtyan'],
      ['Lusine Davtyan', ''],
      ['Aram Ghazaryan', 'Vahe Manukyan'],
    );
    const result = await bringIn('members', file, { columns: { Agent: 'name', Manager: 'team.head.name' } });
    expect(result.counts).toMatchObject({ rejected: 0 });
    const names = (await nino.list<{ name: string }>('members')).map(({ name }) => name);
    for (const name of ['Vahe Manukyan', 'Lusine Davtyan', 'Aram Ghazaryan'])
      expect(
        names.filter((one) => one === name),
        name,
      ).toHaveLength(1);
  });

  test('costs only itself: of many rows the bad ones are refused, wherever they stand and whatever refuses them', async () => {
    const bad = new Map([
      [0, 'unheard of'],
      [1, 'bad mail'],
      [299, 'too long'],
      [300, 'no name'],
      [317, 'taken'],
      [329, 'unheard of'],
    ]);
    await make('product', { name: 'Taken', code: 'TAKEN' });
    const rows = Array.from({ length: 330 }, (_, index) => {
      const fault = bad.get(index);
      const code = fault === 'taken' ? 'taken' : `sku ${index}`;
      return [
        `many ${index}`,
        fault === 'no name' ? '' : `Thing ${index}`,
        code,
        fault === 'too long' ? 'x'.repeat(300) : 'Things',
        fault === 'bad mail' ? 'perhaps' : 'yes',
        fault === 'unheard of' ? 'dear' : '5',
      ];
    });
    const columns = {
      Id: 'externalId',
      Name: 'name',
      Code: 'code',
      Group: 'category',
      Active: 'active',
      Price: 'price',
    };
    const file = sheet(Object.keys(columns), ...rows);
    const result = await bringIn('products', file, { columns });
    expect(result.counts).toEqual(counts(324, 0, 0, 6));
    expect(result.faults).toEqual([
      '1 Price notAnAmount dear',
      '2 Active notABoolean perhaps',
      '300 Group tooLong',
      '301 Name required',
      '318 Code duplicate',
      '330 Price notAnAmount dear',
    ]);
    expect((await bringIn('products', file, { columns })).counts).toEqual(counts(0, 0, 324, 6));
  });
});

describe('any table', () => {
  const word = fc.constantFrom(
    'Ani',
    'Գոռ',
    'Ivan',
    'иван',
    'მარი',
    'Smith',
    'Ph',
    ' ',
    "O'Neil",
    '"q"',
    '=1+1',
    'ß',
    'İ',
    'é',
    'é',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''));
  const maybe = (cell: fc.Arbitrary<string>) => fc.oneof(cell, fc.constant(''));
  const mail = fc
    .tuple(fc.constantFrom('ani', 'Ruth', 'smith'), fc.nat(9))
    .map(([name, number]) => `${name}${number}@photo.am`);
  const tables = [
    { plural: 'tasks', columns: { A: 'title', B: 'kind', C: 'company.name' }, cells: [text, maybe(text), maybe(text)] },
    {
      plural: 'companies',
      columns: { A: 'name', B: 'employees', C: 'parent.name' },
      cells: [text, maybe(fc.nat(99).map(String)), maybe(text)],
    },
    {
      plural: 'people',
      columns: { A: 'name', B: 'emails', C: 'company.name' },
      cells: [text, maybe(mail), maybe(text)],
    },
    {
      plural: 'deals',
      columns: { A: 'externalId', B: 'lines.product.name', C: ['amount', 'lines.price'] },
      cells: [text, maybe(text), maybe(fc.nat(999).map(String))],
    },
  ];

  test.each(tables)(
    'of $plural brought in twice changes nothing the second time',
    async ({ plural, columns, cells }) => {
      const [first, second, third] = cells as [fc.Arbitrary<string>, fc.Arbitrary<string>, fc.Arbitrary<string>];
      const row = fc.tuple(first, second, third);
      let run = 0;
      await fc.assert(
        // What is said of one record twice must not contradict itself: then the last word would be new each time.
        fc.asyncProperty(
          fc.uniqueArray(row, { minLength: 1, maxLength: 12, selector: keyOf(plural), comparator: meets }),
          async (rows) => {
            run++;
            const file = sheet(
              ['A', 'B', 'C'],
              ...rows.map(([a, b, c]) => [`${a} ${run}`, b && plural === 'people' ? `${run}${b}` : b, c]),
            );
            const once = await bringIn(plural, file, { columns });
            const before = await countOf(plural);
            const twice = await bringIn(plural, file, { columns });
            expect(twice.counts, file).toMatchObject({ created: 0, updated: 0, rejected: once.counts.rejected });
            expect(await countOf(plural)).toBe(before);
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  const keyOf =
    (plural: string) =>
    ([a, b]: readonly [string, string, string]) =>
      plural === 'tasks' ? Math.random().toString() : plural === 'people' && b ? b : a;
  const meets = (one: string, other: string) =>
    one
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}@]/gu, '') ===
    other
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}@]/gu, '');
});
