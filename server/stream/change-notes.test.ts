import { describe, expect, test } from 'vitest';
import { deal, dealLine } from '../../modules/deals/contract/index.ts';
import type { Role } from '../../shared/nouns/metadata.ts';
import type { Reach } from '../../shared/nouns/role-rights.ts';
import type { Policy } from '../access/policy.ts';
import type { Context } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { notesFor } from './change-notes.ts';
import { readChanges, readPosition } from './read-changes.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna', 'seller');
const boris = await join('Boris', 'seller');
const idOf = (ctx: Context) => ctx.actor.memberId as string;

/** The same people under a policy by which sellers read so much of the deals. */
function reading(ctx: Context, read: Reach, role: Role = 'seller', team: readonly string[] = []): Context {
  const narrow = (policy: Policy): Policy =>
    policy.noun === 'deal' ? { ...policy, grants: { [role]: { read } } } : policy;
  const modules = serverModules.map((module) => ({ ...module, policies: (module.policies ?? []).map(narrow) }));
  const teamMemberIds = [idOf(ctx), ...team];
  return { ...ctx, registry: createRegistry(modules), actor: { ...ctx.actor, role, teamMemberIds } };
}

const readers = {
  all: reading(anna, 'all'),
  own: reading(anna, 'own'),
  otherOwn: reading(boris, 'own'),
  team: reading(anna, 'team', 'seller', [idOf(boris)]),
  none: reading(anna, 'none'),
};

/** What each reader is told of what `work` does, as `<kind> <noun>`; stages and visits left out. */
async function told(work: () => Promise<unknown>): Promise<Record<string, readonly string[]>> {
  const before = await readPosition(system.db);
  await work();
  const { changes } = await readChanges(system.db, before, null, ['owner']);
  const notes = await notesFor(system, changes, Object.values(readers));
  const words = (ctx: Context) =>
    (notes.get(ctx) ?? []).filter(({ noun }) => noun !== 'stageVisit').map(({ noun, kind }) => `${kind} ${noun}`);
  return Object.fromEntries(Object.entries(readers).map(([name, ctx]) => [name, words(ctx)]));
}

const saleOf = (owner: string) => createRecord(system, deal, { name: 'Sale', owner });

describe('a reader is told of', () => {
  test('new records they may read, and of no others', async () => {
    const seen = ['created deal'];
    const annas = await told(() => saleOf(idOf(anna)));
    expect(annas).toEqual({ all: seen, own: seen, otherOwn: [], team: seen, none: [] });
    const boriss = await told(() => saleOf(idOf(boris)));
    expect(boriss).toEqual({ all: seen, own: [], otherOwn: seen, team: seen, none: [] });
  });

  test('a record that leaves their sight as gone, when they could see it, else of nothing', async () => {
    const sale = await saleOf(idOf(anna));
    const handed = await told(() => updateRecord(system, deal, sale.id, { owner: idOf(boris) }));
    expect(handed).toEqual({
      ...{ all: ['updated deal'], own: ['gone deal'], otherOwn: ['updated deal'] },
      ...{ team: ['updated deal'], none: [] },
    });
    const changed = await told(() => updateRecord(system, deal, sale.id, { name: 'Not yours' }));
    expect(changed).toMatchObject({ own: [], otherOwn: ['updated deal'] });
    const lost = await told(() => updateRecord(system, deal, sale.id, { owner: null }));
    expect(lost).toMatchObject({ all: ['updated deal'], own: [], otherOwn: ['gone deal'], team: ['gone deal'] });
  });

  test('children only with their parent', async () => {
    const sale = await saleOf(idOf(boris));
    const price = { amount: '1', currency: 'USD' };
    const line = await told(() => createRecord(system, dealLine, { deal: sale.id, name: 'Line', price }));
    expect(line.own).toEqual([]);
    expect(line.none).toEqual([]);
    for (const who of ['all', 'otherOwn', 'team']) expect(line[who]).toContain('created dealLine');
  });

  test('a deletion where they saw the record', async () => {
    const sale = await saleOf(idOf(anna));
    const deleted = await told(() => deleteRecord(system, deal, sale.id));
    expect(deleted).toEqual({
      ...{ all: ['deleted deal'], own: ['deleted deal'], otherOwn: [], team: ['deleted deal'], none: [] },
    });
  });

  test('a record changed many times once, as new while it is', async () => {
    const several = await told(async () => {
      const sale = await saleOf(idOf(anna));
      for (const name of ['One', 'Two']) await updateRecord(system, deal, sale.id, { name });
    });
    expect(several.own).toEqual(['created deal']);
  });

  test('many records as many, were they theirs', async () => {
    const flood = await told(async () => {
      for (let turn = 0; turn < 51; turn++) await saleOf(idOf(turn === 0 ? boris : anna));
    });
    expect(flood).toMatchObject({ all: ['many deal'], otherOwn: ['created deal'], none: [] });
    expect(flood.own?.length).toBe(50);
  });
});
