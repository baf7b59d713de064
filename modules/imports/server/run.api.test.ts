import { describe, expect, test } from 'vitest';
import { listChanges } from '../../../server/changes/list-changes.ts';
import type { Queryable, Statement } from '../../../server/db/database.ts';
import { createRecord } from '../../../server/records/create.ts';
import { company } from '../../companies/contract/index.ts';
import { invoice, invoiceLine } from '../../invoices/contract/index.ts';
import { issue } from '../../invoices/server/index.ts';
import type { ImportMapping, ImportState } from '../contract/index.ts';
import { countsOf, openImports } from './import.factory.ts';
import { bringIn } from './import.job.ts';
import { rejectedFile } from './rejected-file.ts';

const { work, neighbour, as, workJobs } = await openImports();
const ninoCtx = await work.join('Nino Beridze', 'manager');
const nino = as(ninoCtx);
const rows = (...lines: readonly string[]) => lines.join('\n');
const counts = (created: number, updated: number, unchanged: number, rejected: number) => ({
  ...{ status: 'done', created, updated, unchanged, rejected },
});
const countOf = async (plural: string) => (await nino.ask<{ count: number }>('GET', `/${plural}/count`)).body.count;

/** A file that is sent, and started but not worked on yet. */
async function started(plural: string, content: string, mapping: ImportMapping): Promise<string> {
  const { body } = await nino.upload(plural, content);
  const answer = await nino.ask<ImportState>('POST', `/imports/${body.id}/start`, mapping);
  expect(answer.body).toMatchObject({ status: 'running', processed: 0 });
  return body.id;
}

/** The workspace's connection with something done after each transaction, or told of each statement. */
function watched(db: Queryable, watch: { afterCommit?(): void; onStatement?(text: string): void }): Queryable {
  const told = <T extends Queryable>(inner: T): T =>
    new Proxy(inner, {
      get(target, name) {
        if (name === 'query')
          return (statement: Statement) => {
            watch.onStatement?.(statement.text);
            return target.query(statement);
          };
        const own: unknown = Reflect.get(target, name);
        return typeof own === 'function' ? own.bind(target) : own;
      },
    });
  return {
    query: (statement) => told(db).query(statement),
    transaction: async (use) => {
      const result = await db.transaction((tx) => use(nested(told(tx))));
      watch.afterCommit?.();
      return result;
    },
  };
}

/** A transaction within a transaction is that one. */
const nested = <T extends Queryable>(tx: T): T =>
  new Proxy(tx, {
    get: (target, name) =>
      name === 'transaction' ? (use: (inner: T) => unknown) => use(nested(target)) : Reflect.get(target, name),
  });

