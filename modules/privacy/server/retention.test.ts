import { describe, expect, test } from 'vitest';
import { bulkWork } from '../../../server/bulk/bulk-work.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { plansOf, tablesScanned } from '../../../server/testing/plans.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { RetentionInput } from '../contract/index.ts';
import { retentionJob } from './retention.job.ts';
import { addRule, listRetentionOf, previewRule, removeRule, switchRule, undoRun } from './retention.service.ts';
import { countDue, listDue } from './retention-due.repository.ts';

const { database, workspace, system, join } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const owner = await join('Anahit', 'owner');
const day = 86_400_000;
const start = Date.now();
/** The same context so many days from now. */
const later = (ctx: Context, days: number): Context => ({ ...ctx, now: () => new Date(start + days * day) });
const named = (word: string): Filter => ({ field: 'name', op: 'startsWith', value: word });
const ruleFor = (word: string, more: Partial<RetentionInput> = {}): RetentionInput => ({
  ...{ noun: 'company', filter: named(word), since: 'created', days: 30, eraseAfter: null },
  ...more,
});
const make = (word: string, count: number) =>
  inTransaction(system, (tx) =>
    createMany(
      tx,
      company,
      Array.from({ length: count }, (_, index) => ({ name: `${word} ${index}` })),
    ),
  );
const never = new AbortController().signal;
const night = (days: number, signal = never) => retentionJob.run(later(system, days), {}, signal);
const begin = async (input: RetentionInput, days = 60) => {
  const at = later(owner, days);
  const { id } = await addRule(at, input);
  const { count } = await previewRule(at, id);
  await switchRule(at, id, true, count);
  return id;
};
const isBinned = async (id: string) =>
  (
    await system.db.query<{ gone: boolean }>({
      text: 'select deleted_at is not null as gone from companies where id = $1',
      values: [id],
    })
  )[0]?.gone;
const runsOf = async (rule: string) => (await listRetentionOf(owner)).runs.filter((run) => run.rule === rule);
const workOff = () =>
  drainJobs({ database, log: silent, jobs: [bulkWork], findWorkspace: async () => workspace, contextOf: () => system });

describe('the night of the rules', () => {
  const askedFor = async () => {
    const text = `select run_at as at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like '%privacy.retention'`;
    return (await database.control.query<{ at: string }>({ text })).map(({ at }) => new Date(at).toISOString());
  };
  const at = (moment: string): Context => ({ ...system, now: () => new Date(moment) });

  test('is the next two o’clock of the workspace, and is asked for again where it was lost', async () => {
    await begin(ruleFor('Lost'));
    await database.control.query({ text: 'delete from graphile_worker._private_jobs' });
    const [everyDay] = serverModules.flatMap((module) => (module.name === 'privacy' ? (module.everyDay ?? []) : []));
    // Yerevan is four hours ahead.
    await everyDay?.(at('2030-05-10T21:59:00Z'));
    expect(await askedFor()).toEqual(['2030-05-10T22:00:00.000Z']);
    await everyDay?.(at('2030-05-10T22:01:00Z'));
    expect(await askedFor()).toEqual(['2030-05-11T22:00:00.000Z']);
    await database.control.query({ text: 'delete from graphile_worker._private_jobs' });
  });
});

