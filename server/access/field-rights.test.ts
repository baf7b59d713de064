import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal } from '../../modules/deals/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { CustomField } from '../../shared/nouns/custom-field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { FieldRights, Grants, RoleRights } from '../../shared/nouns/role-rights.ts';
import { foldText } from '../../shared/text/fold.ts';
import { ReadCounter } from '../access-log/read-counter.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import { type Context, inTransaction } from '../context.ts';
import { searchFunctions } from '../db/search-functions.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { aggregateRecords } from '../records/aggregate.ts';
import { createRecord, createRecordText } from '../records/create.ts';
import { countRecords, listRecords } from '../records/list.ts';
import { getRecord, lockRecord } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { reveal } from '../reveal/reveal.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { actingAs } from './acting.ts';
import { withLesserRights } from './lesser-rights.ts';
import { seenBy } from './seen-registry.ts';

const { system, join } = await useWorkspace();
const nare = await join('Nare Sargsyan', 'seller');
const ani = await createRecord(system, person, {
  name: { given: 'Անի', family: 'Հակոբյան' },
  phones: [{ number: '+374 91 123456', label: 'mobile' }],
  emails: ['ani.hakobyan@ararat.am'],
  jobTitle: 'Treasurer',
  owner: nare.actor.memberId,
});
const other = await createRecord(system, person, { name: { given: 'Borka' }, owner: nare.actor.memberId });