describe('an import', () => {
  const deals = (count: number) =>
    rows(
      'Id,Account,Item,Owner,Stage,Opened,Closed,Sum',
      ...Array.from({ length: count }, (_, index) => {
        const stage = ['Won', 'Lost', 'Prospecting'][index % 3];
        const closed = index % 3 === 2 ? '' : '2017-03-01';
        return `b${index},Account ${index % 20},Item ${index % 5},Agent ${index % 7},${stage},2016-10-20,${closed},${index}`;
      }),
    );
  const columns = {
    ...{ Id: 'externalId', Account: 'company.name', Item: 'lines.product.name', Owner: 'owner.name' },
    ...{ Stage: 'stage.name', Opened: 'openedOn', Closed: 'closedOn', Sum: 'amount' },
  };

  test('asks the database once for many rows, not for each', async () => {
    const statements: string[] = [];
    const run = async () => {
      const id = await started('deals', deals(150), { columns });
      statements.length = 0;
      const db = watched(work.system.db, { onStatement: (text) => statements.push(text) });
      await bringIn({ ...work.system, db }, id, new AbortController().signal);
      return countsOf(await nino.state(id));
    };
    expect(await run()).toEqual(counts(150, 0, 0, 0));
    // Twenty accounts, five items and seven agents are made from their names, each by some statements of its own.
    expect(statements.length).toBeLessThan(32 * 4 + 60);
    expect(await run()).toEqual(counts(0, 0, 150, 0));
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.length).toBeLessThan(25);
  });

  test('writes in the name of who began it, and tells the log of each record', async () => {
    const state = await nino.bringIn('companies', 'Name\nHers to keep', { columns: { Name: 'name' } });
    expect(countsOf(state)).toEqual(counts(1, 0, 0, 0));
    const { memberId } = ninoCtx.actor;
    const [company] = (
      await nino.list<{ id: string; name: string; owner: { id: string }; createdBy: { id: string } }>('companies')
    ).filter(({ name }) => name === 'Hers to keep');
    expect(company).toMatchObject({ owner: { id: memberId }, createdBy: { id: memberId } });
    const { items } = await listChanges(ninoCtx, { noun: 'company', recordId: company?.id ?? '', limit: 5 });
    expect(items).toMatchObject([
      { kind: 'created', memberId, through: 'import', fields: { name: { to: 'Hers to keep' } } },
    ]);
  });

  test('is nothing to a neighbour, by any way', async () => {
    const { body } = await nino.upload('companies', 'Name,Size\nNairi,many');
    const stranger = as({ ...ninoCtx, ...(await neighbour.join('Stranger', 'owner')) });
    for (const path of ['table', 'state', 'rejected', 'rejected-rows'])
      expect((await stranger.ask('GET', `/imports/${body.id}/${path}`)).status, path).toBe(404);
    for (const path of ['check', 'start'])
      expect((await stranger.ask('POST', `/imports/${body.id}/${path}`, { columns: {} })).status, path).toBe(404);
    expect((await stranger.ask('POST', `/imports/${body.id}/cancel`)).status).toBe(404);
    expect((await stranger.ask<{ count: number }>('GET', '/imports/count')).body.count).toBe(0);
    expect((await nino.state(body.id)).status).toBe('ready');
  });

  test('goes by the mapping it is started with, not by one that was tried before', async () => {
    const { body } = await nino.upload('products', 'A,B\nFirst,Second');
    const before = await countOf('products');
    const check = await nino.ask<{ preview: object[]; rejected: number }>('POST', `/imports/${body.id}/check`, {
      columns: { A: 'name', B: 'code' },
    });
    expect(check.body).toMatchObject({ rejected: 0, preview: [{ A: 'First', B: 'Second' }] });
    expect(await countOf('products')).toBe(before);
    await nino.start(body.id, { columns: { A: 'code', B: 'name' } });
    const products = await nino.list<{ name: string; code: string }>('products');
    expect(products).toContainEqual(expect.objectContaining({ name: 'Second', code: 'First' }));
    expect(products.filter(({ name }) => name === 'First')).toEqual([]);
  });

  test('is refused a mapping that leads nowhere, and can be started with a better one', async () => {
    const { body } = await nino.upload('products', 'A\nMended mapping');
    const lost = await nino.ask<{ fields: object[] }>('POST', `/imports/${body.id}/start`, {
      columns: { A: 'nowhere', Z: 'name' },
    });
    expect(lost).toMatchObject({
      status: 422,
      body: {
        fields: [
          { path: 'columns.A', code: 'unknownField' },
          { path: 'columns.Z', code: 'unknownColumn' },
        ],
      },
    });
    expect((await nino.state(body.id)).status).toBe('ready');
    expect(countsOf((await nino.start(body.id, { columns: { A: 'name' } })) && (await nino.state(body.id)))).toEqual(
      counts(1, 0, 0, 0),
    );
  });

  test('leaves alone what cells leave open, and logs from what to what the others change', async () => {
    const bring = (line: string) =>
      nino.bringIn('companies', rows('Name,Size,Town', line), {
        columns: { Name: 'name', Size: 'employees', Town: 'address.city' },
      });
    await bring('Open Cells,40,Gyumri');
    expect(countsOf(await bring('Open Cells,,'))).toEqual(counts(0, 0, 1, 0));
    expect(countsOf(await bring('open cells,45,'))).toEqual(counts(0, 1, 0, 0));
    const [company] = (
      await nino.list<{ id: string; name: string; employees: number; address: object }>('companies')
    ).filter(({ name }) => /open cells/i.test(name));
    expect(company).toMatchObject({ name: 'open cells', employees: 45, address: { city: 'Gyumri' } });
    const { items } = await listChanges(ninoCtx, { noun: 'company', recordId: company?.id ?? '', limit: 5 });
    expect(items[0]?.fields).toEqual({
      name: { from: 'Open Cells', to: 'open cells' },
      employees: { from: 40, to: 45 },
    });
  });

  test('keeps the rules of deals: a history of stages, a reason in words, one currency, a line’s sum', async () => {
    const head = 'Id,Stage,Reason,Closed,Item,Price';
    const map = {
      Id: 'externalId',
      Stage: 'stage.name',
      Reason: 'lostReason',
      Closed: 'closedOn',
      Item: 'lines.product.name',
      Price: 'lines.price',
    };
    const bring = (...lines: string[]) => nino.bringIn('deals', rows(head, ...lines), { columns: map });
    expect(
      countsOf(
        await bring('r1,Prospecting,,,Item 1,5', 'r2,Lost,Цена,2017-03-01,Item 1,7 EUR', 'r3,Won,,2017-04-01,,'),
      ),
    ).toEqual(counts(3, 0, 0, 0));
    expect(countsOf(await bring('r1,Won,,2017-05-01,Item 2,6', 'r2,Lost,,,Item 2,6 USD'))).toEqual(counts(0, 1, 0, 1));
    const found = await nino.listByKey('deals', 'r');
    expect(found.get('r1')).toMatchObject({
      status: 'won',
      closedOn: '2017-05-01',
      amount: { amount: '11.00', currency: 'USD' },
    });
    expect(found.get('r2')).toMatchObject({
      status: 'lost',
      lostReason: 'price',
      closedOn: '2017-03-01',
      amount: { amount: '7.00', currency: 'EUR' },
    });
    const filter = encodeURIComponent(JSON.stringify({ field: 'deal', op: 'is', value: found.get('r1')?.id }));
    const visits = await nino.ask<{ items: { stageName: string; leftAt: string | null }[] }>(
      'GET',
      `/stage-visits?filter=${filter}&sort=enteredAt`,
    );
    expect(visits.body.items.map(({ stageName, leftAt }) => [stageName, leftAt === null])).toEqual(
      [
        ['Won', true],
        ['Prospecting', false],
      ].toSorted(),
    );
  });
});