describe('a rule', () => {
  test('is nothing to programs, and to whoever is no owner when it acts', async () => {
    const key = { ...owner, through: 'api' as const };
    const { id } = await addRule(owner, ruleFor('Nobody'));
    const acts: readonly (() => Promise<unknown>)[] = [
      () => addRule(key, ruleFor('Nobody')),
      () => switchRule(key, id, true, 0),
      () => removeRule(key, id),
      () => undoRun(key, id),
    ];
    for (const act of acts)
      expect(
        await Promise.resolve()
          .then(act)
          .catch((error) => error),
      ).toMatchObject({ status: 403, code: 'signInNeeded' });
    expect((await listRetentionOf(owner)).rules.find((rule) => rule.id === id)?.state).toBe('off');
  });

  test('is refused where it fits nothing, naming what', async () => {
    const refusal = (input: Partial<RetentionInput>) =>
      Promise.resolve()
        .then(() => addRule(owner, ruleFor('x', input)))
        .catch((error) => error.fields);
    expect(await refusal({ noun: 'nothing' })).toMatchObject([{ path: 'noun', code: 'unknownNoun' }]);
    for (const noun of ['member', 'notice', 'dealLine', 'stage', 'consent'])
      expect(await refusal({ noun, filter: null })).toMatchObject([{ path: 'noun', code: 'notForRetention' }]);
    expect(await refusal({ since: 'closed' })).toMatchObject([{ path: 'since', code: 'noSuchMoment' }]);
    expect(await refusal({ filter: { field: 'colour', op: 'is', value: 'red' } })).toMatchObject([
      { code: 'unknownField' },
    ]);
  });

  test('does nothing until it is switched on, and is switched on only for what was seen', async () => {
    const [first] = await make('Quay', 3);
    const at = later(owner, 60);
    const { id } = await addRule(at, ruleFor('Quay'));
    await night(60);
    expect(await isBinned(first ?? '')).toBe(false);
    const preview = await previewRule(at, id);
    expect(preview).toMatchObject({ count: 3, spared: { open: 0, tasks: 0, restricted: 0, restored: 0 } });
    expect(preview.first.map((record) => record.name)).toEqual(['Quay 0', 'Quay 1', 'Quay 2']);
    expect((await previewRule(later(owner, 29), id)).count).toBe(0);
    await expect(switchRule(at, id, true, undefined)).rejects.toMatchObject({ fields: [{ path: 'count' }] });
    await expect(switchRule(at, id, true, 2)).rejects.toMatchObject({ status: 409, code: 'previewAnew' });
    await switchRule(at, id, true, 3);
    await switchRule(at, id, false, undefined);
    await night(60);
    expect(await isBinned(first ?? '')).toBe(false);
  });

  test('puts what is due into the bin, once, in the name of who switched it on, logged as one act, and owners hear of it once', async () => {
    const notices = async () => {
      const text = `select count(*)::int as count from notices where kind = 'retention' and member = $1`;
      return (await system.db.query<{ count: number }>({ text, values: [owner.actor.memberId] }))[0]?.count ?? 0;
    };
    const before = await notices();
    const ids = await make('Harbour', 130);
    const id = await begin(ruleFor('Harbour'));
    await night(60);
    await night(60);
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ state: 'done', binned: 130, refused: 0 });
    const [log] = await system.db.query({
      text: `select count(*)::int as records, count(distinct member)::int as members from change where kind = 'deleted' and record = any($1)`,
      values: [ids],
    });
    expect(log).toEqual({ records: 130, members: 1 });
    const acts = {
      text: `select fields from change where noun = 'retentionRule' and kind = 'applied' and record = $1`,
      values: [id],
    };
    expect(await system.db.query(acts)).toMatchObject([{ fields: { run: { to: run?.id }, binned: { to: 130 } } }]);
    expect((await notices()) - before).toBe(1);
    await make('Harbour', 1);
    await night(61);
    expect((await notices()) - before).toBe(1);
    expect(await runsOf(id)).toHaveLength(2);
  });

  test('that was cut short goes on where it was, and does nothing twice', async () => {
    await make('Pier', 230);
    const id = await begin(ruleFor('Pier'));
    const ending = new AbortController();
    const db: Context['db'] = {
      query: (statement) => system.db.query(statement),
      transaction: async (act) => {
        const result = await system.db.transaction(act);
        if ((await runsOf(id))[0]?.binned) ending.abort(new Error('shutting down'));
        return result;
      },
    };
    await expect(retentionJob.run({ ...later(system, 60), db }, {}, ending.signal)).rejects.toThrow('shutting down');
    const [cut] = await runsOf(id);
    expect(cut?.state).toBe('running');
    expect(cut?.binned).toBeLessThan(230);
    await Promise.all([night(60), night(60)]);
    expect(await runsOf(id)).toMatchObject([{ id: cut?.id, state: 'done', binned: 230, refused: 0 }]);
  });

  test('is taken back as one act, but for what somebody has touched since, and is off then', async () => {
    const [first, second] = await make('Dock', 3);
    const id = await begin(ruleFor('Dock'));
    await night(60);
    await restoreRecord(owner, company, first ?? '');
    const [run] = await runsOf(id);
    await undoRun(owner, run?.id ?? '');
    await workOff();
    expect(await isBinned(second ?? '')).toBe(false);
    expect((await runsOf(id))[0]).toMatchObject({ state: 'undone', undone: 2 });
    expect((await listRetentionOf(owner)).rules.find((rule) => rule.id === id)?.state).toBe('off');
    await expect(undoRun(owner, run?.id ?? '')).rejects.toMatchObject({ status: 409 });
    // Whoever switches it on again finds what was restored left alone for as long as the rule waits.
    expect(await previewRule(later(owner, 29), id)).toMatchObject({ count: 0 });
    expect(await previewRule(later(owner, 31), id)).toMatchObject({ count: 3 });
  });

  test('stops and says so when it does not fit any more, or its owner is one no more', async () => {
    const gor = await join('Gor', 'owner');
    const [left] = await make('Wharf', 1);
    const { id } = await addRule(gor, ruleFor('Wharf'));
    await switchRule(gor, id, true, 1);
    await system.db.query({ text: `update members set role = 'manager' where id = $1`, values: [gor.actor.memberId] });
    const other = await begin(ruleFor('Wharf', { filter: null, days: 30_000 }));
    await system.db.query({
      text: `update retention_rule set filter = '{"field":"xGone","op":"is","value":"y"}' where id = $1`,
      values: [other],
    });
    await night(60);
    const { rules } = await listRetentionOf(owner);
    expect(rules.find((rule) => rule.id === id)).toMatchObject({ state: 'stopped', fault: 'ownerGone' });
    expect(rules.find((rule) => rule.id === other)).toMatchObject({ state: 'stopped', fault: 'filterGone' });
    expect(await isBinned(left ?? '')).toBe(false);
  });
});

