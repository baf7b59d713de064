import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { setUp } from '../../../server/auth/set-up.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { runCommand, urlOf } from '../../../server/testing/command-line.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import { importCommand } from './import.command.ts';

const database = await useDatabase();
const registry = createRegistry(serverModules);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: () => undefined });
const workspace = await setUp(
  { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
  {
    workspace: { name: 'Maven Hardware', language: 'en', currency: 'USD', timeZone: 'UTC' },
    owner: { name: 'Հայկ Պետրոսյան', email: 'hayk@ararat.am', password: 'seven apricots' },
  },
);
const folder = await mkdtemp(path.join(tmpdir(), 'rapport-import-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = async (name: string, content: string | object) => {
  const place = path.join(folder, name);
  await writeFile(place, typeof content === 'string' ? content : JSON.stringify(content));
  return place;
};
const rapport = (...args: string[]) =>
  runCommand([importCommand], { DATABASE_URL: urlOf(database.connection) }, 'import', ...args);
const counts = (out: string) => {
  const { created, updated, unchanged, rejected } = JSON.parse(out) as Record<string, number>;
  return [created, updated, unchanged, rejected];
};
const query = <Row>(text: string) => database.workspace(workspace).query<Row>({ text });

describe('rapport import', () => {
  test('says in one line what became of a file, and ends well', async () => {
    const companies = await file('companies.csv', 'Name;Сотрудники\nԱրարատ Ցեմենտ;120\nСеван;');
    const { code, out, err } = await rapport(companies, '--object', 'companies');
    expect([code, out.trim()]).toEqual([0, '2 created, 0 updated, 0 unchanged, 0 rejected']);
    expect(err).toContain('2 rows of companies.csv: Name -> name; Сотрудники -> employees');
  });

  test('answers machines with counts, mapping, names and the rejected rows, and ends with the code of bad data', async () => {
    const products = await file('products.csv', 'Name,Price,Junk\nGTX Pro,4821,a\nMG Special,dear,b\nGTX Pro,4821,c');
    const mapping = await file('map.json', { Name: 'name', Price: 'price' });
    const { code, out } = await rapport(products, '--object', 'product', '--mapping', mapping, '--json');
    expect(code).toBe(65);
    expect(JSON.parse(out)).toMatchObject({
      ...{ object: 'products', rows: 3, created: 1, updated: 0, unchanged: 1, rejected: 1, names: [] },
      mapping: { Name: 'name', Price: 'price' },
      rejectedRows: [
        {
          row: 2,
          faults: [{ path: 'Price', code: 'notAnAmount', params: { value: 'dear' } }],
          cells: { Name: 'MG Special', Price: 'dear', Junk: 'b' },
        },
      ],
    });
  });

  test('takes a whole mapping too: how days are written, what names mean', async () => {
    const deals = await file('deals.csv', 'Id,Day,Item\nd1,01/02/2017,GTXPro');
    const mapping = await file('whole.json', {
      columns: { Id: 'externalId', Day: 'openedOn', Item: 'lines.product.name' },
      dateFormats: { Day: 'mm-dd-yyyy' },
      names: { Item: { GTXPro: '' } },
    });
    const { out } = await rapport(deals, '--object', 'deals', '--mapping', mapping, '--json');
    expect(JSON.parse(out)).toMatchObject({ created: 1, names: [{ value: 'GTXPro', kind: 'new' }] });
    expect(await query('select opened_on::text as day, external_id as id from deals')).toEqual([
      { day: '2017-01-02', id: 'd1' },
    ]);
    const lines = await query<{ name: string }>('select p.name from deal_lines l join products p on p.id = l.product');
    expect(lines).toEqual([{ name: 'GTXPro' }]);
  });

  test.each([
    ['a file that is not there', ['nowhere.csv', '--object', 'deals'], 66, 'nowhere.csv can not be read'],
    ['a noun that is none', ['COMPANIES', '--object', 'spaceships'], 65, 'unknownNoun'],
    ['an internal noun', ['COMPANIES', '--object', 'imports'], 65, 'unknownNoun'],
    ['no noun', ['COMPANIES'], 64, '--object'],
    ['a mapping that is none', ['COMPANIES', '--object', 'companies', '--mapping', 'COMPANIES'], 64, 'is no mapping'],
    [
      'a column without a path',
      ['COMPANIES', '--object', 'companies', '--mapping', 'NULL'],
      64,
      '"Town" has no field path',
    ],
    [
      'a whole mapping with such a column',
      ['COMPANIES', '--object', 'companies', '--mapping', 'WHOLE'],
      64,
      '"Town" has no field path',
    ],
    [
      'a mapping that leads nowhere',
      ['COMPANIES', '--object', 'companies', '--mapping', 'LOST'],
      65,
      'columns.Name: unknownField',
    ],
    [
      'a column that is not there',
      ['COMPANIES', '--object', 'companies', '--mapping', 'OTHER'],
      65,
      'columns.Nom: unknownColumn',
    ],
    ['a workspace that is none', ['COMPANIES', '--object', 'companies', '--workspace', 'Nowhere'], 64, '--workspace'],
    ['an empty file', ['EMPTY', '--object', 'companies'], 65, 'emptyFile'],
  ])('refuses %s in a line, and writes nothing', async (_, args, expected, reason) => {
    const places: Readonly<Record<string, string>> = {
      COMPANIES: await file('companies.csv', 'Name\nNobody Ltd'),
      LOST: await file('lost.json', { Name: 'title.of.nothing' }),
      OTHER: await file('other.json', { Nom: 'name' }),
      NULL: await file('null.json', { Name: 'name', Town: null }),
      WHOLE: await file('whole-null.json', { columns: { Name: 'name', Town: null } }),
      EMPTY: await file('empty.csv', 'Name\n'),
    };
    const { code, out, err } = await rapport(...args.map((arg) => places[arg] ?? arg));
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(reason);
    expect(await query(`select 1 from companies where name = 'Nobody Ltd'`)).toEqual([]);
  });

  test('is begun by nobody: what it writes is the system’s, through an import', async () => {
    const [change] = await query<object>(
      `select c.member, c.through, c.kind from change c join companies o on o.id = c.record where o.name = 'Севан'`,
    );
    expect(change).toEqual({ member: null, through: 'import', kind: 'created' });
  });
});

const maven = path.resolve('../shared/data/maven-crm');
const hasMaven = existsSync(maven);

describe.skipIf(!hasMaven)(`a hardware seller's export${hasMaven ? '' : ' (skipped: no data)'}`, () => {
  /** The first rows of the real file, whole days of a real company. */
  const head = (name: string, rows: number) =>
    file(
      name,
      readFileSync(path.join(maven, name), 'utf8')
        .split('\n')
        .slice(0, rows + 1)
        .join('\n'),
    );
  const bringIn = async (name: string, object: string, rows = 10_000) =>
    (await rapport(await head(name, rows), '--object', object, '--json')).out;

  test('comes in by its own columns: accounts, products, agents with teams and offices, deals', async () => {
    await query('delete from deal_lines');
    await query('delete from products');
    expect(counts(await bringIn('accounts.csv', 'companies'))).toEqual([85, 0, 0, 0]);
    expect(counts(await bringIn('products.csv', 'products'))).toEqual([7, 0, 0, 0]);
    expect(counts(await bringIn('sales_teams.csv', 'members'))).toEqual([35, 0, 0, 0]);
    const told = await bringIn('sales_pipeline.csv', 'deals', 700);
    expect(counts(told)).toEqual([700, 0, 0, 0]);
    const { names } = JSON.parse(told) as { names: object[] };
    expect(names).toEqual([expect.objectContaining({ kind: 'normalised', value: 'GTXPro', name: 'GTX Pro' })]);
    expect(await query('select count(*)::int as teams, count(office)::int as offices from teams')).toEqual([
      { teams: 6, offices: 6 },
    ]);
  });

  test('keeps its sums, its stages and its way through them', async () => {
    const rows = readFileSync(path.join(maven, 'sales_pipeline.csv'), 'utf8')
      .split('\n')
      .slice(1, 701)
      .map((line) => line.split(','));
    const won = rows.filter((row) => row[4] === 'Won');
    const sum = won.reduce((total, row) => total + Number(row[7]), 0);
    expect(await query(`select count(*)::int as won, sum(amount)::int as sum from deals where status = 'won'`)).toEqual(
      [{ won: won.length, sum }],
    );
    expect(
      await query(
        `select count(*)::int as lines, sum(amount)::int as sum from deal_lines l join deals d on d.id = l.deal
      where d.status = 'won'`.replace('sum(amount)', 'sum(l.amount)'),
      ),
    ).toEqual([{ lines: won.length, sum }]);
    expect(
      await query(`select count(*)::int as same from deals d join stage_visits v on v.deal = d.id
      where v.stage = d.stage and v.left_at is null and v.entered_at = d.stage_entered_at and d.external_id <> 'd1'`),
    ).toEqual([{ same: 700 }]);
    expect(
      await query(`select count(distinct record)::int as told from change where noun = 'deal' and kind = 'created'`),
    ).toEqual([{ told: 701 }]);
  });

  test('changes nothing when it comes again, and only what differs when it was edited', async () => {
    expect(counts(await bringIn('sales_pipeline.csv', 'deals', 700))).toEqual([0, 0, 700, 0]);
    const text = readFileSync(await head('sales_pipeline.csv', 700), 'utf8').split('\n');
    const edited = await file(
      'edited.csv',
      text
        .map((line, index) => (index === 5 ? line.replace(/,(Won|Lost|Engaging),/, ',Prospecting,') : line))
        .join('\n'),
    );
    expect(counts((await rapport(edited, '--object', 'deals', '--json')).out)).toEqual([0, 1, 699, 0]);
  });
});
