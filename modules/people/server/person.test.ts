import { describe, expect, test } from 'vitest';
import { listChanges } from '../../../server/changes/list-changes.ts';
import { inTransaction } from '../../../server/context.ts';
import { linksTableOf } from '../../../server/metadata/names.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { addUnits } from '../../../shared/dates/iso-date.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { company } from '../../companies/contract/index.ts';
import { importantDate, person, postalAddress } from '../contract/index.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');

const companyNamed = async (name: string) => (await createRecord(anna, company, { name })).id;
const [ararat, sevan, masis] = await Promise.all(['Ararat', 'Sevan', 'Masis'].map(companyNamed));
interface Found {
  readonly id: string;
  readonly name: { readonly given?: string; readonly family?: string };
}
const listed = async (query: Parameters<typeof listRecords>[2]) =>
  (JSON.parse(await listRecords(vera, person, query)) as { items: Found[] }).items;
const familiesOf = async (query: { filter?: Filter; search?: string }) =>
  (await listed({ ...query, sort: 'name' })).map(({ name }) => name.family);

describe("a person's companies", () => {
  test('are as many as they come, each with a role: one more, another role, one less, none', async () => {
    const roles = [
      { id: ararat, role: 'director' },
      { id: sevan, role: 'accountant' },
    ];
    const hayk = await createRecord(anna, person, { name: { given: 'Hayk' }, company: ararat, affiliations: roles });
    expect([hayk.company?.id, hayk.affiliations]).toEqual([ararat, roles]);
    const change = async (affiliations: unknown) =>
      (await updateRecord(anna, person, hayk.id, { affiliations })).affiliations;
    expect(await change([...roles, masis])).toEqual([...roles, { id: masis }]);
    const other = [
      { id: ararat, role: 'founder' },
      { id: sevan, role: 'accountant' },
      { id: masis, role: 'Հաշվապահ' },
    ];
    expect(await change(other)).toEqual(other);
    expect(await change([other[2], other[0]])).toEqual([other[2], other[0]]);
    expect((await getRecord(vera, person, hayk.id, { expand: ['*'] })).affiliations).toEqual([
      { ...other[2], label: 'Masis' },
      { ...other[0], label: 'Ararat' },
    ]);
    expect(await change([])).toEqual([]);
    expect((await getRecord(anna, person, hayk.id)).company?.id).toBe(ararat);
    const { items } = JSON.parse(
      JSON.stringify(await listChanges(anna, { noun: 'person', recordId: hayk.id, limit: 60 })),
    ) as {
      items: { fields: { affiliations?: { from: unknown; to: unknown } } }[];
    };
    expect(items[0]?.fields.affiliations).toEqual({ from: [other[2], other[0]], to: [] });
    expect(items).toHaveLength(5);
  });

  test('find the person, whichever of them is asked for, and no longer once they have parted', async () => {
    const lusine = await createRecord(anna, person, {
      ...{ name: { family: 'Petrosyan' }, affiliations: [{ id: sevan, role: 'buyer' }, masis] },
    });
    const by = (op: 'is' | 'isAnyOf' | 'isNoneOf', value: string | string[]) =>
      familiesOf({ filter: { all: [{ field: 'affiliations', op, value }, { search: 'petrosyan' }] } });
    expect(await by('is', masis ?? '')).toEqual(['Petrosyan']);
    expect(await by('isAnyOf', [ararat ?? '', sevan ?? ''])).toEqual(['Petrosyan']);
    expect(await by('isNoneOf', [sevan ?? ''])).toEqual([]);
    await updateRecord(anna, person, lusine.id, { affiliations: [masis] });
    expect(await by('isAnyOf', [ararat ?? '', sevan ?? ''])).toEqual([]);
  });

  test('are not named twice, made up, taken out of the bin, or changed by a colleague', async () => {
    const gone = await companyNamed('Gone');
    await deleteRecord(anna, company, gone);
    const nare = await createRecord(anna, person, { name: { given: 'Nare' }, affiliations: [sevan] });
    const refused = [
      [
        [
          { id: sevan, role: 'buyer' },
          { id: sevan, role: 'director' },
        ],
        'duplicate',
      ],
      [[sevan, gone], 'unknownReference'],
      [['0190b6f0-0000-7000-8000-00000000dead'], 'unknownReference'],
      [[{ id: sevan, role: 'r'.repeat(201) }], 'tooLong'],
      [[{ id: sevan, since: '2020' }], 'unknownProperty'],
      [[nare.id], 'unknownReference'],
    ] as const;
    for (const [affiliations, code] of refused)
      await expect(updateRecord(anna, person, nare.id, { affiliations })).rejects.toMatchObject({
        ...{ status: 422, fields: [{ code }] },
      });
    await expect(updateRecord(boris, person, nare.id, { affiliations: [] })).rejects.toMatchObject({ status: 403 });
    expect(await getRecord(anna, person, nare.id)).toEqual(nare);
  });
});

