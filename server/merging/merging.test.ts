import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal } from '../../modules/deals/contract/index.ts';
import { note } from '../../modules/notes/contract/index.ts';
import { consent, person } from '../../modules/people/contract/index.ts';
import { tag } from '../../modules/tags/contract/index.ts';
import { task } from '../../modules/tasks/contract/index.ts';
import { mergeAtOnce } from '../../shared/contract/record-merge.ts';
import type { AppError } from '../../shared/errors.ts';
import type { MergeSide } from '../../shared/merging/merge-sides.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, Link } from '../../shared/nouns/value.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import { type Context, inTransaction } from '../context.ts';
import { drainJobs } from '../jobs/start-jobs.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { createRecord } from '../records/create.ts';
import { createMany } from '../records/create-many.ts';
import { getRecord, getRecordText } from '../records/read.ts';
import { deleteRecord, restoreRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import { useDigests } from '../testing/digests.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { getMerge, listMerges } from './describe-merges.ts';
import { mergeWork } from './merge.job.ts';
import { findMerge } from './merge.repository.ts';
import { carryOutWaiting, mergeRecords } from './merge-records.ts';
import { previewMerge } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

const { database, workspace, system, join } = await useWorkspace();
const anna = await join('Anna', 'manager');
const boris = await join('Boris', 'seller');
const gor = await join('Gor', 'seller');
const vera = await join('Vera', 'viewer');

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: [mergeWork] },
    findWorkspace: async () => workspace,
    contextOf: () => system,
  });

const make = async (noun: Noun, input: object, ctx: Context = anna): Promise<AnyRecord> =>
  createRecord(ctx, noun, input);
const now = async (noun: Noun, { id }: { readonly id: string }): Promise<AnyRecord> => getRecord(system, noun, id);
const merge = async (
  ctx: Context,
  noun: Noun,
  winner: AnyRecord,
  other: AnyRecord,
  keep: Readonly<Record<string, MergeSide>> = {},
) => (await mergeRecords(ctx, noun, winner.id, { other: other.id, keep })).merge;
const refusal = async (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: AppError) => [error.status, error.fields[0]?.code ?? error.code].join(' '),
  );
const idOf = (value: unknown) => (value as { id: string } | null)?.id;
const idsOf = (links: unknown) => (links as readonly Link[]).map(({ id }) => id);
const digestOf = await useDigests(database);
const everything = () => digestOf(workspace.schema, []);

describe('who may not', () => {
  const mine = { name: { given: 'Ara', family: 'Sellers' }, owner: boris.actor.memberId };
  const others = { name: { given: 'Ara', family: 'Others' }, owner: gor.actor.memberId };

  test('changes nothing: a viewer, a seller across owners either way, whoever lacks the right to change', async () => {
    const [one, two, theirs] = [await make(person, mine), await make(person, mine), await make(person, others)];
    const before = await everything();
    expect(await refusal(merge(vera, person, one, two))).toBe('403 forbidden');
    expect(await refusal(previewMerge(vera, person, one.id, two.id))).toBe('403 forbidden');
    for (const [winner, loser] of [
      [one, theirs],
      [theirs, one],
    ] as const) {
      expect(await refusal(merge(boris, person, winner, loser))).toBe('403 forbidden');
      expect(await refusal(previewMerge(boris, person, winner.id, loser.id))).toBe('403 forbidden');
    }
    expect(await refusal(merge(boris, person, one, one))).toBe('422 sameRecord');
    expect(await everything()).toEqual(before);
    const done = await merge(boris, person, one, two);
    const after = await everything();
    expect(await refusal(undoMerge(vera, person, one.id, done))).toBe('403 forbidden');
    expect(await refusal(undoMerge(gor, person, one.id, done))).toBe('403 forbidden');
    expect(await refusal(undoMerge(anna, person, theirs.id, done))).toBe('404 notFound');
    expect(await everything()).toEqual(after);
  });

  test('merges what is stale, in the bin, or not there', async () => {
    const [one, two, gone] = [await make(person, mine), await make(person, mine), await make(person, mine)];
    await deleteRecord(anna, person, gone.id);
    const wish = { other: two.id, keep: {} };
    expect(await refusal(mergeRecords(anna, person, one.id, wish, one.version + 1))).toBe('412 stale');
    expect(
      await refusal(mergeRecords(anna, person, one.id, { ...wish, otherVersion: two.version + 1 }, one.version)),
    ).toBe('412 stale');
    expect(await refusal(merge(anna, person, one, gone))).toBe('409 inBin');
    expect(await refusal(merge(anna, person, gone, one))).toBe('409 inBin');
    expect(await refusal(merge(anna, company, one, two))).toBe('404 notFound');
    expect(await refusal(merge(anna, person, one, two, { salary: 'other' }))).toBe('422 unknownField');
    expect(await refusal(merge(anna, person, one, two, { firstContactAt: 'other' }))).toBe('422 readOnly');
    expect(await refusal(merge(anna, person, one, two, { jobTitle: 'both' }))).toBe('422 notAnOption');
  });
});

