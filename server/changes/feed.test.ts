import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine } from '../../modules/deals/contract/index.ts';
import type { Role } from '../../shared/nouns/metadata.ts';
import type { Policy } from '../access/policy.ts';
import { type Context, inTransaction } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { appendChange } from './append.ts';
import type { Change } from './change.ts';
import { type FeedPage, readFeed } from './feed.ts';
import { rebaseChangeLog } from './rebase.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');

const ask = (ctx: Context, query: Partial<Parameters<typeof readFeed>[1]> = {}) =>
  readFeed(ctx, { from: 'start', limit: 500, ...query });
const now = async (ctx: Context) => (await ask(ctx, { from: 'now' })).next;

/** What others' tests do on the same server keeps changes back for a moment: asks until the wanted number is there. */
async function readOn(ctx: Context, cursor: string, wanted: number, query: { nouns?: string[]; limit?: number } = {}) {
  const items: Change[] = [];
  let page: FeedPage = { items, next: cursor, more: true };
  while (items.length < wanted || page.more) {
    page = await ask(ctx, { ...query, cursor: page.next });
    items.push(...page.items);
    if (page.items.length === 0 && !page.more) await delay(5);
  }
  return { items, next: page.next };
}
const stories = (items: readonly Change[]) => items.map(({ noun, recordId, kind }) => [noun, recordId, kind]);

/** The same person where sellers read only what is theirs. */
function narrowed(ctx: Context, role: Role = 'seller'): Context {
  const narrow = (policy: Policy): Policy =>
    policy.noun === 'deal' ? { ...policy, grants: { [role]: { read: 'own', update: 'own' } } } : policy;
  const modules = serverModules.map((module) => ({ ...module, policies: (module.policies ?? []).map(narrow) }));
  return { ...ctx, registry: createRegistry(modules) };
}

describe('the change feed', () => {
  test('tells what happened since a cursor, in order, with what was and is', async () => {
    const cursor = await now(system);
    const { id } = await createRecord(anna, company, { name: 'Ararat' });
    await updateRecord(anna, company, id, { name: 'Ararat Trade' });
    await deleteRecord(anna, company, id);
    // Asked for by noun: what another transaction kept from being final, the members' own coming, may follow the cursor.
    const { items, next } = await readOn(boris, cursor, 3, { nouns: ['company'] });
    expect(stories(items)).toEqual([
      ['company', id, 'created'],
      ['company', id, 'updated'],
      ['company', id, 'deleted'],
    ]);
    expect(items[1]).toMatchObject({
      memberId: anna.actor.memberId,
      through: 'web',
      fields: { name: { from: 'Ararat', to: 'Ararat Trade' } },
    });
    expect(await ask(boris, { cursor: next })).toEqual({ items: [], next, more: false });
  });

  test('comes page by page whatever the pages hold, of the nouns asked for', async () => {
    const cursor = await now(system);
    const sales = await createRecord(anna, deal, { name: 'Sale' });
    for (const name of ['A', 'B', 'C']) await createRecord(anna, company, { name });
    for (const limit of [1, 2, 500]) {
      const { items } = await readOn(boris, cursor, 3, { nouns: ['company'], limit });
      expect(items.map((one) => one.fields.name?.to)).toEqual(['A', 'B', 'C']);
      const deals = await readOn(boris, cursor, 1, { nouns: ['deal'], limit });
      expect(stories(deals.items)).toEqual([['deal', sales.id, 'created']]);
    }
    expect((await ask(boris, { limit: 2 })).more).toBe(true);
  });

  test('holds nothing of records the reader may not read, nor of their children', async () => {
    const cursor = await now(system);
    const [own, other] = [
      await createRecord(anna, deal, { name: 'Mine' }),
      await createRecord(boris, deal, { name: 'His' }),
    ];
    for (const sale of [own, other])
      await createRecord(system, dealLine, { deal: sale.id, name: 'Line', price: { amount: '1', currency: 'USD' } });
    const all = await readOn(system, cursor, 6);
    const { items } = await readOn(narrowed(anna), cursor, 1);
    const text = JSON.stringify(items);
    expect(text).toContain(own.id);
    expect(text).not.toContain(other.id);
    expect(JSON.stringify(all.items)).toContain(other.id);
    const mine = new Set(items.filter((one) => one.noun === 'deal').map((one) => one.recordId));
    expect([...mine]).toEqual([own.id]);
    expect(items.filter((one) => one.noun === 'dealLine')).toHaveLength(1);
    await updateRecord(system, deal, own.id, { owner: boris.actor.memberId });
    await readOn(system, all.next, 1);
    expect((await ask(narrowed(anna), { cursor })).items.filter((one) => one.noun === 'deal')).toEqual([]);
    expect((await ask(narrowed(anna, 'manager'), { cursor })).items.filter((one) => one.noun === 'deal')).toEqual([]);
  });

  test('says nothing of what is no field and no noun any more', async () => {
    const cursor = await now(system);
    const { id } = await createRecord(anna, company, { name: 'Odd' });
    await inTransaction(system, async (tx) => {
      await appendChange(tx, { noun: 'gone', recordId: id, kind: 'updated', fields: { secret: { to: 1 } } });
      const fields = { secret: { from: 'a', to: 'b' }, name: { from: 'Odd', to: 'Even' } };
      await appendChange(tx, { noun: 'company', recordId: id, kind: 'updated', fields });
    });
    const { items } = await readOn(system, cursor, 2);
    expect(items.map((one) => Object.keys(one.fields))).toEqual([['name', 'owner'], ['name']]);
    await expect(ask(system, { nouns: ['gone'] })).rejects.toMatchObject({ status: 404, code: 'unknownNoun' });
  });

  test.each([
    'x',
    'ZjEgMQ',
    Buffer.from("f1 0 0 0' or 1=1").toString('base64url'),
    Buffer.from('f1 -1 0 0').toString('base64url'),
  ])('refuses %j as a cursor', async (cursor) => {
    await expect(ask(anna, { cursor })).rejects.toMatchObject({ status: 422, fields: [{ code: 'badCursor' }] });
  });
});