describe('what stays', () => {
  test('clients with open deals, leads or tasks, and restricted records, are left alone and counted', async () => {
    const [selling, asking, calling, closed, free] = await make('Shore', 5);
    await createRecord(system, deal, { name: 'Shore sale', company: selling });
    await createRecord(system, lead, { name: 'Shore asks', company: asking });
    await createRecord(system, task, { title: 'Call the shore', company: calling });
    await createRecord(system, task, { title: 'Called the shore', company: free, done: true });
    await system.db.query({
      text: `insert into record_restriction (noun, record) values ('company', $1)`,
      values: [closed],
    });
    const id = await begin(ruleFor('Shore'));
    expect(await previewRule(later(owner, 60), id)).toMatchObject({
      count: 1,
      spared: { open: 2, tasks: 1, restricted: 1, restored: 0 },
    });
    await night(60);
    expect(await runsOf(id)).toMatchObject([{ binned: 1, spared: { open: 2, tasks: 1, restricted: 1 } }]);
    expect(await Promise.all([selling, asking, calling, closed, free].map((one) => isBinned(one ?? '')))).toEqual([
      ...[false, false, false, false, true],
    ]);
  });

  test('people of an open deal stay, those whose deal is in the bin go, and who was met lately stays', async () => {
    const meet = (given: string) => createRecord(system, person, { name: { given, family: 'Strand' } });
    const [buyer, gone, met] = [await meet('Boris'), await meet('Vesela'), await meet('Giorgi')];
    await createRecord(system, deal, { name: 'Strand open', people: [buyer.id] });
    const given = await createRecord(system, deal, { name: 'Strand given up', people: [gone.id] });
    await deleteRecord(system, deal, given.id);
    const met60 = new Date(start + 50 * day).toISOString();
    await createRecord(system, task, { title: 'Met', kind: 'meeting', person: met.id, done: true });
    await system.db.query({ text: 'update people set last_contact_at = $2 where id = $1', values: [met.id, met60] });
    const filter: Filter = { field: 'name.family', op: 'is', value: 'Strand' };
    const rule = await addRule(later(owner, 60), {
      noun: 'person',
      filter,
      since: 'contact',
      days: 30,
      eraseAfter: null,
    });
    const preview = await previewRule(later(owner, 60), rule.id);
    expect(preview).toMatchObject({ count: 1, spared: { open: 1 }, first: [{ id: gone.id }] });
  });

  test('an open deal itself stays however old it is', async () => {
    const open = await createRecord(system, deal, { name: 'Cove open' });
    const rule = await addRule(later(owner, 60), {
      noun: 'deal',
      filter: named('Cove'),
      since: 'changed',
      days: 30,
      eraseAfter: null,
    });
    expect(await previewRule(later(owner, 60), rule.id)).toMatchObject({ count: 0, spared: { open: 1 } });
    await updateRecord(system, deal, open.id, { description: 'Still talking' });
    expect((await getRecord(owner, deal, open.id)).deletedAt).toBeNull();
  });
});

