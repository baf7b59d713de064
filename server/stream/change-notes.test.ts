import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine } from '../../modules/deals/contract/index.ts';
import type { Role } from '../../shared/nouns/metadata.ts';
import type { Reach } from '../../shared/nouns/role-rights.ts';
import type { Policy } from '../access/policy.ts';
import type { Context } from '../context.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { notesFor } from './change-notes.ts';
import { EventStream } from './event-stream.ts';
import { readChanges, readPosition } from './read-changes.ts';
import { WorkspaceStreams } from './workspace-streams.ts';

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

describe('what is about a record that is closed', () => {
  const closed = async (members: readonly Context[], kind: 'restricted' | 'unshared', by?: string) => {
    const client = await createRecord(system, company, { name: 'Closed', owner: idOf(anna) });
    const [theirs, annas] = [
      await createRecord(system, deal, { name: 'About it', company: client.id, owner: null }),
      await createRecord(system, deal, { name: 'Of Boris', company: client.id, owner: idOf(boris) }),
    ];
    await system.db.query({
      text: "insert into record_restriction (noun, record) values ('company', $1)",
      values: [client.id],
    });
    const registry = await readRegistry(system.registry, system.db);
    const unshared = by ? { member: by, team: null } : null;
    const change = { noun: 'company', record: client.id, kind, before: null, unshared };
    const asked = members.map((one) => ({ ...one, registry }));
    const notes = await notesFor({ ...system, registry }, [change], asked);
    const words: Readonly<Record<string, string>> = {
      [client.id]: 'it',
      [theirs.id]: 'about it',
      [annas.id]: 'of Boris',
    };
    return asked.map((one) =>
      (notes.get(one) ?? []).map((note) => `${note.kind} ${'id' in note ? words[note.id] : note.noun}`).sort(),
    );
  };

  test('leaves the screens of those it is closed to, but for what is their own', async () => {
    const [toBoris, toAnna, toArmen] = await closed([boris, anna, await join('Armen', 'owner')], 'restricted');
    expect(toBoris).toEqual(expect.arrayContaining(['gone about it', 'gone it']));
    expect(toBoris).not.toContain('gone of Boris');
    for (const notes of [toAnna, toArmen]) expect(notes?.filter((note) => note.startsWith('gone'))).toEqual([]);
  });

  test('leaves with a share of it, and nobody else is told that it is there', async () => {
    const [toBoris, toNare] = await closed([boris, await join('Nare', 'seller')], 'unshared', idOf(boris));
    expect(toBoris).toEqual(expect.arrayContaining(['gone about it', 'gone it']));
    expect(toNare?.filter((note) => note.startsWith('gone'))).toEqual([]);
  });
});

test('what was shared until a day that is over leaves the screens it was shared with, without anybody doing anything', async () => {
  const client = await createRecord(system, company, { name: 'For a while', owner: idOf(anna) });
  const role = { id: 'own', name: 'Own', base: 'seller', grants: { company: { read: 'own' } }, fields: {} } as const;
  await system.db.query({
    text: `insert into record_share (id, noun, record, member, access, until)
      values (gen_random_uuid(), 'company', $1, $2, 'read', '2026-03-02')`,
    values: [client.id, idOf(boris)],
  });
  const registry = await readRegistry(system.registry, system.db);
  let now = new Date('2026-03-02T15:00:00Z');
  const ctx = (of: Context): Context => ({ ...of, registry, now: () => now, actor: { ...of.actor, rights: role } });
  const errors: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (what: unknown) => void errors.push(what) };
  const streams = new WorkspaceStreams({
    ...{ system: async () => ({ ...system, registry, now: () => now }), check: async () => true, log },
  });
  const facts = { method: 'GET', url: '/', headers: {}, ip: '127.0.0.1', requestId: 'test' };
  const heard = await Promise.all(
    [boris, await join('Karine', 'seller')].map(async (one) => {
      const stream = new EventStream(ctx(one), facts, () => undefined);
      let text = '';
      stream.body.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      await streams.open(stream, {});
      return { stream, text: () => text };
    }),
  );
  const all = heard.map(({ stream }) => stream);
  await streams.beat(all);
  // It is still the second of March in Yerevan, and then no more.
  now = new Date('2026-03-02T19:59:00Z');
  await streams.beat(all);
  expect(heard.map(({ text }) => text().includes('gone'))).toEqual([false, false]);
  now = new Date('2026-03-02T20:00:30Z');
  await streams.beat(all);
  await expect.poll(() => heard[0]?.text()).toContain(`"id":"${client.id}","kind":"gone"`);
  expect(heard[1]?.text()).not.toContain(client.id);
  await streams.rest();
  expect(errors).toEqual([]);
});
