import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { writeOversight } from '../../../server/access-log/oversight.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';

import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { polyglots } from '../../../server/testing/polyglots.ts';
import { defaultOversight } from '../../../shared/contract/oversight-settings.ts';
import { unharmedCell } from '../../../shared/text/spreadsheet-cell.ts';
import { company } from '../../companies/contract/index.ts';
import { countsOf, openImports, suggested } from '../../imports/server/import.factory.ts';
import { person } from '../../people/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { exportRoutes } from './export.routes.ts';

const { work, as } = await openImports();
const nino = await work.join('Nino Beridze', 'manager');
const ivan = await work.join('Ivan Petrov', 'seller');

const ceramics = await createRecord(nino, company, {
  ...{ name: 'Kutaisi "Ceramics"; & Sons', kinds: ['customer', 'supplier'], industry: 'manufacturing' },
  ...{ annualRevenue: { amount: '1250000.50', currency: 'GEL' }, employees: 94, website: 'https://example.org' },
  ...{ phones: [{ number: '+374 10 512300' }], description: 'Tiles\nand bricks', foundedYear: 2009 },
  address: { street: 'Rustaveli 1', city: 'Kutaisi', country: 'GE' },
});
await createRecord(nino, company, { name: '=HYPERLINK("https://evil.example")', parent: ceramics.id });
await createRecord(nino, person, {
  ...{ name: { given: 'Иван', middle: 'Иванович', family: 'Петров' }, company: ceramics.id, jobTitle: 'Закупки' },
  emails: [{ address: 'ivan@example.org' }, { address: 'petrov@example.org' }],
});

async function download(ctx: Context, path: string) {
  const http = buildHttpServer({ routes: exportRoutes, resolveContext: async () => ctx });
  const { statusCode, body, rawPayload, headers } = await http.inject({
    method: 'GET',
    url: `/api/v1/exports/${path}`,
  });
  return { status: statusCode, text: body, content: rawPayload, headers };
}

function tableOf(text: string, delimiter = ','): readonly Readonly<Record<string, string>>[] {
  return parse(text, { bom: true, columns: true, delimiter });
}

describe('who may not export', () => {
  it('gets no file, of no noun, and neither does anybody of a noun that is not there', async () => {
    for (const plural of ['companies', 'people', 'deals', 'members'])
      expect((await download(ivan, plural)).status, plural).toBe(403);
    for (const plural of ['secrets', 'constructor', 'company'])
      expect((await download(nino, plural)).status, plural).toBe(404);
  });

  it('is told before a file begins what is wrong with the question', async () => {
    for (const query of [
      'sort=nothing',
      'fields=name,secret',
      `filter=${encodeURIComponent('{"field":"no","op":"is"}')}`,
    ]) {
      const { status, headers } = await download(nino, `companies?${query}`);
      expect([status, headers['content-type']], query).toEqual([422, expect.stringContaining('problem+json')]);
    }
  });
});