let made = 0;
/** Nare in a role of the workspace's own; `custom` has fields of the workspace's own too. */
function nareWith(fields: FieldRights, grants: Grants = {}, custom: readonly CustomField[] = []): Context {
  const role: RoleRights = { id: `role ${made++}`, name: 'Junior', base: 'seller', grants, fields };
  const registry = createRegistry(serverModules, { nouns: [], fields: custom, roles: [role] });
  const standing = { name: 'Nare', role: 'seller' as const, accessRole: role.id, active: true };
  const memberId = nare.actor.memberId as string;
  return { ...nare, ...actingAs(registry, { accountId: null, memberId }, { ...standing, teamMemberIds: [memberId] }) };
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const idsOf = (page: string) => (JSON.parse(page) as { items: { id: string }[] }).items.map(({ id }) => id);
const found = async (ctx: Context, noun: Noun, search: string) => idsOf(await listRecords(ctx, noun, { search }));
const phones = { field: 'phones', op: 'contains', value: '9112' } as const;

test('a roll-up is hidden from who does not see all that it counts, and what is made of it, unless the role says so', () => {
  const rollUp = { of: 'dealLine', by: 'product', measure: 'count' } as const;
  const custom: readonly CustomField[] = [
    { kind: 'rollUp', rollUp, result: 'number' } as const,
    { kind: 'formula', formula: 'xSold * 2', result: 'number' } as const,
  ].map((definition, index) => ({
    ...{ id: `${index}`, noun: 'product', name: ['xSold', 'xTwice'][index] ?? '', version: 1 },
    definition: { label: { en: 'Sold' }, ...definition },
  }));
  const seen = (grants: Grants, fields: FieldRights = {}) =>
    Object.keys(nareWith(fields, grants, custom).registry.getNoun('product').fields).filter((name) => /^x/.test(name));
  const both = ['xSold', 'xTwice'];
  expect([seen({}), seen({ deal: { read: 'all' } })]).toEqual([both, both]);
  for (const read of ['none', 'own', 'team', 'branch', 'territory'] as const)
    expect([read, seen({ deal: { read } })]).toEqual([read, []]);
  expect(seen({ deal: { read: 'own' } }, { product: { xSold: 'read' } })).toEqual(both);
  expect(seen({ deal: { read: 'own' } }, { product: { xTwice: 'read' } })).toEqual([]);
});

describe.each([['hidden'], ['masked'], ['revealable']] as const)('a field that is %s', (access) => {
  const seller = nareWith({ person: { phones: access, jobTitle: access } });

  test('shows no value in a record, a list, or what is written', async () => {
    const texts = [
      JSON.stringify(await getRecord(seller, person, ani.id)),
      await listRecords(seller, person, {}),
      JSON.stringify(await updateRecord(seller, person, ani.id, { contactHours: `https://${access}.example` })),
      (await createRecordText(seller, person, { name: { given: 'Fresh', family: access } })).json,
      (await deleteRecord(seller, person, ani.id)).json,
      (await restoreRecord(seller, person, ani.id)).json,
      JSON.stringify((await listReadableChanges(seller, person, { recordId: ani.id, limit: 50 })).items),
    ];
    for (const text of texts) {
      expect(text).not.toContain('123456');
      expect(text).not.toContain('Treasurer');
    }
    const held = await getRecord(seller, person, ani.id);
    expect(Object.hasOwn(held, 'phones')).toBe(access !== 'hidden');
    if (access !== 'hidden') {
      expect(held.phones).toEqual([{ number: '+37491••••', original: '+37491••••', label: 'mobile' }]);
      expect(held.jobTitle).toBe('Tre••••');
    }
  });

  test('can not be asked for, by any door', async () => {
    const ask = (filter: Filter) => code(listRecords(seller, person, { filter }));
    expect(await ask(phones)).toBe('invalid');
    expect(await ask({ not: phones })).toBe('invalid');
    expect(await ask({ was: { field: 'jobTitle', op: 'is', value: 'Treasurer' } })).toBe('invalid');
    expect(await code(countRecords(seller, person, { filter: phones }))).toBe('invalid');
    expect(await code(listRecords(seller, person, { sort: 'jobTitle' }))).toBe('invalid');
    expect(await code(aggregateRecords(seller, person, { group: [{ field: 'jobTitle' }] }))).toBe('invalid');
    const distinct = { measures: [{ op: 'distinct' as const, field: 'jobTitle' }] };
    expect(await code(aggregateRecords(seller, person, distinct))).toBe('invalid');
    const throughDeal: Filter = { related: { of: 'person', by: 'company', where: phones } };
    expect(await code(listRecords(seller, company, { filter: throughDeal }))).toBe('invalid');
    if (access === 'hidden') {
      expect(await ask({ changed: { field: 'phones', since: '2020-01-01' } })).toBe('invalid');
      expect(await code(listRecords(seller, person, { fields: ['phones'] }))).toBe('invalid');
    }
  });

  test('is not what a record is found by', async () => {
    expect(await found(nare, person, '123456')).toEqual([ani.id]);
    expect(await found(seller, person, '123456')).toEqual([]);
    expect(await found(seller, person, 'Treasurer')).toEqual([]);
    expect(await found(seller, person, 'hakobyan')).toEqual([ani.id]);
    expect(await found(seller, person, 'Акопян ararat')).toEqual(await found(nare, person, 'Акопян ararat'));
    expect((await countRecords(seller, person, { search: '123456' })).count).toBe(0);
    // What the title holds is found whatever else is hidden, together with a word of it nothing is.
    expect(await found(seller, person, 'hak')).toEqual(await found(nare, person, 'hak'));
    expect(await found(seller, person, 'hakobyan Treasurer')).toEqual([]);
    const nameless = await createRecord(system, person, { name: { given: '–' }, jobTitle: `Nameless${access}` });
    expect(await found(nare, person, `nameless${access}`)).toEqual([nameless.id]);
    expect(await found(seller, person, `nameless${access}`)).toEqual([]);
    const family = { hidden: 'Halfway', masked: 'Halfdone', revealable: 'Halfseen' }[access];
    const [half, bare] = [
      await createRecord(system, person, { name: { family }, jobTitle: 'Cartographer' }),
      await createRecord(system, person, { name: { given: 'Bare', family } }),
    ];
    expect(await found(nare, person, `cartographer ${family}`)).toEqual([half.id]);
    expect(await found(seller, person, `cartographer ${family}`)).toEqual([]);
    expect((await found(seller, person, family)).toSorted()).toEqual([half.id, bare.id].toSorted());
  });

  test('is not written, and keeps its value whatever else is', async () => {
    expect(await code(updateRecord(seller, person, ani.id, { phones: [] }))).toBe('invalid');
    await updateRecord(seller, person, ani.id, { contactHours: `https://kept-${access}.example` });
    expect((await getRecord(system, person, ani.id)).phones).toHaveLength(1);
    expect(await found(nare, person, 'Treasurer')).toContain(ani.id);
  });

  test('does not come with a refusal', async () => {
    const refusal = await updateRecord(seller, person, ani.id, { contactHours: 'https://late.example' }, 1).catch(
      (error: AppError) => error,
    );
    expect(refusal).toMatchObject({ code: 'stale' });
    expect(JSON.stringify(refusal)).not.toContain('123456');
  });
});

describe('a masked value that may be shown', () => {
  const seller = nareWith({ person: { phones: 'revealable', emails: 'revealableForReason', jobTitle: 'masked' } });
  const ask = (field: string, more: object = {}, ctx: Context = seller) =>
    reveal(ctx, { noun: 'person', id: ani.id, field, ...more });
  const taken = () =>
    system.db.query<{ noun: string; ids: string[]; details: object; door: string }>({
      text: "select noun, ids, details, door from access_log where kind = 'reveal' order by id",
    });

  test('is refused to programs, to who sees as somebody else, and where it is hidden, only masked or out of reach', async () => {
    expect(await code(ask('phones', {}, { ...seller, through: 'api' }))).toBe('signInNeeded');
    expect(await code(ask('phones', {}, { ...seller, seenBy: 'an owner' }))).toBe('seeingAsAnother');
    expect(await code(ask('jobTitle'))).toBe('fieldsHidden');
    expect(await code(ask('phones', {}, nareWith({ person: { phones: 'hidden' } })))).toBe('invalid');
    for (const field of ['nothing', 'constructor', 'name']) expect(await code(ask(field))).toBe('invalid');
    const emails = await ask('emails').catch((error: AppError) => error);
    expect(emails).toMatchObject({ status: 422, fields: [{ path: 'reason', code: 'required' }] });
    const far = nareWith({ person: { phones: 'revealable' } }, { person: { read: 'own' } });
    const id = (await createRecord(system, person, { name: { given: 'Gor' }, phones: ['+374 91 654321'] })).id;
    expect(await code(ask('phones', { id }, far))).toBe('notFound');
    expect(
      await code(ask('phones', {}, nareWith({ person: { phones: 'revealable' } }, { person: { read: 'none' } }))),
    ).toBe('forbidden');
    expect(await taken()).toEqual([]);
  });

  test('is shown once it stands in the log, counts as read, and nowhere else is it less masked', async () => {
    const reads = new ReadCounter({ log: { info() {}, warn() {}, error() {} }, interval: 0 });
    const ctx: Context = { ...seller, reads, entry: { door: 'web', address: '10.0.0.7' } };
    await reads.prepare(ctx);
    expect(await ask('phones', {}, ctx)).toEqual({ value: [expect.objectContaining({ number: '+37491123456' })] });
    expect(await ask('emails', { reason: 'write' }, ctx)).toEqual({ value: [{ address: 'ani.hakobyan@ararat.am' }] });
    const line = { noun: 'person', ids: [ani.id], door: 'web' };
    expect(await taken()).toEqual([
      { ...line, details: { fields: ['phones'] } },
      { ...line, details: { fields: ['emails'], reason: 'write' } },
    ]);
    await reads.flush();
    const [counted] = await system.db.query({ text: 'select noun, records from read_count' });
    expect(counted).toEqual({ noun: 'person', records: 2 });
    const sealed = await system.db.query({ text: "select kind from change where noun = 'taking'" });
    expect(sealed).toEqual([{ kind: 'reveal' }, { kind: 'reveal' }]);
    expect(JSON.stringify(await getRecord(seller, person, ani.id))).not.toContain('123456');
    expect(await code(listRecords(seller, person, { filter: phones }))).toBe('invalid');
  });

  test('counts against the limit of the day, which then holds for it too', async () => {
    const { actor } = seller;
    const limited = (dailyLimit: number): Context => ({
      ...seller,
      actor: { ...actor, rights: actor.rights ? { ...actor.rights, dailyLimit } : null },
    });
    const before = (await taken()).length;
    expect(await code(ask('phones', {}, limited(before + 1)))).toBe('done');
    expect(await code(ask('phones', {}, limited(before + 1)))).toBe('dailyLimitReached');
    expect(await taken()).toHaveLength(before + 1);
  });
});

test('what is worked out of a hidden field is hidden with it', async () => {
  const formula = { noun: 'company', name: 'xShare', id: '0190a000-0000-4000-8000-000000000001', version: 1 };
  const definition = { kind: 'number' as const, label: { en: 'Share' }, computed: { formula: 'employees * 2' } };
  const role: RoleRights = {
    id: 'r',
    name: 'R',
    base: 'seller',
    grants: {},
    fields: { company: { employees: 'hidden' } },
  };
  const registry = createRegistry(serverModules, {
    ...{ nouns: [], roles: [role] },
    fields: [{ ...formula, definition } as never],
  });
  const standing = { name: 'N', role: 'seller' as const, accessRole: 'r', active: true, teamMemberIds: [] };
  const seen = actingAs(registry, { accountId: null, memberId: '' }, standing).registry;
  expect(Object.keys(registry.getNoun('company').fields)).toContain('xShare');
  expect(Object.keys(seen.getNoun('company').fields)).not.toContain('xShare');
});

test('a role that is no more opens nothing', async () => {
  const memberId = nare.actor.memberId as string;
  const standing = { name: 'N', role: 'seller' as const, accessRole: 'gone', active: true, teamMemberIds: [memberId] };
  const ctx = { ...nare, ...actingAs(nare.registry, { accountId: null, memberId }, standing) };
  for (const noun of [person, company, deal]) expect(await code(listRecords(ctx, noun, {}))).toBe('forbidden');
});

test('a right reaches as far as the role says, wider or narrower than the standard one', async () => {
  const closed = nareWith({}, { person: { read: 'own', delete: 'none' }, company: { read: 'none' } });
  const hers = idsOf(await listRecords(closed, person, {}));
  expect(hers).toEqual(expect.arrayContaining([ani.id, other.id]));
  await updateRecord(system, person, other.id, { owner: null });
  expect(idsOf(await listRecords(closed, person, {}))).not.toContain(other.id);
  expect(await code(listRecords(closed, company, {}))).toBe('forbidden');
  expect(await code(deleteRecord(closed, person, ani.id))).toBe('forbidden');
  const wide = nareWith({}, { person: { update: 'all' } });
  expect(await code(updateRecord(wide, person, other.id, { jobTitle: 'Guest' }))).toBe('done');
});

test('text folds in the database as it does here', async () => {
  const alphabet = 'abcdhipstuyzßæøЖщЪьяїўёԱբուխծկևჩხქღאב é\u0301-@.+09';
  const texts = fc.array(fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 }), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const rows = await system.db.query<{ folded: string }>({
        text: `select ${searchFunctions.fold}(t.text) as folded from unnest($1::text[]) with ordinality t (text, n) order by n`,
        values: [given],
      });
      expect(rows.map(({ folded }) => folded)).toEqual(given.map(foldText));
    }),
    { numRuns: 60 },
  );
});

