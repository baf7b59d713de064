import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal, dealLine, stageVisit } from '../../modules/deals/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import type { AppError } from '../../shared/errors.ts';
import { type Role, roles } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action, Reach } from '../../shared/nouns/role-rights.ts';
import type { Context } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { createRecord } from '../records/create.ts';
import { countRecords, listRecords } from '../records/list.ts';
import { listPositions } from '../records/positions.ts';
import { findRecordText } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { accessFilter, assertMay, rightsOf } from './access.ts';
import type { Policy } from './policy.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const gor = await join('Gor Hakobyan', 'seller');
const members = [anna, boris, gor].map((one) => one.actor.memberId as string);
const secret = await createRecord(system, company, { name: 'Sekretna', owner: members[2] });
const records = await Promise.all(
  [...members, null].map(async (owner, index) => {
    const sale = await createRecord(system, deal, {
      name: `Sale ${index}`,
      company: secret.id,
      owner,
      lostComment: null,
    });
    const line = await createRecord(system, dealLine, {
      deal: sale.id,
      name: `Line ${index}`,
      price: { amount: '1', currency: 'USD' },
    });
    return { owner, sale: sale.id, line: line.id };
  }),
);
const labelled = await createRecord(system, person, {
  ...{
    name: { given: 'Hayk' },
    owner: members[0],
    company: secret.id,
    affiliations: [{ id: secret.id, role: 'director' }],
  },
});

type Grants = Partial<Record<Action, Reach>>;
/** The same people under policies that reach only so far. */
function under(
  ctx: Context,
  role: Role,
  grants: Readonly<Record<string, Grants>>,
  team: readonly string[] = [],
): Context {
  const narrow = (policy: Policy): Policy =>
    grants[policy.noun] ? { ...policy, grants: { [role]: grants[policy.noun] } } : policy;
  const modules = serverModules.map((module) => ({ ...module, policies: (module.policies ?? []).map(narrow) }));
  const own = ctx.actor.memberId as string;
  return { ...ctx, registry: createRegistry(modules), actor: { ...ctx.actor, role, teamMemberIds: [own, ...team] } };
}
const idsOf = (page: string) => (JSON.parse(page) as { items: { id: string }[] }).items.map((item) => item.id).sort();
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const refused = ['forbidden', 'notFound', 'invalid'];
const reach = fc.constantFrom<Reach>('none', 'own', 'team', 'all');
const within = (far: Reach, owner: string | null, own: string, team: readonly string[]) =>
  far === 'all' ||
  (far === 'own' && owner === own) ||
  (far === 'team' && owner !== null && [own, ...team].includes(owner));