describe('a person is found', () => {
  const people = [
    ['Иван', 'Иванов', ['ivanov', 'IVANOV', 'Ivanoff', 'иванов', 'ivan ivanov', 'Иванов Иван', 'իվանով']],
    ['Հայկ', 'Հարությունյան', ['harutyunyan', 'Арутюнян', 'hayk harutyunyan', 'հարություն', 'ՀԱՐՈՒԹՅՈՒՆՅԱՆ']],
    ['გიორგი', 'ქართველიშვილი', ['kartvelishvili', 'giorgi', 'Картвелишвили', 'ქართველ', 'Giorgi Kartvelishvili']],
    ['Yuliya', 'Dimitrova', ['Юлия', 'димитрова', 'yulia dimitrova', 'dimitrov']],
  ] as const;

  test.each(people)(
    '%s %s by what others write for it, and not by what they do not',
    async (given, family, queries) => {
      await createRecord(anna, person, { name: { given, family } });
      for (const search of queries) expect([search, await familiesOf({ search })]).toEqual([search, [family]]);
      for (const search of [`${family}x`, `${given} Zzyzx`]) expect(await familiesOf({ search })).toEqual([]);
    },
  );

  test('by a telephone number however it is written, and by part of it', async () => {
    const numbers = ['+374 91 12-34-56', { number: '00359 888 123 456', label: 'work' }, 'ext. 4711'];
    const anahit = await createRecord(anna, person, { name: { family: 'Grigoryan' }, phones: numbers });
    expect(anahit.phones).toEqual([
      { number: '+37491123456', original: '+374 91 12-34-56' },
      { number: '+359888123456', original: '00359 888 123 456', label: 'work' },
      { number: '4711', original: 'ext. 4711' },
    ]);
    const atHome = ['091123456', '091 12-34-56', '(091) 12 34 56', '0888 123 456'];
    for (const search of [
      '+37491123456',
      '37491123456',
      '12-34-56',
      '91 12',
      '+374 91 12-34-56',
      '888123456',
      '4711',
      ...atHome,
    ])
      expect([search, await familiesOf({ search })]).toEqual([search, ['Grigoryan']]);
    const filter = { field: 'phones', op: 'is', value: '+37491123456' } as const;
    expect(await familiesOf({ filter })).toEqual(['Grigoryan']);
    expect(await familiesOf({ search: '+37491123457' })).toEqual([]);
  });

  test('by an e-mail address without regard to case', async () => {
    await createRecord(anna, person, { name: { family: 'Aslanyan' }, emails: ['Mane.Aslanyan@Example.AM', 'm@x.org'] });
    for (const value of ['mane.aslanyan@example.am', 'M@X.ORG'])
      expect(await familiesOf({ filter: { field: 'emails', op: 'is', value } })).toEqual(['Aslanyan']);
    expect(await familiesOf({ search: 'mane.aslanyan@ex' })).toEqual(['Aslanyan']);
  });
});