test('a key with a role sees and changes no more than its person, nor than the role', async () => {
  const reach = fc.constantFrom('none', 'own', 'team', 'branch', 'territory', 'all');
  const grants = fc.record({ person: fc.record({ read: reach, update: reach }) });
  const access = fc.constantFrom('hidden', 'masked', 'revealable', 'read', 'write');
  const fields = fc.record({ person: fc.record({ phones: access, jobTitle: access }) });
  const role = fc.record({ base: fc.constantFrom('manager', 'seller', 'viewer'), grants, fields });
  const seen = async (ctx: Context) => {
    const page = await listRecords(ctx, person, { limit: 200 }).catch(() => '{"items":[]}');
    const { items } = JSON.parse(page) as { items: Record<string, unknown>[] };
    return new Map(items.map((item) => [String(item.id), item]));
  };
  const changes = (ctx: Context, id: string) =>
    inTransaction(ctx, async (tx) => (await lockRecord(tx, person, id, 'update')).allowed).catch(() => false);
  await createRecord(system, person, { name: { given: 'Nobody’s' }, jobTitle: 'Clerk' });
  await fc.assert(
    fc.asyncProperty(role, role, async (one, other) => {
      const roles = [one, other].map((each, index) => ({ id: `key role ${made++} ${index}`, name: 'Some', ...each }));
      const registry = createRegistry(serverModules, { nouns: [], fields: [], roles: roles as RoleRights[] });
      const [holder, limit] = roles.map(({ id, base }) => {
        const standing = { name: 'Nare', role: base, accessRole: id, active: true };
        const memberId = nare.actor.memberId as string;
        return {
          ...nare,
          ...actingAs(registry, { accountId: null, memberId }, { ...standing, teamMemberIds: [memberId] } as never),
        } as Context;
      }) as [Context, Context];
      const actor = withLesserRights(holder.actor, registry, roles[1]?.id ?? '', 'k');
      const key: Context = { ...holder, actor, registry: seenBy(registry, actor.rights ?? null) };
      const [byKey, ...others] = await Promise.all([key, holder, limit].map(seen));
      for (const records of others)
        for (const [id, record] of byKey ?? []) {
          expect(records.has(id)).toBe(true);
          for (const name of Object.keys(record)) expect(Object.keys(records.get(id) ?? {})).toContain(name);
        }
      const allowed = await Promise.all([key, holder, limit].map((ctx) => changes(ctx, ani.id)));
      expect(allowed[0] && !(allowed[1] && allowed[2])).toBe(false);
      for (const name of ['phones', 'jobTitle']) {
        const fieldOf = (ctx: Context) => ctx.registry.getNoun('person').fields[name];
        const [mine, ...theirs] = [key, holder, limit].map(fieldOf);
        if (mine) expect(theirs.every((field) => field && (!field.masked || mine.masked))).toBe(true);
        if (mine && !mine.readOnly && !mine.masked) expect(theirs.every((field) => !field?.readOnly)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