describe('people who are erased by a rule', () => {
  const [letter, spared, back] = ['Letter', 'Spared', 'Back'] as const;
  const meet = async (family: string, given: string) =>
    (await createRecord(system, person, { name: { given, family }, emails: [{ address: `${given}@coast.example` }] }))
      .id;
  const ruleOf = (family: string): RetentionInput => ({
    ...{ noun: 'person', filter: { field: 'name.family', op: 'is', value: family } },
    ...{ since: 'created', days: 30, eraseAfter: 10 },
  });
  const nameOf = async (id: string) => ((await getRecord(system, person, id)).name as { given: string | null }).given;
  const waitingOf = async (id: string) => (await listRetentionOf(owner)).rules.find((rule) => rule.id === id);

  test('are people alone, and wait in the bin until their time is over; then nobody takes them back', async () => {
    const wrong = Promise.resolve().then(() => addRule(owner, ruleFor('x', { eraseAfter: 10 })));
    await expect(wrong).rejects.toMatchObject({ fields: [{ path: 'eraseAfter', code: 'onlyPeopleErased' }] });
    const [boris, vesela] = [await meet(letter, 'Boris'), await meet(letter, 'Vesela')];
    const sale = await createRecord(system, deal, { name: 'Coast sale', people: [boris] });
    await deleteRecord(system, deal, sale.id);
    const id = await begin(ruleOf(letter));
    await night(60);
    expect(await waitingOf(id)).toMatchObject({ waiting: 2, eraseAfter: 10, nextErasure: expect.any(String) });
    await night(69);
    expect(await nameOf(boris)).toBe('Boris');
    await night(71);
    expect([await nameOf(boris), await nameOf(vesela)]).toEqual(['—', '—']);
    expect(await waitingOf(id)).toMatchObject({ waiting: 0, nextErasure: null });
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ binned: 0, erased: 2 });
    await expect(undoRun(owner, run?.id ?? '')).rejects.toMatchObject({ code: 'notUndoable' });
    // As by hand: no word of them in the log, which says that they were erased, by whom, and by which rule how many.
    const log = await system.db.query<{ kind: string; member: string; text: string }>({
      text: `select kind, member, fields::text as text from change where record = any($1) order by id`,
      values: [[boris, vesela]],
    });
    expect(log.filter(({ kind }) => kind === 'erased')).toMatchObject([
      ...[{ member: owner.actor.memberId }, { member: owner.actor.memberId }],
    ]);
    expect(log.map(({ text }) => text).join()).not.toMatch(/Boris|Vesela|coast/i);
    const applied = {
      text: `select fields from change where noun = 'retentionRule' and kind = 'applied' and record = $1 and fields ? 'erased'`,
      values: [id],
    };
    expect(await system.db.query(applied)).toMatchObject([{ fields: { erased: { to: 2 } } }]);
    expect((await getRecord(system, deal, sale.id)).people).toMatchObject([{ id: boris }]);
  });

  test('stay who they were where somebody took them back or touched them, where they are protected, and while the rule is off', async () => {
    const [taken, closed, selling] = [
      await meet(spared, 'Taken'),
      await meet(spared, 'Closed'),
      await meet(spared, 'Selling'),
    ];
    const id = await begin(ruleOf(spared));
    await night(60);
    await restoreRecord(owner, person, taken);
    await deleteRecord(owner, person, taken);
    await system.db.query({
      text: `insert into record_restriction (noun, record) values ('person', $1)`,
      values: [closed],
    });
    await switchRule(later(owner, 61), id, false, undefined);
    await night(75);
    expect(await nameOf(selling)).toBe('Selling');
    await switchRule(later(owner, 75), id, true, 0);
    await night(75);
    await night(75);
    expect([await nameOf(taken), await nameOf(closed), await nameOf(selling)]).toEqual(['Taken', 'Closed', '—']);
    // Who is protected waits, and is looked at again.
    expect(await waitingOf(id)).toMatchObject({ waiting: 1 });
    await system.db.query({ text: 'delete from record_restriction where record = $1', values: [closed] });
    await night(77);
    expect([await nameOf(closed), (await waitingOf(id))?.waiting]).toEqual(['—', 0]);
  });

  test('are let go with the rule, and with a night that is taken back', async () => {
    const [first, second] = [await meet(back, 'First'), await meet(back, 'Second')];
    const id = await begin(ruleOf(back));
    await night(60);
    const [run] = await runsOf(id);
    await undoRun(owner, run?.id ?? '');
    await workOff();
    await switchRule(later(owner, 61), id, true, 2);
    await night(75);
    expect([await nameOf(first), await nameOf(second)]).toEqual(['First', 'Second']);
    await removeRule(owner, id);
    const left = { text: 'select from retention_erasure where rule = $1', values: [id] };
    expect(await system.db.query(left)).toEqual([]);
    await night(95);
    expect(await nameOf(first)).toBe('First');
  });
});

test('what is due is found by the moment it is counted from, and each record is asked about by an index', async () => {
  await system.db.query({
    text: `insert into companies (id, name, created_at, updated_at) select gen_random_uuid(), 'Load ' || n, at, at
      from (select n, now() - make_interval(hours => n) as at from generate_series(1, 4000) n) load`,
  });
  await system.db.query({ text: 'analyze companies' });
  for (const since of ['created', 'changed', 'contact'] as const) {
    const rule = ruleFor('', { filter: null, since, days: 160 });
    const plans = await plansOf(later(owner, 0), async (ctx) => {
      await listDue(ctx, company, rule, { run: '00000000-0000-4000-8000-000000000000', limit: 500 });
      await countDue(ctx, company, rule);
    });
    expect([since, plans.map((plan) => tablesScanned(plan, new Set(['companies'])))]).toEqual([since, [[], []]]);
  }
});