describe('an import that is cut short', () => {
  const columns = { Name: 'name', Parent: 'parent.name', Size: 'employees', Owner: 'owner.name' };
  const file = (start: string) =>
    rows(
      'Name,Parent,Size,Owner',
      ...Array.from({ length: 400 }, (_, index) =>
        [
          `${start} ${index}`,
          index % 50 === 1 ? `${start} ${index + 1 < 400 ? index + 1 : 0}` : '',
          index % 100 === 99 ? 'many' : index,
          `Keeper ${index % 3}`,
        ].join(','),
      ),
    );

  test('after any of its steps ends as one that was not', async () => {
    const id = await started('companies', file('Cut'), { columns });
    let cuts = 0;
    for (let run = 0; run < 20 && (await nino.state(id)).status === 'running'; run++) {
      const ending = new AbortController();
      const db = watched(work.system.db, { afterCommit: () => ending.abort() });
      await bringIn({ ...work.system, db }, id, ending.signal).catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
        cuts++;
      });
    }
    expect(cuts).toBeGreaterThanOrEqual(3);
    const whole = await nino.bringIn('companies', file('Whole'), { columns });
    expect(countsOf(whole)).toEqual(counts(396, 0, 0, 4));
    expect(countsOf(await nino.state(id))).toEqual(countsOf(whole));
    const pointing = async (start: string) => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'parent.name', op: 'startsWith', value: `${start} ` }));
      return (await nino.ask<{ count: number }>('GET', `/companies/count?filter=${filter}`)).body.count;
    };
    expect([await pointing('Cut'), await pointing('Whole')]).toEqual([8, 8]);
  });

  test('and taken up by two at once is brought in once', async () => {
    const id = await started(
      'tasks',
      rows('Title', ...Array.from({ length: 650 }, (_, index) => `Twice ${index % 9}`)),
      { columns: { Title: 'title' } },
    );
    const before = await countOf('tasks');
    await Promise.all([1, 2].map(() => bringIn(work.system, id, new AbortController().signal)));
    expect(countsOf(await nino.state(id))).toEqual(counts(650, 0, 0, 0));
    expect(await countOf('tasks')).toBe(before + 650);
    await workJobs();
    expect(await countOf('tasks')).toBe(before + 650);
  });

  test('by a person between two chunks keeps what is written, and can be begun again as a new one', async () => {
    const content = rows('Title', ...Array.from({ length: 650 }, (_, index) => `Stopped ${index}`));
    const mapping = { columns: { Title: 'title' } };
    const id = await started('tasks', content, mapping);
    let chunks = 0;
    const db = watched(work.system.db, { afterCommit: () => ++chunks });
    const stop = new Proxy(db, {
      get: (target, name) =>
        name !== 'transaction'
          ? Reflect.get(target, name)
          : async (use: Parameters<Queryable['transaction']>[0]) => {
              const result = await target.transaction(use);
              if (chunks === 1) await nino.ask('POST', `/imports/${id}/cancel`);
              return result;
            },
    });
    await bringIn({ ...work.system, db: stop }, id, new AbortController().signal).catch(() => undefined);
    expect(await nino.state(id)).toMatchObject({ status: 'cancelled', processed: 300, created: 300 });
    expect((await nino.start(id, mapping)).status).toBe(409);
    expect(countsOf(await nino.bringIn('tasks', content, mapping))).toEqual(counts(350, 0, 300, 0));
  });
});