describe('a cursor', () => {
  test('is too old once the change it stands after is gone, and on a log that was restored', async () => {
    const cursor = await now(system);
    await createRecord(anna, company, { name: 'Last' });
    const { next } = await readOn(system, cursor, 1);
    await expect(
      system.db.transaction(async (tx) => {
        await tx.query({ text: 'delete from change where id = (select max(id) from change)' });
        await ask({ ...system, db: tx }, { cursor: next });
      }),
    ).rejects.toMatchObject({ status: 410, code: 'cursorTooOld' });
    await system.db.transaction((tx) =>
      tx.query({
        text: `insert into change_cursor (listener, tx, id) values ('.origin', '0', 0) on conflict do nothing`,
      }),
    );
    expect((await ask(system, { cursor: next })).items).toEqual([]);
    await system.db.transaction((tx) => rebaseChangeLog(tx));
    await expect(ask(system, { cursor: next })).rejects.toMatchObject({ status: 410, code: 'cursorTooOld' });
    const anew = await now(system);
    await createRecord(anna, company, { name: 'First' });
    expect((await readOn(system, anew, 1)).items.at(-1)?.fields).toMatchObject({ name: { to: 'First' } });
  });

  test('loses and doubles nothing, however transactions overlap and readers page', async () => {
    const plan = fc.array(
      fc.record({ writes: fc.integer({ min: 1, max: 4 }), pause: fc.integer({ min: 0, max: 6 }), fails: fc.boolean() }),
      { minLength: 8, maxLength: 16 },
    );
    const runs = fc.asyncProperty(plan, fc.integer({ min: 1, max: 7 }), async (transactions, limit) => {
      const cursor = await now(system);
      const committed: string[] = [];
      let open = true;
      const writing = Promise.all(transactions.map((one, index) => write(one, index, committed))).then(() => {
        open = false;
      });
      const heard: string[] = [];
      let at = cursor;
      const poll = async () => {
        const page = await ask(anna, { cursor: at, limit });
        heard.push(...page.items.map((item) => String(item.fields.name?.to)));
        at = page.next;
      };
      while (open) await poll();
      await writing;
      while (heard.length < committed.length) await poll();
      await poll();
      expect([...heard].sort()).toEqual([...committed].sort());
    });
    await fc.assert(runs, { numRuns: 6 });
  });
});

/** A transaction that is open for a while: which begins first says nothing about which commits first. */
async function write(
  { writes, pause, fails }: { writes: number; pause: number; fails: boolean },
  index: number,
  committed: string[],
): Promise<void> {
  const names = Array.from({ length: writes }, (_, turn) => `${index}.${turn}`);
  const done = inTransaction(system, async (tx) => {
    for (const name of names) {
      await createRecord(tx, company, { name });
      await delay(pause);
    }
    if (fails) throw new Error('changed my mind');
    committed.push(...names);
  });
  await done.catch((error: Error) => expect(error.message).toBe('changed my mind'));
}