describe('a file of records', () => {
  it('has what was asked for, in its order, as people read it', async () => {
    const { text, headers } = await download(
      nino,
      'companies?sort=-name&fields=name,kinds,annualRevenue,phones,parent',
    );
    expect(headers['content-disposition']).toMatch(/filename="Companies \d{4}-\d\d-\d\d Nino Beridze E\d+\.csv"/);
    expect(tableOf(text)).toEqual([
      {
        ...{ Name: 'Kutaisi "Ceramics"; & Sons', Kinds: 'Customer, Supplier', Phones: "'+374 10 512300" },
        ...{ 'Annual revenue': '1250000.50', 'Annual revenue → Currency': 'GEL', 'Parent company': '' },
      },
      {
        ...{ Name: `'=HYPERLINK("https://evil.example")`, Kinds: '', Phones: '', 'Annual revenue': '' },
        ...{ 'Annual revenue → Currency': '', 'Parent company': 'Kutaisi "Ceramics"; & Sons' },
      },
    ]);
  });

  it('is written as spreadsheets of the language read it', async () => {
    const { text } = await download(nino, 'companies?language=ru&fields=name,kinds,annualRevenue,createdAt&sort=-name');
    const [row] = tableOf(text, ';');
    expect(row).toEqual({
      ...{ Название: 'Kutaisi "Ceramics"; & Sons', Виды: 'Клиент, Поставщик', 'Годовая выручка': '1250000,50' },
      ...{ 'Годовая выручка → Валюта': 'GEL', Создано: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) },
    });
    const people = tableOf((await download(nino, 'people?language=ru')).text, ';');
    expect(people[0]).toMatchObject({ Имя: 'Петров Иван Иванович' });
  });

  it('has fields of the records pointed at, harmless and named by the way there', async () => {
    const columns = 'name,company.name,company.annualRevenue,company.kinds,company.phones,owner.name';
    const [row] = tableOf((await download(nino, `people?fields=${columns}`)).text);
    expect(row).toMatchObject({
      ...{ 'Company › Name': 'Kutaisi "Ceramics"; & Sons', 'Company › Annual revenue': '1250000.50' },
      ...{ 'Company › Annual revenue → Currency': 'GEL', 'Company › Kinds': 'Customer, Supplier' },
      ...{ 'Company › Phones': "'+374 10 512300", 'Owner › Name': 'Nino Beridze' },
    });
    const [child] = tableOf((await download(nino, 'companies?sort=name&fields=name,parent.name')).text);
    expect(child).toEqual({
      Name: `'=HYPERLINK("https://evil.example")`,
      'Parent company › Name': 'Kutaisi "Ceramics"; & Sons',
    });
    expect((await download(nino, 'people?fields=name,company.secret')).status).toBe(422);
  });

  it('runs nothing, whatever an added field is called', async () => {
    const definition = { kind: 'text', label: { en: '=HYPERLINK("https://evil.example")' } } as const;
    const field = { id: product.name, noun: 'product', name: 'xEvil', version: 1, definition };
    const registry = createRegistry(work.registry.modules, { nouns: [], fields: [field] });
    await work.system.db.query({ text: 'alter table products add column x_evil text' });
    const { text } = await download({ ...nino, registry }, 'products?fields=name,xEvil&search=none');
    expect(text).toContain(`"'=HYPERLINK(`);
  });

  it('runs nothing, whatever anything in it is called', async () => {
    const values = polyglots.map((name) => ({ name, description: name }));
    const made = await inTransaction(nino, (tx) => createMany(tx, product, values));
    expect(made).toHaveLength(polyglots.length);
    const { text } = await download(nino, 'products?fields=name,description');
    const cells = parse(text, { bom: true }).flat() as string[];
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    // What was made harmless is what it was, once it comes back.
    const kept = new Set(cells.map(unharmedCell));
    expect(polyglots.filter((one) => !kept.has(one))).toEqual([]);
    for (const id of made) await deleteRecord(nino, product, id);
  });

  it('holds only what matches, and nothing of the bin unless it is asked for', async () => {
    const filter = encodeURIComponent('{"field":"kinds","op":"is","value":"customer"}');
    expect(tableOf((await download(nino, `companies?filter=${filter}&fields=name`)).text)).toHaveLength(1);
    expect(tableOf((await download(nino, 'companies?search=hyperlink&fields=name')).text)).toHaveLength(1);
    expect(tableOf((await download(nino, 'companies?deleted=true&fields=name')).text)).toEqual([]);
  });

  it('has every record once, however many pages they are read in', async () => {
    const values = Array.from({ length: 450 }, (_, at) => ({ name: `Crate ${String(at).padStart(3, '0')}` }));
    await inTransaction(nino, (tx) => createMany(tx, product, values));
    const rows = tableOf((await download(nino, 'products?sort=name&fields=name')).text);
    expect(rows.map(({ Name }) => Name)).toEqual(values.map(({ name }) => name));
  });

  it('leaves a line in the log before it leaves, and names it in each of its own where the workspace wants that', async () => {
    await writeOversight(nino.db, { ...defaultOversight, codeColumn: true });
    const { text, headers } = await download(nino, 'companies?fields=name&sort=name&search=hyperlink');
    await writeOversight(nino.db, defaultOversight);
    const [line] = await nino.db.query({ text: 'select * from access_log order by id desc limit 1' });
    expect(line).toMatchObject({
      ...{ kind: 'export', noun: 'company', records: 1, member: nino.actor.memberId },
      details: { fields: ['name'], search: '…', sort: 'name' },
    });
    expect(tableOf(text)).toMatchObject([{ Export: `E${line?.id}` }]);
    expect(headers['content-disposition']).toContain(`E${line?.id}.csv`);
  });

  it('has no more records than were counted against the limit, and none beyond it', async () => {
    await writeOversight(nino.db, { ...defaultOversight, limits: { manager: 2, seller: 0, viewer: 0 } });
    await nino.db.query({ text: 'delete from taken_today' });
    const first = await download(nino, 'companies?fields=name');
    const second = await download(nino, 'companies?fields=name');
    await writeOversight(nino.db, defaultOversight);
    expect([first.status, second.status]).toEqual([200, 429]);
    expect(JSON.parse(second.text)).toMatchObject({ code: 'dailyLimitReached', params: { left: 0, limit: 2 } });
  });

  it('is a workbook where that is asked for, with numbers as numbers and the same log', async () => {
    expect((await download(ivan, 'companies?format=xlsx')).status).toBe(403);
    const refused = await download(nino, 'companies?format=pdf');
    expect([refused.status, JSON.parse(refused.text).fields[0].path]).toEqual([422, 'format']);
    await writeOversight(nino.db, { ...defaultOversight, codeColumn: true });
    const fields = 'name,kinds,annualRevenue,phones,employees,createdAt,parent';
    const { content, headers } = await download(nino, `companies?format=xlsx&sort=-name&fields=${fields}`);
    await writeOversight(nino.db, defaultOversight);
    const [line] = await nino.db.query({ text: 'select * from access_log order by id desc limit 1' });
    expect(line).toMatchObject({ kind: 'export', noun: 'company', records: 2 });
    expect(headers['content-disposition']).toContain(`Nino Beridze E${line?.id}.xlsx`);
    const [headings, first, second] = await readSheet(content);
    expect(headings?.slice(2, 6)).toEqual(['Annual revenue', 'Annual revenue → Currency', 'Phones', 'Employees']);
    expect(first).toEqual([
      ...['Kutaisi "Ceramics"; & Sons', 'Customer, Supplier', 1250000.5, 'GEL', '+374 10 512300', 94],
      ...[expect.any(Date), null, `E${line?.id}`],
    ]);
    expect(second?.[0]).toBe('=HYPERLINK("https://evil.example")');
  });

  it('as a workbook brought in again changes nothing', async () => {
    for (const plural of ['companies', 'people']) {
      const { content } = await download(nino, `${plural}?format=xlsx&language=ka`);
      const person = as(nino);
      const { body } = await person.upload(plural, content, 'file.xlsx');
      await person.start(body.id, suggested(body));
      const nothing = { created: 0, updated: 0, rejected: 0 };
      expect([plural, countsOf(await person.state(body.id))]).toEqual([plural, expect.objectContaining(nothing)]);
    }
  });

  it.each(['en', 'ru', 'hy'])('brought in again, in %s, it changes nothing', async (language) => {
    for (const plural of ['companies', 'people']) {
      const { text } = await download(nino, `${plural}?language=${language}`);
      const state = await as(nino).bringIn(plural, text);
      expect([plural, countsOf(state)]).toEqual([
        plural,
        expect.objectContaining({ created: 0, updated: 0, rejected: 0 }),
      ]);
    }
  });
});