describe('a merge', () => {
  test('keeps the values wished for, fills what is empty, and unites lists without repeats', async () => {
    const [vip, wine] = [await make(tag, { name: 'Merge VIP' }), await make(tag, { name: 'Merge wine' })];
    const winner = await make(person, {
      ...{ name: { given: 'Anna', family: 'Petrosyan' }, jobTitle: 'Buyer', description: 'Met in Gyumri' },
      ...{ emails: ['anna@merge.am'], phones: ['+37491111111'], tags: [vip.id] },
    });
    const other = await make(person, {
      ...{ name: { given: 'Անի', family: 'Պետրոսյան' }, jobTitle: 'Head of buying', birthday: '1990-02-03' },
      ...{ description: 'Likes wine', externalId: 'merge-17', tags: [vip.id, wine.id] },
      ...{ emails: ['ANNA@merge.am', 'second@merge.am'], phones: ['091 11 11 11', '+37491222222'] },
    });
    await merge(anna, person, winner, other, { jobTitle: 'other', description: 'both' });
    const merged = await now(person, winner);
    expect(merged).toMatchObject({
      ...{ name: { given: 'Anna', family: 'Petrosyan' }, jobTitle: 'Head of buying', birthday: '1990-02-03' },
      ...{ description: 'Met in Gyumri\n\nLikes wine', externalId: 'merge-17' },
    });
    expect(merged.emails).toEqual([{ address: 'anna@merge.am' }, { address: 'second@merge.am' }]);
    expect((merged.phones as { number: string }[]).map(({ number }) => number)).toContain('+37491222222');
    expect(idsOf(merged.tags)).toEqual([vip.id, wine.id]);
    expect(await now(person, other)).toMatchObject({ deletedAt: expect.any(String), jobTitle: 'Head of buying' });
    expect(await getRecordText(system, person, other.id)).toMatchObject({ mergedInto: winner.id });
    const history = await listReadableChanges(anna, person, { recordId: winner.id, limit: 60 });
    expect(history.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['merged', 'updated']));
  });

  test('moves whatever points at the other, of any noun, in the bin or not, and what is worked out of it', async () => {
    const [winner, other] = [await make(company, { name: 'Ararat' }), await make(company, { name: 'Ararat LLC' })];
    const child = await make(company, { name: 'Ararat branch', parent: other.id });
    const both = await make(person, {
      name: { given: 'Both' },
      affiliations: [
        { id: winner.id, role: 'director' },
        { id: other.id, role: 'founder' },
      ],
    });
    const one = await make(person, {
      ...{ name: { given: 'One' }, company: other.id },
      affiliations: [{ id: other.id, role: 'buyer', from: '2020-01-02' }],
    });
    const said = await make(note, { body: 'In the bin', company: other.id });
    await deleteRecord(anna, note, said.id);
    const sale = await make(deal, { name: 'Sale', company: other.id });
    await make(task, { title: 'Rang', kind: 'call', done: true, company: other.id });
    const relative = await make(company, { name: 'Partner', relations: [{ id: other.id, role: 'supplier' }] });
    const { moves } = await previewMerge(anna, company, winner.id, other.id);
    expect(moves.find(({ noun, field }) => noun === 'person' && field === 'affiliations')?.count).toBe(2);
    const id = await merge(anna, company, winner, other);
    for (const [noun, record] of [
      [note, said],
      [deal, sale],
      [person, one],
    ] as const)
      expect([noun.name, idOf((await now(noun, record)).company)]).toEqual([noun.name, winner.id]);
    expect(idOf((await now(company, child)).parent)).toBe(winner.id);
    expect((await now(person, both)).affiliations).toEqual([{ id: winner.id, role: 'director' }]);
    expect((await now(person, one)).affiliations).toEqual([{ id: winner.id, role: 'buyer', from: '2020-01-02' }]);
    expect((await now(company, relative)).relations).toEqual([{ id: winner.id, role: 'supplier' }]);
    const merged = await now(company, winner);
    expect(merged.relations).toEqual([{ id: relative.id, role: 'buyer' }]);
    expect(merged.lastContactAt).toEqual(expect.any(String));
    const [change] = (await listReadableChanges(anna, deal, { recordId: sale.id, limit: 1 })).items;
    expect(change).toMatchObject({
      memberId: anna.actor.memberId,
      fields: { company: { from: other.id, to: winner.id } },
    });
    await undoMerge(anna, company, winner.id, id);
    expect((await now(person, both)).affiliations).toEqual([
      { id: winner.id, role: 'director' },
      { id: other.id, role: 'founder' },
    ]);
    expect(idOf((await now(note, said)).company)).toBe(other.id);
    expect(await now(company, winner)).toMatchObject({ relations: [], lastContactAt: null });
    expect((await now(company, other)).lastContactAt).toEqual(expect.any(String));
  });

  test('takes consents along, and leaves neither pointing at the other', async () => {
    const superior = await make(person, { name: { given: 'Superior' } });
    const other = await make(person, { name: { given: 'Twin' }, reportsTo: superior.id });
    const winner = await make(person, {
      ...{ name: { given: 'Twin' }, reportsTo: other.id },
      relations: [{ id: other.id, role: 'friend' }],
    });
    const given = await make(consent, { person: other.id, source: 'Fair' });
    const id = await merge(anna, person, winner, other);
    expect(await now(consent, given)).toMatchObject({ deletedAt: null, person: { id: winner.id } });
    expect(await now(person, winner)).toMatchObject({ reportsTo: { id: superior.id }, relations: [] });
    await undoMerge(anna, person, winner.id, id);
    expect(await now(person, winner)).toMatchObject({ reportsTo: { id: other.id } });
    expect((await now(person, winner)).relations).toEqual([{ id: other.id, role: 'friend' }]);
    expect((await now(person, other)).relations).toEqual([{ id: winner.id, role: 'friend' }]);
  });

  test('puts nobody below themselves', async () => {
    const other = await make(person, { name: { given: 'Below' } });
    const between = await make(person, { name: { given: 'Between' }, reportsTo: other.id });
    const winner = await make(person, { name: { given: 'Above' }, reportsTo: between.id });
    const before = await everything();
    expect(await refusal(merge(anna, person, winner, other))).toBe('422 personBelowSelf');
    expect(await everything()).toEqual(before);
    await merge(anna, person, winner, other, { reportsTo: 'other' });
    expect(idOf((await now(person, between)).reportsTo)).toBe(winner.id);
  });

  test('gives a value that no two may hold to the one that stays', async () => {
    const [winner, other] = [await make(tag, { name: 'Whine' }), await make(tag, { name: 'Wine, red' })];
    const id = await merge(anna, tag, winner, other, { name: 'other' });
    expect(await now(tag, winner)).toMatchObject({ name: 'Wine, red' });
    await undoMerge(anna, tag, winner.id, id);
    expect([(await now(tag, winner)).name, (await now(tag, other)).name]).toEqual(['Whine', 'Wine, red']);
  });
});

