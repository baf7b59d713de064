import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal } from '../../modules/deals/contract/index.ts';
import { note } from '../../modules/notes/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { accessRole, member } from '../../modules/workspace/contract/index.ts';
import type { AppError } from '../../shared/errors.ts';
import type { MergeSide } from '../../shared/merging/merge-sides.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { rightsOf } from '../access/access.ts';
import { actAs } from '../access/act-as.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import type { Context } from '../context.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRecord } from '../records/create.ts';
import { findRecordText, getRecord } from '../records/read.ts';
import { isRestricted } from '../sharing/share.repository.ts';
import { restrictRecord, shareRecord } from '../sharing/share.service.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { readTimeline } from '../timeline/read-timeline.ts';
import { findDuplicates } from './duplicates.ts';
import { mergeRecords } from './merge-records.ts';
import { previewMerge } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

const { database, system, join, registry } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const owner = await join('Olga Owner', 'owner');
const make = async (noun: Noun, input: object, ctx: Context = system): Promise<AnyRecord> =>
  createRecord(ctx, noun, input);
let made = 0;

/** A member in a role of their own, and how they stand at the moment they act. */
async function hire(role: object, name = `Member ${++made}`): Promise<{ id: string; now: () => Promise<Context> }> {
  const own = await make(accessRole, { name: `Role ${name}`, base: 'seller', ...role });
  const { id } = await make(member, { name, role: 'seller', accessRole: own.id });
  const now = async () => {
    const ctx = await actAs({ ...system, registry: await readRegistry(registry, system.db) }, id);
    if (!ctx) throw new Error('Nobody');
    return { ...ctx, through: 'web' as const };
  };
  return { id, now };
}

const refusal = async (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: AppError) => [error.status, error.fields[0]?.code ?? error.code].join(' '),
  );
const merge = (ctx: Context, noun: Noun, winner: AnyRecord, other: AnyRecord, keep: Record<string, MergeSide> = {}) =>
  mergeRecords(ctx, noun, winner.id, { other: other.id, keep });
const now = async (noun: Noun, { id }: AnyRecord): Promise<AnyRecord> => getRecord(system, noun, id);

describe('the right to merge', () => {
  test('goes with deleting as long as nothing is said, is given and taken by itself, and wants the right to change', async () => {
    const cases = [
      [{}, 'done', true],
      [{ merge: 'none' }, '403 forbidden', false],
      [{ delete: 'none' }, '403 forbidden', false],
      [{ delete: 'none', merge: 'own' }, 'done', true],
      [{ update: 'none', merge: 'all' }, '403 forbidden', false],
      [{ update: 'own', merge: 'all' }, 'done', true],
    ] as const;
    for (const [grants, expected, told] of cases) {
      const { id, now: stand } = await hire({ grants: { company: grants } });
      const pair = [
        await make(company, { name: 'A', owner: id }),
        await make(company, { name: 'B', owner: id }),
      ] as const;
      const ctx = await stand();
      expect([grants, rightsOf(ctx, ctx.registry.getNoun('company')).merge]).toEqual([grants, told]);
      expect([grants, await refusal(merge(ctx, company, ...pair))]).toEqual([grants, expected]);
    }
  });

  test('reaches no further than changing does, and to nothing that is not seen', async () => {
    const wide = await hire({ grants: { company: { merge: 'all', update: 'own' } } });
    const narrow = await hire({ grants: { company: { read: 'own' } } });
    const [own, others] = [await make(company, { name: 'A', owner: wide.id }), await make(company, { name: 'B' })];
    const mine = await make(company, { name: 'C', owner: narrow.id });
    expect(await refusal(merge(await wide.now(), company, own, others))).toBe('403 forbidden');
    expect(await refusal(merge(await wide.now(), company, others, own))).toBe('403 forbidden');
    expect(await refusal(merge(await narrow.now(), company, mine, others))).toBe('404 notFound');
    expect(await refusal(previewMerge(await narrow.now(), company, mine.id, others.id))).toBe('404 notFound');
    expect((await now(company, others)).deletedAt).toBeNull();
  });
});

