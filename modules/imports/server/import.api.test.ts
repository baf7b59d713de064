import { describe, expect, test } from 'vitest';
import type { ImportState } from '../contract/index.ts';
import { countsOf, openImports, suggested, workbookOf } from './import.factory.ts';
import { findSource } from './import.repository.ts';
import { planFor } from './plan-for.ts';
import { runImport } from './run-import.ts';

const { work, neighbour, as, workJobs } = await openImports();
const nino = as(await work.join('Nino Beridze', 'manager'));
const ivan = as(await work.join('Ivan Petrov', 'seller'));
const vera = as(await work.join('Vera Hakobyan', 'viewer'));
const rows = (lines: readonly string[]) => lines.join('\n');
const countOf = async (plural: string) => (await nino.ask<{ count: number }>('GET', `/${plural}/count`)).body.count;

describe('who may not import', () => {
  test('sends nothing, sees nothing of what others send, starts and stops nothing', async () => {
    const { body } = await nino.upload('companies', 'Name\nNairi Glass');
    const before = await nino.state(body.id);
    for (const person of [ivan, vera]) {
      expect((await person.upload('companies', 'Name\nIvan & Co')).status).toBe(403);
      for (const path of ['table', 'state', 'rejected', 'rejected-rows'])
        expect((await person.ask('GET', `/imports/${body.id}/${path}`)).status, path).toBe(403);
      for (const path of ['check', 'start'])
        expect((await person.ask('POST', `/imports/${body.id}/${path}`, suggested(body))).status, path).toBe(403);
      expect((await person.ask('POST', `/imports/${body.id}/cancel`)).status).toBe(403);
    }
    await workJobs();
    expect(await nino.state(body.id)).toEqual(before);
    expect(await countOf('companies')).toBe(0);
  });

  test('is the neighbour too: an import is not there for another workspace', async () => {
    const { body } = await nino.upload('companies', 'Name\nNairi Glass');
    const stranger = as(await neighbour.join('Stranger', 'owner'));
    expect((await stranger.ask('GET', `/imports/${body.id}/state`)).status).toBe(404);
    expect((await stranger.ask('POST', `/imports/${body.id}/start`, suggested(body))).status).toBe(404);
  });

  test('gains no right by a file: a manager brings in no owners, and is none afterwards', async () => {
    const file = rows(['Name,Role', 'A friend,owner', 'Nino Beridze,owner', 'Gor Sargsyan,seller']);
    const state = await nino.bringIn('members', file, { columns: { Name: 'name', Role: 'role' } });
    expect(countsOf(state)).toEqual({ status: 'done', created: 1, updated: 0, unchanged: 0, rejected: 2 });
    const members = await nino.list<{ name: string; role: string }>('members');
    expect(members.filter(({ role }) => role === 'owner')).toEqual([]);
  });

  test('has an import stopped that was started before the right was lost', async () => {
    const ctx = await work.join('Davit Ananyan', 'manager');
    const davit = as(ctx);
    const { body } = await davit.upload('products', 'Name\nApricot crate');
    await work.system.db.query({
      text: 'update members set active = false where id = $1',
      values: [ctx.actor.memberId],
    });
    await davit.start(body.id, suggested(body));
    expect((await nino.state(body.id)).status).toBe('cancelled');
    expect(await countOf('products')).toBe(0);
  });
});