describe('a reason', () => {
  const reject = (path: string, code: string, params?: Record<string, unknown>) =>
    rejectedFile(
      work.system,
      work.registry.getNoun('deal'),
      ['Deal'],
      [{ row: 1, cells: ['d'], faults: [{ path, code, ...(params ? { params } : {}) }] }],
      'en',
    ).split('\n')[1];

  test('names the field in words where no column is to blame, and speaks for modules too', async () => {
    expect(reject('lostReason', 'required')).toBe('d,Lost reason: Fill this in.,lostReason: required');
    expect(reject('Price', 'otherCurrency', { currency: 'EUR' })).toBe(
      'd,Price: All lines of a deal are in one currency.,Price: otherCurrency',
    );
    expect(reject('', 'forbidden')).toBe('d,You may not do this.,forbidden');
    expect(reject('Deal', 'tooLong', { maximum: 300 })).toBe('d,Deal: Too long: at most 300 characters.,Deal: tooLong');
    expect(reject('Deal', 'neverHeardOf')).toBe('d,Deal: This value is not accepted.,Deal: neverHeardOf');
  });

  test('that a formula stands in stays a text', async () => {
    expect(reject('=cmd', 'required')).toBe("d,'=cmd: Fill this in.,'=cmd: required");
  });

  test('is given for each row that lacks what a new record needs', async () => {
    await createRecord(work.system, work.registry.getNoun('product'), { name: 'Coded', code: 'C-1' });
    const state = await nino.bringIn('products', rows('Id,Code', 'p1,c-1', 'p2,C-2'), {
      columns: { Id: 'externalId', Code: 'code' },
    });
    expect(countsOf(state)).toEqual(counts(0, 0, 0, 2));
    const faults = (await nino.faultsOf(state.id)).map(
      ({ row, faults: [fault] }) => `${row} ${fault?.path} ${fault?.code}`,
    );
    expect(faults).toEqual(['1 name required', '2 name required']);
  });
});

test('payments of a table are put to the invoices that they name, and no more than is due', async () => {
  const client = await createRecord(ninoCtx, company, { name: 'Vanadzor Wool' });
  const numbers: string[] = [];
  for (const amount of ['100', '40']) {
    const { id } = await createRecord(ninoCtx, invoice, { company: client.id });
    const price = { amount, currency: 'USD' };
    await createRecord(ninoCtx, invoiceLine, { invoice: id, name: 'Wool', price, taxRate: 0 });
    numbers.push(String((await issue(ninoCtx, id, {})).number));
  }
  const columns = {
    Key: 'externalId',
    Sum: 'amount',
    Payer: 'company.name',
    Number: 'parts.invoice',
    Put: 'parts.amount',
  };
  const [first, second] = numbers;
  const file = [
    'Key,Sum,Payer,Number,Put',
    `B-1,140.00 USD,Vanadzor Wool,${first},100.00 USD`,
    `B-1,140.00 USD,Vanadzor Wool,${second},30.00 USD`,
    `B-2,20.00 USD,Vanadzor Wool,${second},10.01 USD`,
  ];
  const state = await nino.bringIn('payments', rows(...file), { columns });
  expect(countsOf(state)).toMatchObject({ created: 1, rejected: 1 });
  const [kept] = await nino.list<{ unallocated: unknown }>('payments');
  expect(kept).toMatchObject({ unallocated: { amount: '10.00', currency: 'USD' } });
  const balances = (await nino.list<{ name: string; balance: { amount: string } }>('invoices')).map(
    ({ name, balance }) => [name, balance.amount],
  );
  expect(Object.fromEntries(balances)).toEqual({ [String(first)]: '0.00', [String(second)]: '10.00' });
});
