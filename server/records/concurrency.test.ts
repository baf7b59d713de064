import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { dealLine } from '../../modules/deals/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { armen, openOffice, setUpByArmen } from '../../modules/workspace/server/office.factory.ts';
import { inTransaction } from '../context.ts';
import type { Queryable, Statement, Transaction } from '../db/database.ts';
import { serverModules } from '../modules.ts';
import { addWorkspace } from '../testing/workspace.ts';
import { runBatch } from './batch.ts';
import { createRecord } from './create.ts';
import { getRecord } from './read.ts';
import { updateRecord } from './update.ts';

const office = await openOffice(serverModules);
const owner = await setUpByArmen(office);
const second = office.browser();
await second.signIn(armen.email, armen.password);
const { system, join } = await addWorkspace(office.database, office.registry);
const anna = await join('Anna Snelling', 'owner');

interface Changes {
  readonly items: readonly { kind: string; fields: Record<string, { from?: unknown; to?: unknown }> }[];
}
const changesOf = async (path: string) => (await owner.get(`/api/v1/${path}/changes`)).body as unknown as Changes;
const make = async (plural: string, body: object, headers?: Record<string, string>) =>
  owner.send('POST', `/api/v1/${plural}`, body, headers);
const idOf = (body: unknown) => (body as { id: string }).id;