test('people stand in the order of their names as they are shown, and parts of a name can be asked for', async () => {
  const names = [
    { prefix: 'Dr', given: 'Order', family: 'Zeta' },
    { given: 'order', family: 'alpha' },
    { given: 'ORDER', middle: 'M.', family: 'Beta' },
  ];
  for (const name of names) await createRecord(anna, person, { name });
  const filter = { field: 'name.given', op: 'is', value: 'order' } as const;
  const families = (await listed({ filter, sort: 'name' })).map(({ name }) => name.family);
  expect(new Set(families)).toEqual(new Set(['Zeta', 'alpha', 'Beta']));
  expect((await listed({ filter, sort: '-name' })).map(({ name }) => name.family)).toEqual([...families].reverse());
  expect(await familiesOf({ filter: { field: 'name.prefix', op: 'is', value: 'dr' } })).toEqual(['Zeta']);
  expect(await familiesOf({ filter: { field: 'name.middle', op: 'startsWith', value: 'm' } })).toEqual(['Beta']);
});

describe('relations', () => {
  const made = async (who: typeof anna, family: string, more: object = {}) =>
    (await createRecord(who, person, { name: { family }, ...more })).id;
  const relationsOf = async (id: string) => (await getRecord(vera, person, id)).relations;

  test('lead back in the opposite role, whoever owns the other, and change and end from either side', async () => {
    const child = await made(boris, 'Child');
    const mother = await made(anna, 'Mother', { relations: [{ id: child, role: 'child' }] });
    expect(await relationsOf(child)).toEqual([{ id: mother, role: 'parent' }]);
    const friend = await made(anna, 'Friend');
    const both = [
      { id: mother, role: 'parent' },
      { id: friend, role: 'Крёстный', from: '2020-01-01' },
    ];
    await updateRecord(boris, person, child, { relations: both });
    expect(await relationsOf(friend)).toEqual([{ id: child, role: 'Крёстный', from: '2020-01-01' }]);
    await updateRecord(anna, person, mother, { relations: [{ id: child, role: 'recommendedBy' }] });
    expect(await relationsOf(child)).toEqual([{ id: mother, role: 'recommended' }, both[1]]);
    await updateRecord(boris, person, child, { relations: [] });
    expect([await relationsOf(mother), await relationsOf(friend)]).toEqual([[], []]);
    const found = await familiesOf({ filter: { field: 'relations', op: 'isNotEmpty' } });
    expect(found).toEqual([]);
  });

  test('tell both histories whose act it was, and make an edit of the other side stale', async () => {
    const other = await made(boris, 'Other');
    const one = await made(anna, 'One');
    await updateRecord(anna, person, one, { relations: [{ id: other, role: 'assistant' }] });
    const { items } = (await listChanges(vera, { noun: 'person', recordId: other, limit: 1 })) as unknown as {
      items: { memberId: string; fields: object }[];
    };
    expect(items[0]).toMatchObject({
      ...{ memberId: anna.actor.memberId, fields: { relations: { to: [{ id: one, role: 'assisted' }] } } },
    });
    await expect(updateRecord(boris, person, other, { jobTitle: 'x' }, 1)).rejects.toMatchObject({ status: 412 });
  });

  test('are with others: nobody is related to themselves, and a colleague changes none of mine', async () => {
    const one = await made(anna, 'Alone');
    await expect(updateRecord(anna, person, one, { relations: [one] })).rejects.toMatchObject({ status: 422 });
    await expect(updateRecord(boris, person, one, { relations: [] })).rejects.toMatchObject({ status: 403 });
    expect(await relationsOf(one)).toEqual([]);
  });

  test('are no more than a record may be given at once, little by little and from either side', async () => {
    const one = await made(anna, 'Popular');
    const friends = Array.from({ length: 499 }, () => ({ name: { family: 'Friend' } }));
    const ids = await inTransaction(anna, (tx) => createMany(tx, person, friends));
    await system.db.query({
      text: `insert into ${linksTableOf(person, 'relations')} (source, target, position)
        select $1, u.id, u.n from unnest($2::uuid[]) with ordinality u (id, n)`,
      values: [one, ids],
    });
    const [last, beyond] = [await made(anna, 'Last'), await made(anna, 'Beyond')];
    const other = await made(boris, 'Other side');
    await updateRecord(anna, person, one, { relations: { add: [last] } });
    const refusal = { status: 422, fields: [{ path: 'relations', code: 'tooMany', params: { maximum: 500 } }] };
    await expect(updateRecord(anna, person, one, { relations: { add: [beyond] } })).rejects.toMatchObject(refusal);
    await expect(updateRecord(boris, person, other, { relations: [one] })).rejects.toMatchObject(refusal);
    expect(await relationsOf(beyond)).toEqual([]);
    await updateRecord(anna, person, one, { relations: { add: [beyond], remove: [last] } });
  });

  test('are between companies too', async () => {
    const buyer = { relations: [{ id: sevan, role: 'supplier' }] };
    await updateRecord(anna, company, ararat ?? '', buyer);
    expect((await getRecord(vera, company, sevan ?? '')).relations).toEqual([{ id: ararat, role: 'buyer' }]);
  });
});