describe('a right that reaches so far', () => {
  test('reaches the same records in a list, a count, by id, for a change and for the bin, and so for their lines', async () => {
    const scenario = fc.record({
      role: fc.constantFrom(...roles),
      who: fc.constantFrom(anna, boris, gor),
      mates: fc.subarray(members),
      read: reach,
      update: reach,
      remove: reach,
    });
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async ({ role, who, mates, read, update, remove }) => {
        const own = who.actor.memberId as string;
        const ctx = under(who, role, { deal: { read, update, delete: remove } }, mates);
        const sees = (owner: string | null) => within(read, owner, own, mates);
        const readable = records.filter(({ owner }) => sees(owner));
        if (read === 'none') {
          expect(await outcome(listRecords(ctx, deal, {}))).toBe('forbidden');
          expect(await outcome(listRecords(ctx, dealLine, {}))).toBe('forbidden');
        } else {
          expect(idsOf(await listRecords(ctx, deal, {}))).toEqual(readable.map((one) => one.sale).sort());
          expect(idsOf(await listRecords(ctx, dealLine, {}))).toEqual(readable.map((one) => one.line).sort());
          expect(idsOf(await listRecords(ctx, stageVisit, {}))).toHaveLength(readable.length);
          expect((await countRecords(ctx, deal, { search: 'sale' })).count).toBe(readable.length);
          expect((await listPositions(ctx, deal, {})).about).toBe(readable.length);
          expect((await aggregateRecords(ctx, deal, {})).groups).toEqual([{ keys: [], values: [readable.length] }]);
        }
        for (const { owner, sale, line } of records) {
          const [seen, changed] = [sees(owner), sees(owner) && within(update, owner, own, mates)];
          if (read !== 'none') {
            expect([owner, (await findRecordText(ctx, deal, sale)) !== null]).toEqual([owner, seen]);
            expect([owner, (await findRecordText(ctx, dealLine, line)) !== null]).toEqual([owner, seen]);
          }
          const text = `turn ${++turn}`;
          const results = [
            await outcome(updateRecord(ctx, deal, sale, { description: text })),
            await outcome(updateRecord(ctx, dealLine, line, { name: text })),
            await outcome(
              createRecord(ctx, dealLine, { deal: sale, name: text }).then(({ id }) =>
                deleteRecord(system, dealLine, id),
              ),
            ),
          ];
          expect([owner, results.map((one) => (refused.includes(one) ? 'refused' : one))]).toEqual([
            owner,
            Array(3).fill(changed ? 'done' : 'refused'),
          ]);
          const deleted = await outcome(deleteRecord(ctx, deal, sale));
          expect([owner, deleted === 'done']).toEqual([owner, seen && within(remove, owner, own, mates)]);
          if (deleted === 'done') expect(await outcome(restoreRecord(ctx, deal, sale))).toBe('done');
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('and no further: what is not granted is refused, and shown as refused', () => {
    const ctx = under(anna, 'seller', { deal: { read: 'own' } });
    expect(rightsOf(ctx, deal)).toEqual({
      ...{ read: true, create: false, update: false },
      ...{ delete: false, restore: false, merge: false, share: false, bulk: true, import: false, export: false },
      configure: false,
    });
    expect(() => assertMay(ctx, deal, 'export')).toThrow(expect.objectContaining({ status: 403 }));
    expect(accessFilter(ctx, deal, 'update')).toEqual({ any: [] });
    const ownerless = {
      ...ctx,
      registry: createRegistry(
        serverModules.map((module) => ({
          ...module,
          policies: (module.policies ?? []).map(({ ownerField: _, ...policy }) => ({
            ...policy,
            grants: { seller: { read: 'own' as const } },
          })),
        })),
      ),
    };
    expect(accessFilter(ownerless, deal, 'read')).toEqual({ any: [] });
  });
});

describe('what one may not read', () => {
  const ctx = under(anna, 'seller', {
    company: { read: 'own', update: 'all', delete: 'all' },
    person: { read: 'all', update: 'all', create: 'all' },
  });
  const shown = async (noun: Noun, query: Parameters<typeof listRecords>[2]) => listRecords(ctx, noun, query);

  test('is not named by what points at it', async () => {
    const page = await shown(person, { expand: ['*'] });
    expect(page).toContain(secret.id);
    expect(page).not.toContain('Sekretna');
    expect(
      (await findRecordText(ctx, person, labelled.id, { expand: ['company', 'affiliations'] }))?.json,
    ).not.toContain('Sekretna');
    expect(await listRecords(anna, person, { expand: ['*'] })).toContain('Sekretna');
  });

  test('tells nothing of itself as a column of what points at it, in a list, by id and of members', async () => {
    const paths = { expand: ['company.name', 'company.createdAt', 'company.owner'] };
    const none = { 'company.name': null, 'company.createdAt': null, 'company.owner': null };
    const one = { ...paths, filter: { field: 'id', op: 'is', value: labelled.id } as const };
    const [row] = (JSON.parse(await shown(person, one)) as { items: object[] }).items;
    expect(row).toMatchObject({ company: { id: secret.id }, ...none });
    expect(JSON.parse((await findRecordText(ctx, person, labelled.id, paths))?.json ?? '')).toMatchObject(none);
    const nameless = under(anna, 'seller', { person: { read: 'all' }, member: {} });
    const fields = { fields: ['owner.name'] };
    const text = (await findRecordText(nameless, person, labelled.id, fields))?.json ?? '';
    expect(JSON.parse(text)).toEqual({ id: labelled.id, version: expect.any(Number), 'owner.name': null });
  });

  test('is shown as a column to whoever may read it, each field as the record itself tells it', async () => {
    const wide = { expand: ['company', 'company.name', 'company.owner'], fields: ['company', 'owner.name'] };
    const [own, record] = [await findRecordText(anna, company, secret.id, { expand: ['owner'] }), labelled.id];
    const { owner } = JSON.parse(own?.json ?? '');
    expect(JSON.parse((await findRecordText(anna, person, record, wide))?.json ?? '')).toEqual({
      ...{ id: record, version: expect.any(Number), company: { id: secret.id, label: 'Sekretna' } },
      ...{ 'company.name': 'Sekretna', 'company.owner': owner, 'owner.name': expect.anything() },
    });
    for (const path of ['company.nothing', 'company.address.city', 'affiliations.name', 'constructor.name', 'company.'])
      expect(await outcome(listRecords(anna, person, { expand: [path] })), path).toBe('invalid');
    expect(await outcome(listRecords(anna, person, { sort: 'company.name' }))).toBe('invalid');
  });

  test('is neither found, filtered nor counted by what it holds', async () => {
    expect(idsOf(await shown(company, { search: 'sekret' }))).toEqual([]);
    expect((await countRecords(ctx, company, { search: 'sekret' })).count).toBe(0);
    for (const op of ['startsWith', 'contains', 'is'] as const) {
      const filter = { field: 'company.name', op, value: 'Sekretna' };
      expect(idsOf(await shown(person, { filter }))).toEqual([]);
      expect(idsOf(await listRecords(anna, person, { filter }))).toEqual([labelled.id]);
    }
    expect((await countRecords(ctx, person, { filter: { not: { field: 'company.name', op: 'isEmpty' } } })).count).toBe(
      0,
    );
  });

  test('can not be pointed at anew, nor tried for', async () => {
    expect(await outcome(createRecord(ctx, person, { name: { given: 'Spy' }, company: secret.id }))).toBe('invalid');
    expect(await outcome(createRecord(ctx, person, { name: { given: 'Spy' }, affiliations: [secret.id] }))).toBe(
      'invalid',
    );
    expect(await outcome(updateRecord(ctx, company, secret.id, { name: 'Mine' }))).toBe('notFound');
    expect(await outcome(deleteRecord(ctx, company, secret.id))).toBe('notFound');
  });
});

test('who hands a record over is answered once more, and sees it no longer', async () => {
  const ctx = under(anna, 'seller', { deal: { read: 'own', create: 'all', update: 'own' } });
  const mine = await createRecord(ctx, deal, { name: 'Handed over' });
  const given = await updateRecord(ctx, deal, mine.id, { owner: boris.actor.memberId });
  expect(given.owner?.id).toBe(boris.actor.memberId);
  expect(await findRecordText(ctx, deal, mine.id)).toBeNull();
  expect(await outcome(updateRecord(ctx, deal, mine.id, { owner: anna.actor.memberId }))).toBe('notFound');
});