describe('a file', () => {
  test('brought in again finds what became part of another record, by number or by what it says', async () => {
    const file = rows(['Id,Name', 'm-1,Merged quarry', 'm-2,Merged quarry LLC', ',Merged mine', ',Merged mine LLC']);
    const mapping = { columns: { Id: 'externalId', Name: 'name' } };
    expect(countsOf(await nino.bringIn('companies', file, mapping))).toMatchObject({ created: 4 });
    const found = await nino.list<{ id: string; name: string }>('companies');
    const idOf = (name: string) => found.find((one) => one.name === name)?.id ?? '';
    for (const name of ['Merged quarry', 'Merged mine']) {
      const merged = await nino.ask('POST', `/companies/${idOf(name)}/merges`, { other: idOf(`${name} LLC`) });
      expect(merged.status).toBe(201);
    }
    const before = await countOf('companies');
    expect(countsOf(await nino.bringIn('companies', file, mapping))).toMatchObject({ created: 0, rejected: 0 });
    expect(await countOf('companies')).toBe(before);
  });

  test('is brought in once: the same file again changes nothing, without and with keys', async () => {
    const tasks = rows(['Title,Due', 'Call Ani,2026-03-01', 'Call Ani,2026-03-01', 'Write to Gor,2026-03-02']);
    const mapping = { columns: { Title: 'title', Due: 'dueOn' } };
    const { columns, paths } = (await nino.upload('tasks', tasks)).body;
    const due = paths.find((path) => /^due/.test(path)) ?? '';
    expect(columns.map(({ header }) => header)).toEqual(['Title', 'Due']);
    const first = await nino.bringIn('tasks', tasks, { columns: { ...mapping.columns, Due: due } });
    expect(countsOf(first)).toMatchObject({ created: 3, unchanged: 0, rejected: 0 });
    const again = await nino.bringIn('tasks', tasks, { columns: { ...mapping.columns, Due: due } });
    expect(countsOf(again)).toMatchObject({ created: 0, unchanged: 3, rejected: 0 });
    const companies = rows(['Name,Employees', 'Ararat Cement,120', 'Sevan Fish,40']);
    expect(countsOf(await nino.bringIn('companies', companies))).toMatchObject({ created: 2 });
    expect(countsOf(await nino.bringIn('companies', companies))).toMatchObject({ created: 0, unchanged: 2 });
    const grown = companies.replace('40', '45');
    expect(countsOf(await nino.bringIn('companies', grown))).toMatchObject({ updated: 1, unchanged: 1 });
  });

  test('is started once', async () => {
    const { body } = await nino.upload('products', 'Name\nPomegranate wine');
    expect((await nino.start(body.id, suggested(body))).status).toBe(200);
    expect(await nino.start(body.id, suggested(body))).toMatchObject({ status: 409, code: 'importStarted' });
  });

  test('is read in the code page and with the separator spreadsheets here write', async () => {
    const text = 'Название;Сотрудники\nЗавод «Прогресс»;1 250';
    const bytes = Buffer.from([...text].map((sign) => windows1251(sign)));
    const { body } = await nino.upload('companies', bytes);
    expect(body.columns.map(({ header, path }) => [header, path])).toEqual([
      ['Название', 'name'],
      ['Сотрудники', 'employees'],
    ]);
    await nino.start(body.id, suggested(body));
    const found = (await nino.list<{ name: string; employees: number }>('companies')).find(
      ({ employees }) => employees === 1250,
    );
    expect(found?.name).toBe('Завод «Прогресс»');
  });

  test('is read from a workbook', async () => {
    const state = await nino.bringIn(
      'companies',
      workbookOf([
        ['Name', 'Employees'],
        ['Գորիս Գինի', 12],
        ['თბილისი ჩაი', 30],
      ]),
    );
    expect(countsOf(state)).toMatchObject({ created: 2, rejected: 0 });
    const names = (await nino.list<{ name: string; employees: number }>('companies')).map(({ name, employees }) => [
      name,
      employees,
    ]);
    expect(names).toContainEqual(['Գորիս Գինի', 12]);
    expect(names).toContainEqual(['თბილისი ჩაი', 30]);
  });

  test('is refused in words when it is empty, no table or for no noun', async () => {
    expect(await nino.upload('companies', 'Name\n\n')).toMatchObject({ status: 422, code: 'emptyFile' });
    expect(await nino.upload('companies', 'PK\u0003\u0004 no archive')).toMatchObject({
      status: 422,
      code: 'unreadableFile',
    });
    expect(await nino.upload('nothings', 'Name\nX')).toMatchObject({ status: 404, code: 'unknownNoun' });
    expect(await nino.upload('imports', 'Name\nX')).toMatchObject({ status: 404, code: 'unknownNoun' });
  });
});