describe('undoing', () => {
  test('leaves what was changed since, says so, and happens once', async () => {
    const [winner, other] = [
      await make(company, { name: 'Masis', website: 'https://masis.am' }),
      await make(company, { name: 'Masis Ltd', industry: 'retail', legalName: 'Masis LLC', emails: ['a@masis.am'] }),
    ];
    const elsewhere = await make(company, { name: 'Elsewhere' });
    const [moved, kept] = [
      await make(deal, { name: 'Moved', company: other.id }),
      await make(deal, { name: 'Kept', company: other.id }),
    ];
    const id = await merge(anna, company, winner, other);
    expect(await refusal(restoreRecord(anna, company, other.id))).toBe('409 mergedAway');
    await updateRecord(anna, deal, kept.id, { company: elsewhere.id });
    await updateRecord(anna, company, winner.id, { industry: 'wholesale', emails: ['a@masis.am', 'new@masis.am'] });
    const late = await make(deal, { name: 'Late', company: winner.id });
    await undoMerge(anna, company, other.id, id);
    expect(idOf((await now(deal, moved)).company)).toBe(other.id);
    expect(idOf((await now(deal, kept)).company)).toBe(elsewhere.id);
    expect(idOf((await now(deal, late)).company)).toBe(winner.id);
    expect(await now(company, winner)).toMatchObject({ industry: 'wholesale', legalName: null });
    expect((await now(company, winner)).emails).toEqual([{ address: 'new@masis.am' }]);
    expect(await now(company, other)).toMatchObject({ deletedAt: null, industry: 'retail' });
    expect((await getMerge(anna, company, winner.id, id)).kept).toEqual([
      { noun: 'company', id: winner.id, field: 'industry' },
      { noun: 'deal', id: kept.id, field: 'company' },
    ]);
    expect(await refusal(undoMerge(anna, company, winner.id, id))).toBe('409 notUndoable');
    expect((await listMerges(anna, company, other.id)).map(({ state }) => state)).toEqual(['undone']);
  });

  test('goes from the last merge to the first', async () => {
    const [a, b, c] = [
      await make(company, { name: 'Chain A' }),
      await make(company, { name: 'Chain B' }),
      await make(company, { name: 'Chain C' }),
    ];
    const sale = await make(deal, { name: 'Chained', company: a.id });
    const first = await merge(anna, company, b, a);
    const second = await merge(anna, company, c, b);
    expect(await refusal(undoMerge(anna, company, b.id, first))).toBe('409 inBin');
    expect(idOf((await now(deal, sale)).company)).toBe(c.id);
    await undoMerge(anna, company, c.id, second);
    await undoMerge(anna, company, b.id, first);
    expect(idOf((await now(deal, sale)).company)).toBe(a.id);
  });
});