describe('fields that are not the person’s to see or to change', () => {
  test('are merged by the rule, shown to nobody, and can not be chosen', async () => {
    const { id, now: stand } = await hire({
      grants: { deal: { read: 'none' } },
      fieldRights: { person: { jobTitle: 'hidden', phones: 'masked', birthday: 'read' } },
    });
    const winner = await make(person, { name: { given: 'Lusine', family: 'Veiled' }, owner: id });
    const other = await make(person, {
      ...{ name: { given: 'Lusine', family: 'Veiled' }, owner: id, birthday: '1990-01-02' },
      ...{ jobTitle: 'Treasurer', phones: ['+374 91 555555'] },
    });
    const company_ = await make(company, { name: 'Veiled Ltd' });
    await make(deal, { name: 'Unseen', company: company_.id });
    const ctx = await stand();
    const nobody = ctx.registry.getNoun('person');
    expect((await findDuplicates(ctx, nobody, winner.id)).items).toEqual([
      { id: other.id, label: 'Lusine Veiled', by: ['name'] },
    ]);
    expect(await refusal(merge(ctx, person, winner, other, { jobTitle: 'other' }))).toBe('422 unknownField');
    expect(await refusal(merge(ctx, person, winner, other, { phones: 'other' }))).toBe('422 readOnly');
    expect(await refusal(merge(ctx, person, winner, other, { birthday: 'this' }))).toBe('422 readOnly');
    const { merge: done, record } = await merge(ctx, person, winner, other);
    expect(record.json).not.toMatch(/Treasurer|555555/);
    expect(await now(person, winner)).toMatchObject({ jobTitle: 'Treasurer', birthday: '1990-01-02' });
    expect((await now(person, winner)).phones).toHaveLength(1);
    const history = await listReadableChanges(ctx, nobody, { recordId: winner.id, limit: 60 });
    expect(JSON.stringify(history)).not.toMatch(/Treasurer|555555/);
    expect((await undoMerge(ctx, person, winner.id, done)).json).not.toMatch(/Treasurer|555555/);
    expect(await now(person, winner)).toMatchObject({ jobTitle: null, birthday: null, phones: [] });
  });

  test('nor are nouns counted that are closed to them', async () => {
    const { id, now: stand } = await hire({ grants: { deal: { read: 'none' } } });
    const pair = [
      await make(company, { name: 'A', owner: id }),
      await make(company, { name: 'B', owner: id }),
    ] as const;
    await make(deal, { name: 'Unseen', company: pair[1].id });
    await make(note, { body: 'Seen', company: pair[1].id });
    const { moves } = await previewMerge(await stand(), company, pair[0].id, pair[1].id);
    expect(moves).toEqual([{ noun: 'note', field: 'company', count: 1, capped: false }]);
  });
});

describe('what is shared and closed', () => {
  test('goes over with the record: who saw the other sees the one that stays, and what was closed stays closed', async () => {
    const reader = await hire({ grants: { company: { read: 'own' } } });
    const keeper = await hire({});
    const [open, closed] = [
      await make(company, { name: 'Open', owner: keeper.id }),
      await make(company, { name: 'Closed', owner: keeper.id, website: 'https://closed.am' }),
    ];
    const outsider = await hire({ grants: { company: { read: 'own' } } });
    await restrictRecord(owner, company, closed.id, { restricted: true });
    await shareRecord(owner, company, closed.id, { member: reader.id, access: 'read', until: null, note: null });
    await shareRecord(owner, company, open.id, { member: outsider.id, access: 'read', until: null, note: null });
    const strangerSees = async () => (await findRecordText(await outsider.now(), company, open.id)) !== null;
    const sees = async (record: AnyRecord) => (await findRecordText(await reader.now(), company, record.id)) !== null;
    expect([await sees(open), await sees(closed)]).toEqual([false, true]);
    const stranger = await hire({ grants: { company: { merge: 'all', update: 'all' } } });
    expect(await refusal(merge(await stranger.now(), company, open, closed))).toBe('404 notFound');
    const { merge: done } = await merge(await keeper.now(), company, open, closed);
    expect(await isRestricted(system.db, { noun: 'company', id: open.id })).toBe(true);
    expect([await sees(open), await strangerSees()]).toEqual([true, false]);
    expect(await findRecordText(await stranger.now(), company, open.id)).toBeNull();
    await undoMerge(await keeper.now(), company, open.id, done);
    expect(await isRestricted(system.db, { noun: 'company', id: open.id })).toBe(false);
    expect([await sees(open), await sees(closed), await strangerSees()]).toEqual([false, true, true]);
  });

  test('closes nothing that would then be nobody’s', async () => {
    const [open, closed] = [
      await make(company, { name: 'Open' }),
      await make(company, { name: 'Closed', owner: owner.actor.memberId }),
    ];
    await restrictRecord(owner, company, closed.id, { restricted: true });
    expect(await refusal(merge(owner, company, open, closed))).toBe('409 ownerless');
    expect((await now(company, closed)).deletedAt).toBeNull();
  });
});

test('the story of both is told as one, and apart again', async () => {
  const [winner, other] = [
    await make(company, { name: 'Teller' }, owner),
    await make(company, { name: 'Tellers' }, owner),
  ];
  await make(note, { body: 'Said to the other', company: other.id }, owner);
  const told = async (record: AnyRecord) => readTimeline(owner, company, record.id, { limit: 60 } as never);
  const { merge: done } = await merge(owner, company, winner, other);
  const text = await told(winner);
  expect(text).toContain('Said to the other');
  expect(text).toContain('"label":"Tellers"');
  const kinds = async () =>
    (await listReadableChanges(owner, company, { recordId: winner.id, limit: 60 })).items.map(
      ({ kind, recordId }) => `${kind} ${recordId === winner.id ? 'winner' : 'other'}`,
    );
  expect((await kinds()).sort()).toEqual(['created other', 'created winner', 'deleted other', 'merged winner']);
  await undoMerge(owner, company, winner.id, done);
  expect(await told(winner)).not.toContain('Said to the other');
  expect((await kinds()).sort()).toEqual(['created winner', 'merged winner', 'unmerged winner']);
});