describe('a row', () => {
  test('that is at fault is rejected by itself, foretold by the check, and comes back in a file of its own', async () => {
    const file = rows(['Name,Employees', 'Lori Stone,many', '"=HYPERLINK(""http://x"")",12', ',5', 'Tavush Honey,-1']);
    const { body } = await nino.upload('companies', file);
    const mapping = suggested(body);
    const check = await nino.ask<{
      rejected: number;
      faults: { row: number; faults: { path: string; code: string }[] }[];
    }>('POST', `/imports/${body.id}/check`, mapping);
    expect(check.body.rejected).toBe(3);
    const codes = check.body.faults.map(({ row, faults }) => [
      row,
      ...faults.map(({ path, code }) => `${path} ${code}`),
    ]);
    expect(codes).toEqual([
      [1, 'Employees notANumber'],
      [3, 'Name required'],
      [4, 'Employees tooSmall'],
    ]);
    await nino.start(body.id, mapping);
    expect(countsOf(await nino.state(body.id))).toMatchObject({ created: 1, rejected: 3 });
    const rejected = await nino.ask<{ rows: typeof check.body.faults }>('GET', `/imports/${body.id}/rejected-rows`);
    expect(rejected.body.rows.map(({ row }) => row)).toEqual([1, 3, 4]);
    const { text } = await nino.ask('GET', `/imports/${body.id}/rejected`);
    expect(text.split('\n')).toHaveLength(5);
    expect(text).toContain('Lori Stone,many,"Employees: ""many"". Enter a number.",Employees: notANumber');
    expect(text).toContain("Tavush Honey,'-1");
  });

  test('is harmless in the file of the rejected whatever its cells begin with', async () => {
    const cells = ['=1+1', '+1', '-1', '@SUM(A1)'].map((cell) => `${cell},many`);
    const { body } = await nino.upload('companies', rows(['Name,Employees', ...cells]));
    await nino.start(body.id, suggested(body));
    const { text } = await nino.ask('GET', `/imports/${body.id}/rejected`);
    for (const line of text.trim().split('\n').slice(1)) expect(line).toMatch(/^'[=+\-@]/);
  });

  test('may name a parent that comes later in the file, and no circle of parents', async () => {
    const file = rows(['Name,Parent', 'Shirak Dairy,Shirak Group', 'Shirak Group,', 'Ouro,Boros', 'Boros,Ouro']);
    const state = await nino.bringIn('companies', file, { columns: { Name: 'name', Parent: 'parent.name' } });
    expect(countsOf(state)).toEqual({ status: 'done', created: 3, updated: 0, unchanged: 0, rejected: 1 });
    const companies = await nino.list<{ name: string; parent: { label?: string } | null }>('companies');
    expect(companies.find(({ name }) => name === 'Shirak Dairy')?.parent?.label).toBe('Shirak Group');
    expect(companies.filter(({ name }) => name === 'Shirak Group')).toHaveLength(1);
    const again = await nino.bringIn('companies', file, { columns: { Name: 'name', Parent: 'parent.name' } });
    expect(countsOf(again)).toMatchObject({ created: 0, updated: 0 });
  });
});

describe('a name', () => {
  const deals = rows(['Deal,Account,Product', 'One,Sevan Fish,GTXPro', 'Two,Sevan Fihs,GTXPro']);
  const columns = { Deal: 'externalId', Account: 'company.name', Product: 'lines.product.name' };

  test('spelt otherwise is taken for what is there, and told; a decision of the person overrules', async () => {
    await nino.bringIn('products', 'Name\nGTX Pro\nGTX Basic');
    const { body } = await nino.upload('deals', deals);
    const check = async (names: Record<string, Record<string, string>>) =>
      (await nino.ask<{ names: ImportState['names'] }>('POST', `/imports/${body.id}/check`, { columns, names })).body
        .names;
    const before = await countOf('companies');
    expect(await check({})).toMatchObject([
      { header: 'Product', value: 'GTXPro', kind: 'normalised', name: 'GTX Pro', rows: 2 },
      { header: 'Account', value: 'Sevan Fihs', kind: 'new', suggestions: ['Sevan Fish'] },
    ]);
    const names = { Account: { 'Sevan Fihs': 'Sevan Fish' }, Product: { GTXPro: 'GTX Basic' } };
    expect(await check(names)).toMatchObject([
      { value: 'GTXPro', kind: 'chosen', name: 'GTX Basic', rows: 2 },
      { value: 'Sevan Fihs', kind: 'chosen', name: 'Sevan Fish' },
    ]);
    expect(await countOf('companies')).toBe(before);
    await nino.start(body.id, { columns, names });
    expect(countsOf(await nino.state(body.id))).toMatchObject({ created: 2, rejected: 0 });
    const lines = await nino.list<{ product: { label?: string } }>('deal-lines');
    expect(lines.map(({ product }) => product.label)).toEqual(['GTX Basic', 'GTX Basic']);
    expect(await countOf('companies')).toBe(before);
  });

  test('of a company is looked for among all companies, whoever owns the deal', async () => {
    const before = await countOf('companies');
    const file = rows(['Id,Account,Owner', 'k1,Sevan Fish,Ivan Petrov', 'k2,Sevan Fish,Vera Hakobyan']);
    const state = await nino.bringIn('deals', file, {
      columns: { Id: 'externalId', Account: 'company.name', Owner: 'owner.name' },
    });
    expect(countsOf(state)).toMatchObject({ created: 2, rejected: 0 });
    expect(await countOf('companies')).toBe(before);
  });

  test('of an option nobody knows rejects its rows until it is decided', async () => {
    const file = rows(['Name,Phase', 'Dilijan Water,Somewhere', 'Jermuk Water,loyal']);
    const columns = { Name: 'name', Phase: 'lifecycle' };
    const { body } = await nino.upload('companies', file);
    const check = async (mapping: object) =>
      (await nino.ask<{ rejected: number; names: ImportState['names'] }>('POST', `/imports/${body.id}/check`, mapping))
        .body;
    expect(await check({ columns })).toMatchObject({
      rejected: 1,
      names: [{ value: 'Somewhere', kind: 'unknown', name: null }],
    });
    const decided = { columns, names: { Phase: { Somewhere: 'prospect' } } };
    expect(await check(decided)).toMatchObject({
      rejected: 0,
      names: [{ value: 'Somewhere', kind: 'chosen', name: 'prospect' }],
    });
  });
});

describe('an import that is cut short', () => {
  const many = rows(['Title', ...Array.from({ length: 750 }, (_, index) => `Visit ${index % 7}`)]);

  test('goes on where it stopped: nothing is doubled, nothing is lost', async () => {
    const { body } = await nino.upload('tasks', many);
    const mapping = { columns: { Title: 'title' } };
    const before = await countOf('tasks');
    const started = await nino.ask('POST', `/imports/${body.id}/start`, mapping);
    expect(started.status).toBe(200);
    await stopAfterAChunk(body.id, mapping);
    const halfway = await nino.state(body.id);
    expect(halfway).toMatchObject({ status: 'running', processed: 300, created: 300 });
    expect(await countOf('tasks')).toBe(before + 300);
    await workJobs();
    expect(countsOf(await nino.state(body.id))).toEqual({
      ...{ status: 'done', created: 750, updated: 0, unchanged: 0, rejected: 0 },
    });
    expect(await countOf('tasks')).toBe(before + 750);
    expect(countsOf(await nino.bringIn('tasks', many, mapping))).toMatchObject({ created: 0, unchanged: 750 });
  });

  test('stays stopped when a person stopped it; what is written stays', async () => {
    const { body } = await nino.upload('tasks', many.replaceAll('Visit', 'Call'));
    const mapping = { columns: { Title: 'title' } };
    await nino.ask('POST', `/imports/${body.id}/start`, mapping);
    await stopAfterAChunk(body.id, mapping);
    expect((await nino.ask<ImportState>('POST', `/imports/${body.id}/cancel`)).body.status).toBe('cancelled');
    await workJobs();
    expect(await nino.state(body.id)).toMatchObject({ status: 'cancelled', processed: 300 });
  });

  /** As a process does that is told to end while the second chunk is still to come. */
  async function stopAfterAChunk(id: string, mapping: { columns: Record<string, string> }): Promise<void> {
    const ctx = { ...work.system, through: 'import' as const };
    const table = await findSource(ctx, id);
    if (!table) throw new Error('The file is gone');
    const plan = planFor(ctx, work.registry.getNoun('task'), table, mapping);
    const ending = new AbortController();
    const db = new Proxy(ctx.db, {
      get: (target, name) =>
        name !== 'transaction'
          ? Reflect.get(target, name)
          : async (use: Parameters<typeof target.transaction>[0]) => {
              const result = await target.transaction(use);
              ending.abort();
              return result;
            },
    });
    expect(await runImport({ ...ctx, db }, { id, plan, table, mapping }, ending.signal)).toBe(false);
  }
});

/** A sign in the code page of Cyrillic Windows. */
function windows1251(sign: string): number {
  const code = sign.charCodeAt(0);
  if (code < 128) return code;
  const known = new Map([
    ['«', 0xab],
    ['»', 0xbb],
  ]);
  return known.get(sign) ?? code - 0x410 + 0xc0;
}
