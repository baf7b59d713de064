import { describe, expect, it } from 'vitest';
import { deal, dealLine } from '../../modules/deals/contract/index.ts';
import { product } from '../../modules/products/contract/index.ts';
import type { Metadata, NounMetadata } from '../../shared/nouns/metadata.ts';
import { allFields } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction } from '../context.ts';
import { buildHttpServer } from '../http/http-server.factory.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { countRecords } from '../records/list.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { loadInBulk } from './bulk-load.ts';
import { desiredSchema } from './desired-schema.ts';
import { metadataRoutes } from './metadata.routes.ts';
import { isUpToDate, migrateWorkspace } from './migrate.ts';
import { createRegistry } from './registry.ts';

const { database, workspace, registry, system, join } = await useWorkspace();
const roles = ['owner', 'manager', 'seller', 'viewer'] as const;
const [owner, manager, seller, viewer] = await Promise.all(roles.map((role) => join(`${role} Petrosyan`, role)));

async function ask(ctx: Context | null | undefined) {
  const server = buildHttpServer({ routes: metadataRoutes, resolveContext: async () => ctx ?? null });
  return server.inject({ method: 'GET', url: '/api/v1/metadata' });
}
const told = async (ctx: Context | undefined) => ((await ask(ctx)).json() as Metadata).nouns;
const named = (nouns: readonly NounMetadata[], name: string) => nouns.find((noun) => noun.name === name);

describe('what a client is told of the nouns', () => {
  it('is told to nobody who is not signed in', async () => {
    expect((await ask(null)).statusCode).toBe(401);
  });

  it('names every field of each with what is declared of it, and nothing of tables and indexes', async () => {
    const nouns = await told(owner);
    expect(nouns.map(({ name }) => name).sort()).toEqual(registry.nouns.map(({ name }) => name).sort());
    for (const { name, fields } of nouns) {
      const declared = Object.entries(allFields(registry.getNoun(name)));
      expect(fields).toEqual(declared.map(([field, declaration]) => ({ name: field, ...declaration })));
    }
    expect(JSON.stringify(nouns)).not.toMatch(/"lookups"|_idx|_fkey|deleted_with|ws_/);
  });

  it('says for each role what it may do, and leaves out what it may not see', async () => {
    const rights = async (ctx: Context | undefined, name: string) => named(await told(ctx), name)?.may;
    const changes = { create: true, update: true, delete: true, restore: true, share: true };
    const all = { read: true, ...changes, merge: false, bulk: true, import: true, export: true, configure: false };
    const none = {
      ...{ create: false, update: false, delete: false, restore: false, merge: false, share: false },
      bulk: true,
      import: false,
      export: false,
      configure: false,
    };
    expect([await rights(manager, 'deal'), await rights(manager, 'product')]).toEqual([all, { ...all, merge: true }]);
    expect(await rights(seller, 'deal')).toEqual({ ...all, import: false, export: false });
    expect(await rights(seller, 'dealLine')).toMatchObject({ create: true, update: true, delete: true });
    expect(await rights(seller, 'product')).toEqual({ read: true, ...none });
    expect(await rights(viewer, 'deal')).toEqual({ read: true, ...none });
    expect(await rights(viewer, 'import')).toBeUndefined();
    expect(await rights(owner, 'stageVisit')).toMatchObject({
      read: true,
      create: false,
      update: false,
      delete: false,
    });
  });

  it('leaves out a noun whose policy grants a role nothing', async () => {
    const modules = serverModules.map((module) => ({
      ...module,
      policies: module.policies?.map((one) => (one.noun === 'deal' ? { ...one, grants: {} } : one)) ?? [],
    }));
    const names = (await told({ ...(seller as Context), registry: createRegistry(modules) })).map(({ name }) => name);
    expect(names).toContain('company');
    expect(names.filter((name) => ['deal', 'dealLine', 'stageVisit'].includes(name))).toEqual([]);
  });
});

describe('a schema', () => {
  it('of the product itself has each index and key once, and costs one look when nothing has changed', async () => {
    const tables = desiredSchema(registry);
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    expect(await isUpToDate(system.db, registry)).toBe(true);
    expect(await migrateWorkspace(database, workspace, registry)).toEqual({ statements: [], refusals: [] });
    const without = createRegistry(serverModules.filter(({ name }) => name !== 'imports'));
    expect(await isUpToDate(system.db, without)).toBe(false);
  });
});

describe('a load in bulk', () => {
  const definitions = () =>
    system.db.query({
      text: `select indexdef as what from pg_indexes where schemaname = current_schema()
        union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
          where connamespace = current_schema()::regnamespace and contype = 'f' order by what`,
    });

  it('finds the indexes and keys away while it fills empty tables, and leaves all of them behind', async () => {
    const before = await definitions();
    let during: readonly unknown[] = [];
    await inTransaction(system, (tx) =>
      loadInBulk(tx, [product, deal, dealLine], async () => {
        during = await tx.db.query({
          text: `select 1 from pg_indexes where schemaname = current_schema() and tablename = 'deals'`,
        });
        await tx.db.query({
          text: `insert into products (id, name) select gen_random_uuid(), 'P' || n from generate_series(1, 50) n`,
        });
      }),
    );
    expect(during).toHaveLength(1);
    expect(await definitions()).toEqual(before);
    expect(await countRecords(system, product, {})).toEqual({ count: 50, capped: false });
  });

  it('that breaks off, or breaks a promise, has done nothing', async () => {
    const before = await definitions();
    const twice = `insert into deals (id, external_id) values (gen_random_uuid(), 'ERP-1'), (gen_random_uuid(), 'erp-1')`;
    const load = (work: (ctx: Context) => Promise<unknown>) =>
      inTransaction(system, (tx) => loadInBulk(tx, [deal], async () => void (await work(tx))));
    await expect(load((tx) => tx.db.query({ text: twice }))).rejects.toMatchObject({ code: '23505' });
    await expect(load(() => Promise.reject(new Error('The plug was pulled')))).rejects.toThrow('The plug was pulled');
    expect(await definitions()).toEqual(before);
    expect(await countRecords(system, deal, {})).toEqual({ count: 0, capped: false });
  });

  it('leaves the indexes of tables that hold something alone', async () => {
    await createRecord(system, product, { name: 'There already' });
    let indexes = 0;
    await inTransaction(system, (tx) =>
      loadInBulk(tx, [product], async () => {
        const text = `select 1 from pg_indexes where schemaname = current_schema() and tablename = 'products'`;
        indexes = (await tx.db.query({ text })).length;
      }),
    );
    expect(indexes).toBeGreaterThan(5);
  });
});