describe('two people who change one record at once', () => {
  test('lose nothing of each other, and each change says what it found', async () => {
    const id = idOf((await make('companies', { name: 'Acme' })).body);
    const path = `/api/v1/companies/${id}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? owner : second).send('PATCH', path, index % 2 ? { employees: index } : { legalName: `L${index}` }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const after = (await owner.get(path)).body;
    expect(after).toMatchObject({ version: 21, employees: expect.any(Number), legalName: expect.stringMatching(/^L/) });
    const { items } = await changesOf(`companies/${id}`);
    expect(items).toHaveLength(21);
    for (const name of ['employees', 'legalName']) {
      const chain = items.flatMap((change) => (change.kind === 'updated' && change.fields[name]) || []).reverse();
      expect(chain.map((step) => step.from)).toEqual([null, ...chain.slice(0, -1).map((step) => step.to)]);
      expect(chain.at(-1)?.to).toBe(after[name]);
    }
  });

  test('against one version: one wins, all others are shown what it wrote', async () => {
    const id = idOf((await make('companies', { name: 'Raced' })).body);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((employees) =>
        owner.send('PATCH', `/api/v1/companies/${id}`, { employees }, { 'if-match': '"1"' }),
      ),
    );
    const [won, ...more] = answers.filter((answer) => answer.status === 200);
    expect(more).toEqual([]);
    for (const lost of answers.filter((answer) => answer !== won)) {
      expect(lost).toMatchObject({ status: 412, code: 'stale' });
      expect((lost.body.params as { current: object }).current).toEqual(won?.body);
    }
  });

  test('whoever waited sees the links as they are by then', async () => {
    const [one, two] = [
      await createRecord(system, company, { name: 'One' }),
      await createRecord(system, company, { name: 'Two' }),
    ];
    const hayk = await createRecord(system, person, { name: { given: 'Հայկ' }, affiliations: [one.id] });
    let waiting: Promise<unknown> = Promise.resolve();
    await inTransaction(system, async (tx) => {
      await updateRecord(tx, person, hayk.id, { affiliations: [one.id, two.id] });
      // Back to what it was when this began: looked at too early, nothing would seem to differ.
      waiting = updateRecord(anna, person, hayk.id, { affiliations: [one.id] });
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await waiting;
    expect((await getRecord(anna, person, hayk.id)).affiliations).toEqual([{ id: one.id }]);
  });

  test('hang two companies on each other: one of them is refused', async () => {
    const [one, two] = [
      await createRecord(system, company, { name: 'Up' }),
      await createRecord(system, company, { name: 'Down' }),
    ];
    const outcomes = await Promise.allSettled([
      updateRecord(anna, company, one.id, { parent: two.id }),
      updateRecord(anna, company, two.id, { parent: one.id }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a group of companies', () => {
  test('goes round in no circle, however long', async () => {
    const top = await createRecord(system, company, { name: 'Top' });
    const middle = await createRecord(system, company, { name: 'Middle', parent: top.id });
    const leaf = await createRecord(system, company, { name: 'Leaf', parent: middle.id });
    for (const parent of [top.id, middle.id, leaf.id])
      await expect(updateRecord(anna, company, top.id, { parent })).rejects.toMatchObject({
        ...{ status: 422, fields: [{ path: 'parent', code: 'companyWithinItself' }] },
      });
    expect((await updateRecord(anna, company, leaf.id, { parent: top.id })).parent?.id).toBe(top.id);
    expect((await getRecord(anna, company, top.id)).version).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  const key = (value: string) => ({ 'idempotency-key': value });

  test('makes one deal with its history of ten requests at once, and answers all alike', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? owner : second).send('POST', '/api/v1/deals', { name: 'Once' }, key('deal-1')),
      ),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    const id = idOf(answers[0]?.body);
    const filter = (body: object) => encodeURIComponent(JSON.stringify(body));
    const deals = await owner.get(`/api/v1/deals?filter=${filter({ field: 'name', op: 'is', value: 'Once' })}`);
    expect(deals.body.items).toHaveLength(1);
    const visits = await owner.get(`/api/v1/stage-visits?filter=${filter({ field: 'deal', op: 'is', value: id })}`);
    expect(visits.body.items).toHaveLength(1);
    expect((await changesOf(`deals/${id}`)).items).toHaveLength(1);
  });

  test('of a refused write is free again, and of another body is refused', async () => {
    expect((await make('companies', {}, key('k-2'))).status).toBe(422);
    expect((await make('companies', { name: 'Second try' }, key('k-2'))).status).toBe(201);
    expect(await make('companies', { name: 'Another' }, key('k-2'))).toMatchObject({
      status: 422,
      code: 'idempotencyKeyReused',
    });
  });

  test('keeps nothing of credentials', async () => {
    const refusal = { status: 400, code: 'idempotencyNotSupported' };
    expect(await make('api-keys', { name: 'sync', days: 1 }, key('k-3'))).toMatchObject(refusal);
    const id = idOf((await make('members', { name: 'Ivan' })).body);
    const account = { email: 'ivan@ararat.am', password: 'nine plums ok' };
    expect(await make(`members/${id}/account`, account, key('k-3'))).toMatchObject(refusal);
    expect((await owner.get('/api/v1/api-keys')).body.items).toEqual([]);
  });
});

describe('a batch', () => {
  test('of new records alone answers each as it is, in the order asked for, with its history', async () => {
    const operations = ['Second', 'First', 'Third'].map((name) => ({
      create: { name, price: { amount: '5', currency: 'EUR' } },
    }));
    const { status, body } = await make('products/batch', { operations });
    expect(status).toBe(200);
    const items = body.items as { id: string; name: string }[];
    expect(items.map(({ name }) => name)).toEqual(['Second', 'First', 'Third']);
    for (const item of items) {
      expect((await owner.get(`/api/v1/products/${item.id}`)).body).toEqual(item);
      const { items: history } = (await owner.get(`/api/v1/products/${item.id}/changes`)).body;
      expect(history).toMatchObject([{ kind: 'created', fields: { name: { to: item.name } } }]);
    }
  });

  test('of which one operation fails writes nothing, and names it', async () => {
    await make('products', { name: 'Taken', code: 'GTX-1' });
    const count = async () => (await owner.get('/api/v1/products/count')).body.count;
    const before = await count();
    const cases = [
      [{ create: { name: 'B', code: 'gtx-1' } }, 409, 'duplicate', 'operations.1.code'],
      [{ create: { code: 'x' } }, 422, 'invalid', 'operations.1.name'],
      [
        { update: { id: idOf((await make('products', { name: 'P' })).body), createdAt: 'x' } },
        422,
        'invalid',
        'operations.1.createdAt',
      ],
    ] as const;
    for (const [operation, status, code, path] of cases) {
      const answer = await make('products/batch', { operations: [{ create: { name: 'A' } }, operation] });
      expect(answer).toMatchObject({ status, code, body: { params: { operation: 1 }, fields: [{ path }] } });
    }
    const missing = { delete: { id: '0190b6f0-0000-7000-8000-00000000dead' } };
    expect((await make('products/batch', { operations: [{ create: { name: 'A' } }, missing] })).status).toBe(404);
    expect((await make('products/batch', { operations: Array(201).fill({ create: { name: 'A' } }) })).status).toBe(422);
    expect((await make('products/batch', { operations: [] })).status).toBe(422);
    expect(await count()).toBe((before as number) + 1);
  });
});

describe('a batch of operations that stand for themselves', () => {
  const read = async (id: string) => (await owner.get(`/api/v1/products/${id}`)).body;

  test.each([
    ['at once', 'gtx-apart'],
    ['one after another, where only the database can tell', 'GTX-TAKEN'],
  ])('writes what it can and tells of each other why not, %s', async (_how, code) => {
    await make('products', { name: 'Taken', code: 'GTX-TAKEN' });
    const [one, two, three] = await Promise.all(['A', 'B', 'C'].map((name) => make('products', { name })));
    const ids = [one, two, three].map((answer) => idOf(answer?.body));
    const [first = '', second = '', third = ''] = ids;
    await owner.send('PATCH', `/api/v1/products/${second}`, { name: 'Theirs' });
    const operations = [
      { update: { id: first, name: 'Mine' } },
      { update: { id: second, version: 1, name: 'Mine' } },
      { update: { id: third, name: null } },
      { update: { id: '0190b6f0-0000-7000-8000-00000000dead', name: 'Mine' } },
    ];
    const codes = code === 'GTX-TAKEN' ? [{ create: { name: 'D', code } }] : [];
    const { status, body } = await make('products/batch', { separately: true, operations: [...operations, ...codes] });
    expect(status).toBe(200);
    expect(body.items).toHaveLength(4 + codes.length);
    expect(body.items).toEqual([await read(first), null, null, null, ...codes.map(() => null)]);
    expect(body.refusals).toMatchObject([
      { operation: 1, problem: { status: 412, code: 'stale', params: { current: { name: 'Theirs', version: 2 } } } },
      { operation: 2, problem: { status: 422, fields: [{ path: 'name', code: 'required' }] } },
      { operation: 3, problem: { status: 404, code: 'notFound' } },
      ...codes.map(() => ({ operation: 4, problem: { status: 409, code: 'duplicate', fields: [{ path: 'code' }] } })),
    ]);
    expect(await read(first)).toMatchObject({ name: 'Mine', version: 2 });
    expect(await read(second)).toMatchObject({ name: 'Theirs', version: 2 });
  });

  test('happens once under an Idempotency-Key, part by part: a repetition does what was not done', async () => {
    const key = { 'idempotency-key': 'apart-1' };
    const operations = [
      { create: { name: 'Once' } },
      { create: { name: 'Late', code: 'APART-1' } },
      { create: { name: 'Twice' } },
    ];
    const ask = (more: readonly object[] = []) =>
      make('products/batch', { separately: true, operations: [...operations, ...more] }, key);
    const holder = idOf((await make('products', { name: 'In the way', code: 'apart-1' })).body);
    const { body: first } = await ask();
    expect(first.refusals).toMatchObject([{ operation: 1, problem: { code: 'duplicate' } }]);
    await owner.send('PATCH', `/api/v1/products/${holder}`, { code: null });
    const { body: second } = await ask();
    const [items, again] = [first.items as unknown[], second.items as unknown[]];
    expect([again[0], again[2], second.refusals]).toEqual([items[0], items[2], []]);
    expect(again[1]).toMatchObject({ name: 'Late' });
    expect((await ask()).body.items).toEqual(again);
    expect(await ask([{ create: { name: 'Another' } }])).toMatchObject({ status: 422, code: 'idempotencyKeyReused' });
  });

  test('loses nothing of what was done by a fault of ours in the middle', async () => {
    const operations = ['Before', 'Falls', 'After'].map((name) => ({ create: { name } }));
    const faults: unknown[] = [];
    const apart = { onFault: (error: unknown) => void faults.push(error) };
    const falling = <Q extends Queryable>(db: Q): Q => ({
      ...db,
      query: (asked: Statement) =>
        JSON.stringify(asked.values ?? []).includes('Falls') ? Promise.reject(new Error('ours')) : db.query(asked),
      transaction: <T>(work: (tx: Transaction) => Promise<T>) => db.transaction((tx) => work(falling(tx))),
    });
    const text = await runBatch({ ...system, db: falling(system.db), apart }, office.registry.getNoun('product'), {
      separately: true,
      operations,
    });
    const { items, refusals } = JSON.parse(text) as { items: ({ id: string } | null)[]; refusals: object[] };
    expect(items.map((item) => item !== null)).toEqual([true, false, true]);
    expect(refusals).toMatchObject([{ operation: 1, problem: { status: 500, code: 'internal', params: {} } }]);
    expect([faults.length, text.includes('ours')]).toEqual([1, false]);
    expect(await getRecord(system, office.registry.getNoun('product'), items[2]?.id ?? '')).toMatchObject({
      name: 'After',
    });
  });

  test('is not for who may not change them', async () => {
    const boris = await join('Boris Viewer', 'viewer');
    const held = await createRecord(system, company, { name: 'Held' });
    const update = { id: held.id, name: 'Mine' };
    const answer = JSON.parse(
      await runBatch(boris, company, { separately: true, operations: [{ update }, { update }] }),
    );
    expect(answer.items).toEqual([null, null]);
    expect(answer.refusals).toMatchObject([0, 1].map((operation) => ({ operation, problem: { status: 403 } })));
    expect(await getRecord(system, company, held.id)).toMatchObject({ name: 'Held' });
  });
});

describe('what is unique', () => {
  test('is so without regard to case, among live records', async () => {
    const first = await make('products', { name: 'One', code: 'ԱԲԳ-7', externalId: 'erp-7' });
    const twin = { status: 409, code: 'duplicate' };
    expect(await make('products', { name: 'Two', code: 'աբգ-7' })).toMatchObject({
      ...twin,
      body: { fields: [{ path: 'code' }] },
    });
    expect(await make('products', { name: 'Two', externalId: 'ERP-7' })).toMatchObject({
      ...twin,
      body: { fields: [{ path: 'externalId' }] },
    });
    await owner.send('DELETE', `/api/v1/products/${idOf(first.body)}`);
    const heir = await make('products', { name: 'Heir', code: 'աբգ-7' });
    expect(heir.status).toBe(201);
    expect(await owner.send('POST', `/api/v1/products/${idOf(first.body)}/restore`)).toMatchObject(twin);
    await owner.send('PATCH', `/api/v1/products/${idOf(heir.body)}`, { code: null });
    expect((await owner.send('POST', `/api/v1/products/${idOf(first.body)}/restore`)).status).toBe(200);
  });

  test('stays so when ten ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => make('products', { name: 'Rush', code: 'RUSH' })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(9);
  });
});

describe('the bin', () => {
  test('tells of everything that went there and came back, once each', async () => {
    const id = idOf((await make('deals', { name: 'Sale' })).body);
    const kept = idOf(
      (await make('deal-lines', { deal: id, name: 'Kept', price: { amount: '1', currency: 'USD' } })).body,
    );
    const dropped = idOf((await make('deal-lines', { deal: id, name: 'Dropped' })).body);
    await owner.send('DELETE', `/api/v1/deal-lines/${dropped}`);
    await owner.send('DELETE', `/api/v1/deals/${id}`);
    await owner.send('DELETE', `/api/v1/deals/${id}`);
    await owner.send('POST', `/api/v1/deals/${id}/restore`);
    await owner.send('POST', `/api/v1/deals/${id}/restore`);
    const kinds = async (path: string) => (await changesOf(path)).items.map((change) => change.kind).reverse();
    expect(await kinds(`deals/${id}`)).toEqual(['created', 'updated', 'deleted', 'restored']);
    expect(await kinds(`deal-lines/${kept}`)).toEqual(['created', 'deleted', 'restored']);
    expect(await kinds(`deal-lines/${dropped}`)).toEqual(['created', 'deleted']);
    expect((await owner.get(`/api/v1/deal-lines/${dropped}`)).body.deletedAt).not.toBeNull();
  });

  test('leaves deals pointing at their company, and takes no new ones', async () => {
    const acme = idOf((await make('companies', { name: 'Acme in the bin' })).body);
    const id = idOf((await make('deals', { name: 'Sale', company: acme })).body);
    await owner.send('DELETE', `/api/v1/companies/${acme}`);
    expect((await owner.get(`/api/v1/deals/${id}?expand=company`)).body.company).toEqual({
      id: acme,
      label: 'Acme in the bin',
    });
    expect((await owner.send('PATCH', `/api/v1/deals/${id}`, { name: 'Still sells' })).status).toBe(200);
    expect((await make('deals', { name: 'New', company: acme })).status).toBe(422);
    expect(await owner.send('PATCH', `/api/v1/companies/${acme}`, { name: 'X' })).toMatchObject({
      status: 409,
      code: 'inBin',
    });
  });

  test('does not stand in the way of a further link', async () => {
    const [gone, here] = [
      idOf((await make('companies', { name: 'Gone' })).body),
      idOf((await make('companies', { name: 'Here' })).body),
    ];
    const id = idOf((await make('people', { name: { given: 'Anna' }, affiliations: [gone] })).body);
    await owner.send('DELETE', `/api/v1/companies/${gone}`);
    const both = { affiliations: [gone, { id: here, role: 'director' }] };
    expect((await owner.send('PATCH', `/api/v1/people/${id}`, both)).status).toBe(200);
    expect((await make('people', { name: { given: 'Boris' }, ...both })).status).toBe(422);
    const twice = {
      affiliations: [
        { id: here, role: 'director' },
        { id: here, role: 'buyer' },
      ],
    };
    expect(await owner.send('PATCH', `/api/v1/people/${id}`, twice)).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'affiliations', code: 'duplicate' }] },
    });
  });
});

test('a line is refused for a deal that does not exist any more, in one word', async () => {
  const error = createRecord(anna, dealLine, { deal: '0190b6f0-0000-7000-8000-00000000dead', name: 'X' });
  await expect(error).rejects.toMatchObject({ status: 422, fields: [{ path: 'deal', code: 'unknownReference' }] });
});
