import { describe, expect, test } from 'vitest';
import { labelsOf } from '../../../server/texts/locales.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import type { ImportMapping } from '../contract/index.ts';
import { countsOf, openImports, suggested, workbookOf } from './import.factory.ts';

const { work, as } = await openImports();
const nino = as(await work.join('Nino Beridze', 'manager'));
const sheet = (...rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

let files = 0;
/**
 * Brings columns in, each of which fills the field in rows of its own, and answers what each cell became: the value, or
 * the code it was refused with. How days and numbers are written is told a column at a time.
 */
async function readColumns(
  plural: string,
  field: string,
  columns: readonly (readonly string[])[],
  more: Partial<ImportMapping> = {},
): Promise<readonly (readonly unknown[])[]> {
  const file = ++files;
  const headers = columns.map((_, index) => `V${index}`);
  const cells = columns.flatMap((column, place) =>
    column.map((cell) => headers.map((_, at) => (at === place ? cell : ''))),
  );
  const keys = cells.map((_, index) => `${file}-${String(index).padStart(4, '0')}`);
  const content = sheet(
    ['Id', 'Title', ...headers],
    ...cells.map((row, index) => [keys[index] ?? '', `Row ${keys[index]}`, ...row]),
  );
  const to = Object.fromEntries(headers.map((header) => [header, field]));
  const title = plural === 'tasks' ? 'title' : 'name';
  const { body } = await nino.upload(plural, content);
  await nino.start(body.id, { columns: { Id: 'externalId', Title: title, ...to }, ...more });
  const refused = new Map((await nino.faultsOf(body.id)).map(({ row, faults }) => [row, faults[0]?.code]));
  const found = await nino.listByKey(plural, `${file}-`);
  const read = keys.map((key, index) => (found.has(key) ? found.get(key)?.[field] : refused.get(index + 1)));
  let from = 0;
  return columns.map(({ length }) => {
    from += length;
    return read.slice(from - length, from);
  });
}

/** One column. */
async function readColumn(plural: string, field: string, cells: readonly string[], more?: Partial<ImportMapping>) {
  const [read = []] = await readColumns(plural, field, [cells], more);
  return read;
}

describe('a number', () => {
  test('is read as it is meant, by the way its whole column is written, or refused', async () => {
    const cases: readonly (readonly [readonly string[], readonly unknown[]])[] = [
      [['1250'], [1250]],
      [['1 250'], [1250]],
      [['1\u00a0234,56'], [1235]],
      [['1,234.56'], [1235]],
      [["1'234"], [1234]],
      [['120 чел.'], [120]],
      [
        ['(5)', '-1'],
        ['tooSmall', 'tooSmall'],
      ],
      [['١٢', '3 of 5', '1e5', 'many', 'x210', 'No. 7'], Array(6).fill('notANumber')],
      [[''], [null]],
      [['999999999999999999999'], ['tooLarge']],
      [
        ['1.999', '2004,0'],
        [1999, 2004],
      ],
      [
        ['1.999', '2004'],
        [2, 2004],
      ],
    ];
    const read = await readColumns(
      'companies',
      'employees',
      cases.map(([cells]) => cells),
    );
    expect(cases.map(([cells], index) => [cells, read[index]])).toEqual(cases);
  });
});

describe('an amount', () => {
  test('is in the currency it names, else in the one of a column of its own, else in the workspace’s', async () => {
    const cells = [
      '1 234,56',
      '€10',
      '1.054,50 EUR',
      '֏ 5 000',
      '100 ₾',
      '12 лв.',
      '(12,00)',
      '1 000 000 драм',
      '5 stones',
    ];
    const found = await readColumns(
      'deals',
      'amount',
      cells.map((cell) => [cell]),
    );
    expect(found.flat()).toEqual([
      { amount: '1234.56', currency: 'USD' },
      { amount: '10.00', currency: 'EUR' },
      { amount: '1054.50', currency: 'EUR' },
      { amount: '5000.00', currency: 'AMD' },
      { amount: '100.00', currency: 'GEL' },
      { amount: '12.00', currency: 'BGN' },
      { amount: '-12.00', currency: 'USD' },
      { amount: '1000000.00', currency: 'AMD' },
      'notAnAmount',
    ]);
    const file = sheet(['Deal', 'Sum', 'In'], ['c1', '10', 'eur'], ['c2', '10', 'AMD'], ['c3', '10', 'XXQ']);
    const state = await nino.bringIn('deals', file, {
      columns: { Deal: 'externalId', Sum: 'amount', In: 'amount.currency' },
    });
    expect(countsOf(state)).toMatchObject({ created: 2, rejected: 1 });
  });

  test('beside a product is the price of its line, and the deal’s amount follows', async () => {
    const columns = { Deal: 'externalId', Product: 'lines.product.name', Count: 'lines.quantity', Sum: 'amount' };
    const file = sheet(['Deal', 'Product', 'Count', 'Sum'], ['p1', 'Crate', '', '70'], ['p2', 'Crate', '3', '70']);
    await nino.bringIn('deals', file, { columns });
    const lines = await nino.list<{ amount: { amount: string } | null; quantity: number; deal: { id: string } }>(
      'deal-lines',
    );
    expect(lines.map(({ amount, quantity }) => [amount?.amount ?? null, quantity])).toEqual([
      ['70.00', 1],
      [null, 3],
    ]);
    expect(countsOf(await nino.bringIn('deals', file, { columns }))).toMatchObject({ unchanged: 2 });
  });
});

describe('a day', () => {
  const march = '2017-03-01';

  test('is read in the many ways days are written, where there is such a day', async () => {
    const cases: readonly (readonly [readonly string[], readonly unknown[]])[] = [
      [
        ['01-03-17', '25-10-16'],
        [march, '2016-10-25'],
      ],
      [
        ['03/01/2017', '12/25/2016'],
        [march, '2016-12-25'],
      ],
      [
        ['1.3.2017', '25.12.2016 г.'],
        [march, '2016-12-25'],
      ],
      [
        ['2017-03-01T22:00:00Z', '20161225'],
        [march, 'notADate'],
      ],
      [
        ['1 марта 2017 г.', '3 հունվարի 2017', '5 ივნისი 2017'],
        [march, '2017-01-03', '2017-06-05'],
      ],
      [
        ['Mar 1, 2017', 'Feb 30, 2017', 'March 1st, 2017'],
        [march, 'notADate', march],
      ],
      [
        ['soon', '', 'never'],
        ['notADate', null, 'notADate'],
      ],
    ];
    const read = await readColumns(
      'deals',
      'openedOn',
      cases.map(([cells]) => cells),
    );
    expect(cases.map(([cells], index) => [cells, read[index]])).toEqual(cases);
  });

  test('that can be read two ways is read as the mapping says', async () => {
    const cells = ['01/02/2017', '03/04/2017'];
    expect(await readColumn('deals', 'openedOn', cells)).toEqual(['2017-02-01', '2017-04-03']);
    const read = await readColumn('deals', 'openedOn', cells, { dateFormats: { V0: 'mm-dd-yyyy' } });
    expect(read).toEqual(['2017-01-02', '2017-03-04']);
    const { body } = await nino.upload('deals', sheet(['Deal', 'Close date'], ['d', '01/02/2017']));
    expect(body.columns[1]).toMatchObject({ dateFormat: 'dd-mm-yyyy', dateAlternatives: ['mm-dd-yyyy'] });
  });

  test('with a time is by the workspace’s clock unless it says otherwise', async () => {
    const cells = ['2026-03-01 10:00', '2026-03-01T10:00:00Z', '2026-03-01 10:00+0200', '2026-03-01'];
    expect(await readColumn('tasks', 'dueAt', cells)).toEqual(
      [
        '2026-03-01T06:00:00.000Z',
        '2026-03-01T10:00:00.000Z',
        '2026-03-01T08:00:00.000Z',
        '2026-02-28T20:00:00.000Z',
      ].map((text) => expect.stringContaining(text.slice(0, 19))),
    );
  });

  test('of a workbook is the day it shows there', async () => {
    const book = workbookOf([
      ['Deal', 'Close date', 'Amount'],
      ['w1', new Date('2017-03-01T00:00:00Z'), 1054.5],
      ['w2', new Date('2017-12-31T23:59:59Z'), 1],
    ]);
    const columns = { Deal: 'externalId', 'Close date': 'expectedCloseOn', Amount: 'amount' };
    expect(countsOf(await nino.bringIn('deals', book, { columns }))).toMatchObject({ created: 2 });
    const found = await nino.listByKey('deals', 'w');
    expect(['w1', 'w2'].map((key) => found.get(key)?.expectedCloseOn)).toEqual(['2017-03-01', '2017-12-31']);
    expect(found.get('w1')?.amount).toEqual({ amount: '1054.50', currency: 'USD' });
  });
});

describe('a choice', () => {
  const labelsBy = (field: string) =>
    languages
      .flatMap((language) => labelsOf(work.registry.modules, language))
      .flatMap(({ nouns }) => Object.entries(nouns?.company?.options?.[field] ?? {}))
      .map(([value, label]) => ({ value, label }));

  test('of a company’s phase or industry is understood by its label in each of five languages', async () => {
    for (const field of ['lifecycle', 'industry']) {
      const labels = labelsBy(field);
      expect(labels.length).toBeGreaterThanOrEqual(20);
      const cells = labels.flatMap(({ label }) => [label, `  ${label.toUpperCase()}. `]);
      const read = await readColumn('companies', field, cells);
      expect(read).toEqual(labels.flatMap(({ value }) => [value, value]));
    }
  });

  test('with a typing error is taken for what it is near, and told', async () => {
    const file = sheet(['Name', 'Industry'], ['Byurakan Optics', 'technolgy'], ['Ijevan Wine', 'Winemaking']);
    const state = await nino.bringIn('companies', file, { columns: { Name: 'name', Industry: 'industry' } });
    expect(state.names).toMatchObject([{ value: 'technolgy', kind: 'near', name: 'technology', rows: 1 }]);
    const companies = await nino.list<{ name: string; industry: string }>('companies');
    const industryOf = (name: string) => companies.find((company) => company.name === name)?.industry;
    expect([industryOf('Byurakan Optics'), industryOf('Ijevan Wine')]).toEqual(['technology', 'Winemaking']);
  });

  test('of several is read one by one; one unknown among them refuses the row', async () => {
    const cells = ['customer; Partner', 'Клиент, supplier|Դիլեր', 'customer, nobody', ' ; '];
    expect(await readColumn('companies', 'kinds', cells)).toEqual([
      ...[['customer', 'partner'], ['customer', 'supplier', 'dealer'], 'notAnOption', []],
    ]);
  });

  test('of yes or no is understood in five languages, as a figure and as a cross', async () => {
    const yes = ['yes', 'Да', 'այո', 'კი', '1', 'TRUE', 'x'];
    const no = ['no', 'нет', 'Не', 'ոչ', 'არა', '0', 'false'];
    expect(await readColumn('products', 'active', [...yes, ...no, 'maybe', ''])).toEqual([
      ...yes.map(() => true),
      ...no.map(() => false),
      ...['notABoolean', true],
    ]);
  });
});

describe('a text', () => {
  test('stays the text it is, whatever a spreadsheet, a browser or a database would make of it', async () => {
    const texts = [
      ...["=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example";"Click")', '@SUM(1+1)*cmd', '+374 10 123456'],
      ...['<script>alert(1)</script>', "Robert'); drop table deals;--", '\u202eright to left', '{"a":"\\u0041"}'],
      ...['Հրազդան «գետ» \\ {brace}', 'two\nlines', '%s %d $1 {{name}}', 'null', '0', "'quoted'"],
    ];
    expect(await readColumn('deals', 'description', texts)).toEqual(texts);
  });

  test('of a megabyte is refused by itself, with its limit', async () => {
    const [long, fine] = await readColumn('deals', 'description', ['ж'.repeat(1_000_000), 'short']);
    expect([long, fine]).toEqual(['tooLong', 'short']);
  });

  test('with a character no database keeps is refused with the whole file, not half-kept', async () => {
    const before = await nino.ask<{ count: number }>('GET', '/deals/count');
    const answer = await nino.upload('deals', 'Deal,Name\nnul,"a\0b"');
    expect([answer.status, (await nino.ask<{ count: number }>('GET', '/deals/count')).body]).toEqual([
      422,
      before.body,
    ]);
  });
});

describe('the file of the rejected rows', () => {
  const file = sheet(
    ['Name', 'Employees', 'Website', '=1+1'],
    ['Lori Stone', 'many', 'not a site', '@x'],
    ['', '5', '', ''],
    ['Tavush Honey', '-1', '', '-2'],
  );
  const columns = { Name: 'name', Employees: 'employees', Website: 'website' };
  const rejectedOf = async (language?: string) => {
    const { body } = await nino.upload('companies', file);
    await nino.start(body.id, { columns });
    const query = language ? `?language=${language}` : '';
    return (await nino.ask('GET', `/imports/${body.id}/rejected${query}`)).text;
  };

  test('says what is wrong and what to do in the person’s words, and the codes for programs', async () => {
    expect(await rejectedOf()).toBe(
      '\ufeff' +
        [
          "Name,Employees,Website,'=1+1,Rapport: why,Rapport: code",
          `Lori Stone,many,not a site,'@x,"Employees: ""many"". Enter a number.",Employees: notANumber`,
          ',5,,,Name: Fill this in.,Name: required',
          `Tavush Honey,'-1,,'-2,Employees: Must be at least 0.,Employees: tooSmall`,
          '',
        ].join('\n'),
    );
  });

  test.each([
    ['ru', 'Rapport: почему', 'Введите число'],
    ['bg', 'Rapport: защо', 'Въведете число'],
    ['hy', 'Rapport: ինչու', 'Մուտքագրեք թիվ'],
    ['ka', 'Rapport: რატომ', 'შეიყვანეთ რიცხვი'],
  ])('says it in %s', async (language, heading, reason) => {
    const text = await rejectedOf(language);
    expect(text).toContain(heading);
    expect(text).toContain(reason);
    expect(text).toContain('notANumber');
  });

  test('knows no other languages, and is for nobody else', async () => {
    const { body } = await nino.upload('companies', file);
    expect((await nino.ask('GET', `/imports/${body.id}/rejected?language=tlh`)).status).toBe(422);
    expect(
      (await as(await work.join('Vera Hakobyan', 'viewer')).ask('GET', `/imports/${body.id}/rejected`)).status,
    ).toBe(403);
  });

  test('is brought in again once it is mended, its extra columns left out', async () => {
    const mended = (await rejectedOf())
      .replace('many', '12')
      .replace("'-1", '4')
      .replace('\n,5', '\nKapan Copper,5')
      .replace('not a site', 'lori.example');
    const { body } = await nino.upload('companies', mended);
    expect(body.columns.slice(-2).map(({ path }) => path)).toEqual([null, null]);
    await nino.start(body.id, { columns });
    expect(countsOf(await nino.state(body.id))).toEqual({
      status: 'done',
      created: 3,
      updated: 0,
      unchanged: 0,
      rejected: 0,
    });
    expect(suggested(body).columns).toMatchObject({ Name: 'name', Employees: 'employees' });
  });
});