describe('what thousands point at', () => {
  const pointingAt = async ({ id }: AnyRecord) =>
    (await system.db.query({ text: 'select from notes where company = $1', values: [id] })).length;
  const count = mergeAtOnce + 1;
  let pair: readonly [AnyRecord, AnyRecord];
  let id: string;

  test('is merged by a job, and nothing of it is seen before all of it is', async () => {
    pair = [await make(company, { name: 'Small' }), await make(company, { name: 'Large' })];
    const notes = Array.from({ length: count }, (_, index) => ({ body: `Said ${index}`, company: pair[1].id }));
    await inTransaction(anna, (tx) => createMany(tx, note, notes));
    id = await merge(anna, company, ...pair);
    expect(await getMerge(anna, company, pair[0].id, id)).toMatchObject({ state: 'waiting', total: count, moved: 0 });
    expect(await refusal(merge(anna, company, ...pair))).toBe('409 mergeUnderWay');
    const row = await findMerge(system.db, id);
    const before = await everything();
    // Ended in the middle, as by a crash.
    const cutShort = inTransaction(anna, (tx) =>
      carryOutWaiting(tx, row as never, async (moved) => {
        if (moved > 0) throw new Error('Killed');
      }),
    );
    await expect(cutShort).rejects.toThrow('Killed');
    expect(await everything()).toEqual(before);
    expect((await now(company, pair[1])).deletedAt).toBeNull();
    await work();
    expect(await getMerge(anna, company, pair[0].id, id)).toMatchObject({
      state: 'merged',
      total: count,
      moved: count,
    });
    expect([await pointingAt(pair[0]), await pointingAt(pair[1])]).toEqual([count, 0]);
  });

  test('is made two again by a job', async () => {
    await undoMerge(anna, company, pair[0].id, id);
    expect(await getMerge(anna, company, pair[0].id, id)).toMatchObject({ state: 'undoing' });
    expect((await now(company, pair[1])).deletedAt).not.toBeNull();
    await work();
    expect(await getMerge(anna, company, pair[0].id, id)).toMatchObject({ state: 'undone', kept: [] });
    expect([await pointingAt(pair[0]), await pointingAt(pair[1])]).toEqual([0, count]);
  });

  test('is left as it is, and why is told, where it can not be done any more', async () => {
    const again = await merge(anna, company, ...pair);
    await deleteRecord(anna, company, pair[0].id);
    await work();
    const refused = { state: 'refused', refusal: { code: 'inBin', field: null } };
    expect(await getMerge(anna, company, pair[0].id, again)).toMatchObject(refused);
    expect(await pointingAt(pair[1])).toBe(count);
    await restoreRecord(anna, company, pair[0].id);
  });
});
