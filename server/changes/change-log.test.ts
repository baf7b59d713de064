import { describe, expect, test } from 'vitest';
import { asSystem, type Context, inTransaction } from '../context.ts';
import { mergeDdl } from '../merging/merge-ddl.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { appendChange, appendChanges, appendSql } from './append.ts';
import { changeDdl } from './change-ddl.ts';
import { listChanges } from './list-changes.ts';
import { ensureChangePartitions } from './partitions.ts';
import type { Witness } from './witness.ts';

const database = await useDatabase();
const workspace = await createEmptyWorkspace(database, [...changeDdl, ...changeDdl, ...mergeDdl]);
const memberId = '0198c5a0-0000-7000-8000-000000000001';
const ctx: Context = {
  ...systemContextOf(database, workspace),
  actor: { accountId: null, memberId, role: 'seller', teamMemberIds: [] },
  through: 'api',
};
const dealId = (number: number) => `0198c5a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const change = (recordId: string, kind: string, fields = {}) => ({ noun: 'deal', recordId, kind, fields });

describe("a record's history", () => {
  test('tells who did what, through what, from which value to which', async () => {
    const fields = {
      amount: { from: null, to: { amount: '10.00', currency: 'EUR' } },
      name: { from: 'a', to: "O'Հայկ" },
    };
    await inTransaction(ctx, (tx) => appendChange(tx, change(dealId(1), 'updated', fields)));
    const { items } = await listChanges(ctx, { noun: 'deal', recordId: dealId(1), limit: 10 });
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        memberId,
        through: 'api',
        noun: 'deal',
        recordId: dealId(1),
        kind: 'updated',
        fields,
      },
    ]);
  });

  test('comes newest first, page by page, with nothing twice and nothing left out', async () => {
    const kinds = Array.from({ length: 25 }, (_, index) => `step${index}`);
    await inTransaction(ctx, (tx) =>
      appendChanges(
        tx,
        kinds.map((kind) => change(dealId(2), kind)),
      ),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listChanges(ctx, { noun: 'deal', recordId: dealId(2), limit: 10, cursor });
      expect(page.items.length).toBeLessThanOrEqual(10);
      seen.push(...page.items.map((item) => item.kind));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(kinds.toReversed());
  });

  test('knows no other noun and refuses a cursor it did not give out', async () => {
    const query = { noun: 'ticket', recordId: dealId(2), limit: 10 };
    expect(await listChanges(ctx, query)).toEqual({ items: [], next: null });
    for (const cursor of ['x', Buffer.from("2026-01-01' or 1=1 --").toString('base64url')]) {
      await expect(listChanges(ctx, { ...query, cursor })).rejects.toMatchObject({ status: 422 });
    }
  });

  test('is written with the record or not at all', async () => {
    const failing = inTransaction(ctx, async (tx) => {
      await appendChange(tx, change(dealId(3), 'created'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await listChanges(ctx, { noun: 'deal', recordId: dealId(3), limit: 1 })).items).toEqual([]);
  });

  test('can be written by the very statement that writes the record', async () => {
    const values: unknown[] = [];
    const params = { add: (value: unknown) => `$${values.push(value)}` };
    const log = appendSql(ctx, change(dealId(4), 'created', { name: { to: 'Khinkali' } }), params);
    await ctx.db.query({ text: `with log as (${log}) select ${params.add('written')}::text`, values });
    const { items } = await listChanges(ctx, { noun: 'deal', recordId: dealId(4), limit: 1 });
    expect(items[0]).toMatchObject({ kind: 'created', fields: { name: { to: 'Khinkali' } } });
  });

  test('is read through an index in every month', async () => {
    const plan = await ctx.db.transaction(async (tx) => {
      await tx.query({ text: 'set local enable_seqscan = off' });
      return tx.query({
        text: `explain select id from change where record = $1 and noun = 'deal' and (at, id) < ('infinity', 0)
          order by at desc, id desc limit 20`,
        values: [dealId(1)],
      });
    });
    expect(JSON.stringify(plan)).not.toMatch(/Seq Scan|-> +Sort/);
  });
});

describe('a witness', () => {
  const witnessed = (beforeCommit: Witness['beforeCommit']): Context => ({
    ...ctx,
    registry: {
      ...ctx.registry,
      modules: [{ name: 'test', witnesses: [{ name: 'test.one', nouns: ['deal'], beforeCommit }] }],
    },
  });

  test('acts once, at the end of the transaction, for whoever made the change', async () => {
    const seen: unknown[] = [];
    const there = witnessed(async (tx) => {
      const { items } = await listChanges(tx, { noun: 'deal', recordId: dealId(6), limit: 10 });
      seen.push([tx.actor.memberId, items.length]);
    });
    await inTransaction(there, async (tx) => {
      await appendChange(asSystem(tx), change(dealId(6), 'created'));
      await appendChanges(tx, [change(dealId(6), 'updated'), change(dealId(6), 'updated')]);
      await appendChange(tx, { ...change(dealId(6), 'updated'), noun: 'ticket' });
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([[memberId, 3]]);
    await inTransaction(there, (tx) => appendChange(tx, { ...change(dealId(7), 'created'), noun: 'ticket' }));
    expect(seen).toHaveLength(1);
  });

  test('that throws takes the change with it, and is never left out for want of a transaction', async () => {
    const there = witnessed(() => Promise.reject(new Error('not so')));
    const refused = inTransaction(there, (tx) => appendChange(tx, change(dealId(8), 'created')));
    await expect(refused).rejects.toThrow('not so');
    expect((await listChanges(ctx, { noun: 'deal', recordId: dealId(8), limit: 1 })).items).toEqual([]);
    expect(() => appendSql(there, change(dealId(8), 'created'), { add: () => '$1' })).toThrow('test.one');
  });
});

describe('partitions', () => {
  const partitions = async () => {
    const rows = await ctx.db.query<{ name: string }>({
      text: `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'change'::regclass order by 1`,
    });
    return rows.map((row) => row.name);
  };

  test('are made ahead, once', async () => {
    const month = (ahead: number) => {
      const now = new Date();
      return `change_${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead)).toISOString().slice(0, 7).replace('-', '_')}`;
    };
    expect(await partitions()).toEqual([month(0), month(1), month(2), 'change_default']);
    expect(await ensureChangePartitions(ctx.db, new Date())).toBe(0);
  });

  test('that come late take over what had to wait in the default one', async () => {
    const insert = (at: string) =>
      ctx.db.query({
        text: `insert into change (at, through, noun, record, kind, fields) values ($1, 'import', 'deal', $2, 'created', '{}')`,
        values: [at, dealId(5)],
      });
    for (const at of ['2019-12-31T23:59:59.999Z', '2020-01-01T00:00:00.000Z', '2020-01-31T23:59:59.999Z'])
      await insert(at);
    const before = await listChanges(ctx, { noun: 'deal', recordId: dealId(5), limit: 10 });
    expect(await ensureChangePartitions(ctx.db, new Date('2020-01-15T00:00:00Z'), 1)).toBe(1);
    const count = (table: string) => ctx.db.query({ text: `select count(*)::int from ${table}` });
    expect(await count('change_2020_01')).toEqual([{ count: 2 }]);
    expect(await count('change_default')).toEqual([{ count: 1 }]);
    expect(await listChanges(ctx, { noun: 'deal', recordId: dealId(5), limit: 10 })).toEqual(before);
  });
});