test('an org chart has a top: nobody reports to themselves or to who is below them', async () => {
  const made = async (family: string, reportsTo?: string) =>
    (await createRecord(anna, person, { name: { family }, reportsTo, decisionRole: 'decides' })).id;
  const top = await made('Top');
  const middle = await made('Middle', top);
  const low = await made('Low', middle);
  for (const reportsTo of [top, middle, low])
    await expect(updateRecord(anna, person, top, { reportsTo })).rejects.toMatchObject({
      ...{ status: 422, fields: [{ path: 'reportsTo', code: 'personBelowSelf' }] },
    });
  expect((await updateRecord(anna, person, low, { reportsTo: top })).reportsTo).toEqual({ id: top });
  await expect(updateRecord(boris, person, low, { reportsTo: middle })).rejects.toMatchObject({ status: 403 });
  expect(await familiesOf({ filter: { field: 'reportsTo', op: 'is', value: top } })).toEqual(['Low', 'Middle']);
});

describe('what is known of a person', () => {
  const day = (years: number, days: number) => addUnits(addUnits(today, days, 'day'), -years, 'year');
  const today = localDate(anna.workspace.timeZone, new Date());
  const is = (field: string, value: string) => familiesOf({ filter: { field, op: 'is', value } });

  test('is kept and finds them: language, channel, interests, handles, habits', async () => {
    const known = {
      ...{ language: 'hy', preferredChannel: 'messenger', contactHours: 'after 14:00', interests: ['books', 'garden'] },
      ...{ profiles: ['https://t.me/shushan'], gender: 'female', means: 'good', habits: 'No coffee', needs: 'A pump' },
    };
    const shushan = await createRecord(anna, person, { name: { family: 'Known' }, ...known });
    expect(shushan).toMatchObject({ ...known, profiles: [{ address: 'https://t.me/shushan' }] });
    for (const [field, value] of [
      ...[['interests', 'garden'] as const, ['preferredChannel', 'messenger'] as const, ['means', 'good'] as const],
    ])
      expect(await is(field, value)).toEqual(['Known']);
    expect(await familiesOf({ search: 't.me/shushan' })).toEqual(['Known']);
    expect(await familiesOf({ search: 'no coffee' })).toEqual(['Known']);
    await expect(createRecord(anna, person, { name: { family: 'X' }, interests: ['x'] })).rejects.toMatchObject({
      ...{ status: 422, fields: [{ path: 'interests.0' }] },
    });
  });

  test('birthdays are found by day and month, ages by whole years', async () => {
    for (const [family, birthday] of [
      ['Born today', day(30, 0)],
      ['Born soon', day(41, 5)],
      ['Born later', day(20, 60)],
    ])
      await createRecord(anna, person, { name: { family }, birthday, jobTitle: 'Celebrated' });
    const among = (condition: Filter) =>
      familiesOf({ filter: { all: [{ field: 'jobTitle', op: 'is', value: 'Celebrated' }, condition] } });
    const next = (op: 'is' | 'atMost' | 'isNot', days: number) =>
      among({ field: 'birthday.anniversary', op, value: { from: 'today', plus: days } });
    expect(await next('is', 0)).toEqual(['Born today']);
    expect(await next('atMost', 6)).toEqual(['Born soon', 'Born today']);
    expect(await next('isNot', 0)).toEqual(['Born later', 'Born soon']);
    expect(await among({ field: 'birthday.years', op: 'atLeast', value: 30 })).toEqual(['Born soon', 'Born today']);
    expect(await among({ field: 'birthday.years', op: 'is', value: 40 })).toEqual(['Born soon']);
    expect(await among({ field: 'birthday.years', op: 'isAnyOf', value: [19, 40] })).toEqual([
      ...['Born later', 'Born soon'],
    ]);
  });

  test('has any number of further addresses, each of a kind, found by what stands in them', async () => {
    const who = await createRecord(anna, person, { name: { family: 'Of two homes' }, address: { city: 'Yerevan' } });
    const sevan = { street: '3 Lake Road', city: 'Sevan', country: 'AM' };
    const made = await createRecord(anna, postalAddress, { kind: 'home', address: sevan, person: who.id });
    expect(made).toMatchObject({ name: '3 Lake Road, Sevan', kind: 'home', address: sevan, person: { id: who.id } });
    await createRecord(anna, postalAddress, { kind: 'delivery', address: { city: 'Gyumri' }, person: who.id });
    const ware = await createRecord(anna, postalAddress, { name: 'Warehouse', address: sevan, company: ararat });
    expect((await updateRecord(anna, postalAddress, ware.id, { address: { city: 'Artik' } })).name).toBe('Warehouse');
    expect((await updateRecord(anna, postalAddress, made.id, { address: { city: 'Vardenis' } })).name).toBe('Vardenis');
    expect((await updateRecord(anna, postalAddress, ware.id, { name: null })).name).toBe('Artik');
    const inTown = (city: string): Filter => ({
      related: { of: 'postalAddress', by: 'person', where: { field: 'address.city', op: 'is', value: city } },
    });
    expect(await familiesOf({ filter: inTown('Gyumri') })).toEqual(['Of two homes']);
    expect(await familiesOf({ filter: inTown('Sevan') })).toEqual([]);
    // The address on the card is what it was.
    expect((await getRecord(anna, person, who.id)).address).toMatchObject({ city: 'Yerevan' });
    const fault = (values: object) => createRecord(anna, postalAddress, values);
    await expect(fault({ address: sevan })).rejects.toMatchObject({ fields: [{ path: 'person' }] });
    await expect(fault({ person: who.id })).rejects.toMatchObject({ fields: [{ path: 'address', code: 'required' }] });
    await expect(updateRecord(boris, postalAddress, made.id, { kind: 'other' })).rejects.toMatchObject({ status: 403 });
  });

  test('includes further important dates, of somebody', async () => {
    const who = await createRecord(anna, person, { name: { family: 'Married' } });
    const date = { name: 'Wedding', date: '2012-02-29' };
    const made = await createRecord(anna, importantDate, { ...date, person: who.id });
    expect(made).toMatchObject({ ...date, repeats: true, person: { id: who.id }, owner: { id: anna.actor.memberId } });
    await createRecord(anna, importantDate, { ...date, company: ararat });
    await expect(createRecord(anna, importantDate, date)).rejects.toMatchObject({ fields: [{ path: 'person' }] });
    await expect(updateRecord(boris, importantDate, made.id, { name: 'Mine' })).rejects.toMatchObject({ status: 403 });
  });
});
