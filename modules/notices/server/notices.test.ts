import { beforeEach, describe, expect, test } from 'vitest';
import { giveAccount } from '../../../server/auth/member-account.ts';
import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { accountJob, createTellOfAccount } from '../../../server/auth/tell-of-account.ts';
import { insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import { drainListeners } from '../../../server/changes/drain-listeners.ts';
import { type Context, inThePast, inTransaction } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { noAllowance } from '../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../server/records/create.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { shareRecord } from '../../../server/sharing/share.service.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { company } from '../../companies/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { reminderMinutes, task } from '../../tasks/contract/index.ts';
import { noticesModule } from './index.ts';
import { clear, listMine, markRead } from './notice.service.ts';
import { choose, listChoices } from './notice-choices.ts';
import { remindJob } from './reminders.ts';

const { database, workspace, system: bare, join } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const mailer = createMailer({
  ...{ publicUrl: 'https://crm.example.org', secret: 'x'.repeat(32), allowance: noAllowance },
  server: {
    ...{ host: 'mail.example.org', port: 587, security: 'starttls', user: null, password: null },
    from: { name: 'Ararat', address: 'crm@ararat.am' },
  },
});
const system: Context = { ...bare, mailer };
const anahit = await join('Anahit', 'owner');
const boris = await join('Boris', 'seller');
const vesela = await join('Vesela', 'seller');
const idOf = ({ actor }: Context) => actor.memberId ?? '';

const listen = () => drainListeners(system, noticesModule.listeners ?? []);
const work = async () => {
  await database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
  await drainJobs({
    ...{ database, log: silent, jobs: [remindJob], findWorkspace: async () => workspace, contextOf: () => system },
  });
};
const told = async (ctx: Context) =>
  (await listMine(ctx)).items.map(({ kind, by, target, count }) => [kind, by?.name ?? null, target.label, count]);
const give = (name: string, to: Context, from = anahit) => createRecord(from, company, { name, owner: idOf(to) });

beforeEach(async () => {
  await listen();
  await system.db.query({ text: 'delete from notices' });
  await system.db.query({ text: 'delete from letter' });
  await database.control.query({ text: 'delete from graphile_worker._private_jobs' });
});

describe('who set a task', () => {
  const set = (title: string) => createRecord(anahit, task, { title, owner: idOf(boris) });
  const finish = (by: Context, id: string, done = true) => updateRecord(by, task, id, { done });

  test('is told when somebody else has done it, and nobody else is', async () => {
    const { id } = await set('Send samples');
    await finish(boris, id);
    await listen();
    await listen();
    expect(await told(anahit)).toEqual([['done', 'Boris', 'Send samples', 1]]);
    expect(await told(vesela)).toEqual([]);
  });

  test('is told nothing of what they did themselves, and of what was opened again', async () => {
    const [own, again] = [await set('By myself'), await set('Too early')];
    await finish(anahit, own.id);
    await finish(boris, again.id);
    await finish(boris, again.id, false);
    await listen();
    expect(await told(anahit)).toEqual([]);
  });

  test('is told of many at once', async () => {
    const ids = [];
    for (const title of ['A', 'B', 'C', 'D']) ids.push((await set(title)).id);
    for (const id of ids) await finish(boris, id);
    await listen();
    expect(await told(anahit)).toMatchObject([['done', 'Boris', expect.any(String), 4]]);
  });
});

describe('with whom a record is shared', () => {
  const share = async (to: object) => {
    const { id } = await createRecord(anahit, company, { name: 'Shared Works', owner: idOf(anahit) });
    await shareRecord(anahit, company, id, { ...to, access: 'read', until: null, note: null });
    await listen();
  };

  test('is told of it, and nobody else is', async () => {
    await share({ member: idOf(boris) });
    expect(await told(boris)).toEqual([['shared', 'Anahit', 'Shared Works', 1]]);
    expect([await told(vesela), await told(anahit)]).toEqual([[], []]);
  });

  test('as a team is told member by member, those of the teams below too, but for whoever shares', async () => {
    const [team, member] = ['team', 'member'].map(system.registry.getNoun) as [Noun, Noun];
    const sales = await createRecord(system, team, { name: 'Sales of shares', head: idOf(anahit) });
    const north = await createRecord(system, team, { name: 'North of shares', parent: sales.id });
    await updateRecord(system, member, idOf(anahit), { team: sales.id });
    await updateRecord(system, member, idOf(vesela), { team: north.id });
    await listen();
    await share({ team: sales.id });
    expect(await told(vesela)).toEqual([['shared', 'Anahit', 'Shared Works', 1]]);
    expect([await told(boris), await told(anahit)]).toEqual([[], []]);
  });
});

describe('who is given a record', () => {
  test('by somebody else is told of it, once, and nobody else is', async () => {
    const { id } = await give('Ararat', boris);
    await listen();
    await listen();
    expect(await told(boris)).toEqual([['assigned', 'Anahit', 'Ararat', 1]]);
    expect([await told(vesela), await told(anahit)]).toEqual([[], []]);
    await updateRecord(anahit, company, id, { owner: idOf(vesela) });
    await updateRecord(anahit, company, id, { name: 'Ararat Trade' });
    await listen();
    expect(await told(vesela)).toEqual([['assigned', 'Anahit', 'Ararat Trade', 1]]);
    expect(await told(boris)).toHaveLength(1);
  });

  test.each([
    ['by themselves', () => give('Own', boris, boris)],
    ['by the system', () => give('System', boris, system)],
    ['by an import', () => give('Imported', boris, { ...anahit, through: 'import' })],
    [
      'in a past that is told now',
      () => give('Past', boris, inThePast(system, new Date('2026-01-05T10:00:00Z'), idOf(anahit))),
    ],
  ])('%s is told nothing', async (_how, act) => {
    await act();
    await listen();
    expect(await told(boris)).toEqual([]);
  });

  test('with many others is told of all of them at once', async () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name: `${name} Ltd`, owner: idOf(boris) }));
    await inTransaction(anahit, (tx) => createMany(tx, company, many));
    await listen();
    expect(await told(boris)).toEqual([['assigned', 'Anahit', 'E Ltd', 5]]);
  });

  test('is told nothing of what they may not see, then or any more', async () => {
    const hidden = serverModules.map((module) =>
      module.name === 'companies'
        ? {
            ...module,
            policies: [{ noun: 'company', ownerField: 'owner', grants: { seller: { read: 'own' as const } } }],
          }
        : module,
    );
    const registry = createRegistry(hidden);
    const { id } = await give('Secret', boris);
    await listen();
    expect(await told({ ...boris, registry })).toEqual([['assigned', 'Anahit', 'Secret', 1]]);
    await updateRecord(anahit, company, id, { owner: idOf(vesela) });
    const after = await listMine({ ...boris, registry });
    expect(after).toMatchObject({ items: [], unread: 0 });
  });

  test('marks notices of their own as read, and no others', async () => {
    for (const name of ['One', 'Two']) await give(name, boris);
    await give('Hers', vesela);
    await listen();
    const [newest] = (await listMine(boris)).items;
    const [hers] = (await listMine(vesela)).items;
    await markRead(boris, [newest?.id ?? '', hers?.id ?? '']);
    expect([(await listMine(boris)).unread, (await listMine(vesela)).unread]).toEqual([1, 1]);
    await markRead(boris, undefined);
    expect((await listMine(boris)).unread).toBe(0);
    expect((await listMine(boris)).items.map(({ readAt }) => typeof readAt)).toEqual(['string', 'string']);
    expect((await listMine(vesela)).unread).toBe(1);
  });
});

describe('a note', () => {
  const write = (body: string, values: object = {}, from = anahit) =>
    createRecord(from, note, { body, author: idOf(from), ...values });

  test('tells whom it calls by name, once, and not its author', async () => {
    const { id } = await write('@Boris please call', { mentions: [idOf(boris), idOf(anahit)] });
    await listen();
    await updateRecord(anahit, note, id, {
      mentions: [idOf(boris), idOf(vesela)],
      body: '@Boris, @Vesela please call',
    });
    await listen();
    expect([await told(boris), await told(vesela), await told(anahit)]).toEqual([
      [['mentioned', 'Anahit', '@Boris, @Vesela please call', 1]],
      [['mentioned', 'Anahit', '@Boris, @Vesela please call', 1]],
      [],
    ]);
  });

  test('that answers another tells its author, once, and nobody who answers themselves', async () => {
    const { id } = await write('They want a discount', {}, boris);
    await write('Ten per cent', { replyTo: id });
    await write('@Boris five', { replyTo: id, mentions: [idOf(boris)] });
    await write('Asked again', { replyTo: id }, boris);
    await listen();
    expect(await told(boris)).toEqual([
      ['mentioned', 'Anahit', '@Boris five', 1],
      ['replied', 'Anahit', 'Ten per cent', 1],
    ]);
  });
});

describe('a reminder', () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const remember = (input: object = {}) =>
    createRecord(boris, task, {
      title: 'Call Sona',
      owner: idOf(boris),
      dueAt: inAnHour(),
      reminder: 'tenMinutes',
      ...input,
    });
  const planned = async () =>
    (
      await database.control.query<{ minutes: number }>({
        text: `select round(extract(epoch from run_at - now()) / 60)::integer as minutes from graphile_worker.jobs where task_identifier = 'notices.remind'`,
      })
    ).map(({ minutes }) => minutes);

  test('comes before the task is due, once, also when the job runs again', async () => {
    const { id, dueAt } = await remember();
    await listen();
    expect(await planned()).toEqual([50]);
    await work();
    expect(await told(boris)).toEqual([['reminder', null, 'Call Sona', 1]]);
    const at = new Date(Date.parse(String(dueAt)) - reminderMinutes.tenMinutes * 60_000).toISOString();
    await remindJob.run(system, { task: id, at }, new AbortController().signal);
    expect(await told(boris)).toHaveLength(1);
  });

  test('moves with the task, and goes to whoever has it then', async () => {
    const { id, dueAt } = await remember();
    await listen();
    const later = new Date(Date.parse(String(dueAt)) + 3_600_000).toISOString();
    await updateRecord(anahit, task, id, { dueAt: later, owner: idOf(vesela) });
    const before = new Date(Date.parse(String(dueAt)) - 600_000).toISOString();
    await remindJob.run(system, { task: id, at: before }, new AbortController().signal);
    await listen();
    expect(await planned()).toEqual([110]);
    await work();
    expect(await told(boris)).toEqual([]);
    expect(await told(vesela)).toContainEqual(['reminder', null, 'Call Sona', 1]);
  });

  test.each([
    ['what is done', { done: true }],
    ['what is nobody’s', { owner: null }],
    ['what is not to be reminded of any more', { reminder: null }],
  ])('does not come for %s', async (_what, patch) => {
    const { id } = await remember();
    await listen();
    await updateRecord(boris, task, id, patch);
    await work();
    expect(await told(boris)).toEqual([]);
  });

  test('is not planned for what is overdue already', async () => {
    await remember({ dueAt: '2026-01-05T10:00:00Z' });
    await listen();
    expect(await planned()).toEqual([]);
  });
});

test('whoever chose so is written a letter as well, in their language', async () => {
  await insertWorkspace(database.control, workspace);
  await giveAccount(system, idOf(boris), { email: 'boris@ararat.am', password: 'nine plums ok' });
  await give('Silent', boris);
  await listen();
  const letters = () => system.db.query({ text: 'select to_address as "to", subject, kind, names from letter' });
  expect(await letters()).toEqual([]);
  await choose(boris, [{ kind: 'assigned', shown: true, mailed: true }]);
  await updateRecord(system, system.registry.getNoun('member'), idOf(boris), { language: 'bg' });
  const { id } = await give('Шипка', boris);
  await listen();
  expect(await letters()).toEqual([
    { to: 'boris@ararat.am', subject: 'Anahit ви даде „Шипка“', kind: 'notice.assigned', names: id },
  ]);
  const [kept] = await system.db.query<{ content: string }>({ text: 'select content from letter' });
  expect(mailer.sealer.open(kept?.content ?? '')).toContain(`https://crm.example.org/companies/${id}`);
});

// After the one above: it gave Boris his account.
describe('by its kind a notice is shown, sent, both or neither', () => {
  const letters = async () =>
    (await system.db.query<{ kind: string }>({ text: 'select kind from letter' })).map(({ kind }) => kind);

  test.each([
    [true, true, 1, 1],
    [true, false, 1, 0],
    [false, true, 0, 1],
    [false, false, 0, 0],
  ])('shown %s, sent %s', async (shown, mailed, inList, byMail) => {
    await choose(boris, [{ kind: 'assigned', shown, mailed }]);
    await give(`Shown ${shown}, sent ${mailed}`, boris);
    await listen();
    expect([(await told(boris)).length, (await letters()).length]).toEqual([inList, byMail]);
  });

  test('what can not be sent is in the list, even where only a letter is wanted', async () => {
    await choose(vesela, [{ kind: 'assigned', shown: false, mailed: true }]);
    await give('To nobody’s address', vesela);
    await listen();
    expect([await told(vesela), await letters()]).toMatchObject([
      [['assigned', 'Anahit', 'To nobody’s address', 1]],
      [],
    ]);
    await choose(vesela, [{ kind: 'assigned', shown: true, mailed: false }]);
  });

  test('a choice is of one kind and of one’s own', async () => {
    await choose(boris, [{ kind: 'assigned', shown: false, mailed: false }]);
    await createRecord(anahit, note, { body: 'Ask Boris', mentions: [idOf(boris)] });
    await give('Hers', vesela);
    await listen();
    expect([(await told(boris)).map(([kind]) => kind), (await told(vesela)).length]).toEqual([['mentioned'], 1]);
    const assigned = async (who: Context) => (await listChoices(who)).items.find(({ kind }) => kind === 'assigned');
    expect([await assigned(boris), await assigned(anahit)]).toMatchObject([{ shown: false }, { shown: true }]);
    await choose(boris, [{ kind: 'assigned', shown: true, mailed: false }]);
  });

  test('nobody keeps from themselves what concerns safety, and sellers are not asked about what owners are told', async () => {
    const told = { code: 'invalid', fields: [{ path: 'items.1.shown', code: 'noticeAlwaysTold' }] };
    const items = [
      { kind: 'reminder', shown: true, mailed: false },
      { kind: 'alarm', shown: false, mailed: true },
    ] as const;
    await expect(choose(anahit, items)).rejects.toMatchObject(told);
    await expect(choose(boris, [{ kind: 'account', shown: true, mailed: true }])).rejects.toMatchObject({
      fields: [{ path: 'items.0.mailed' }],
    });
    const kindsOf = async (who: Context) => (await listChoices(who)).items.map(({ kind }) => kind);
    expect([(await kindsOf(anahit)).includes('alarm'), (await kindsOf(boris)).includes('alarm')]).toEqual([
      true,
      false,
    ]);
  });
});

test('what is read is cleared away, one’s own only; what is not read stays unless it is named', async () => {
  await give('Old', boris);
  await give('Hers', vesela);
  await listen();
  await markRead(boris, undefined);
  await give('New', boris);
  await listen();
  await clear(
    vesela,
    (await listMine(boris)).items.map(({ id }) => id),
  );
  expect([(await told(boris)).length, (await told(vesela)).length]).toEqual([2, 1]);
  await clear(boris, undefined);
  const { items } = await listMine(boris);
  expect(items.map(({ target }) => target.label)).toEqual(['New']);
  await clear(
    boris,
    items.map(({ id }) => id),
  );
  expect(await told(boris)).toEqual([]);
});

// After the one above: it gave Boris his account.
test('that how one signs in was changed is told by one letter, and by a notice where none can be sent', async () => {
  const tell = createTellOfAccount({ database, registry: system.registry, log: silent });
  const { account } = await findMemberAccountOf(boris);
  const change = async (server: object | null) => {
    await tell({ account, kind: 'passkeyAdded', address: '203.0.113.9', userAgent: null });
    const contextOf = () => ({ ...system, mailer: { ...mailer, server: server as never } });
    await drainJobs({ database, log: silent, jobs: [accountJob], findWorkspace: async () => workspace, contextOf });
  };
  const letters = async () =>
    (await system.db.query<{ subject: string }>({ text: 'select subject from letter' })).map(({ subject }) => subject);
  await change(mailer.server);
  expect([await letters(), await told(boris)]).toEqual([['Добавен е ключ за достъп'], []]);
  await change(null);
  expect([(await letters()).length, await told(boris)]).toEqual([1, [['account', null, 'Boris', 1]]]);
  expect(await told(vesela)).toEqual([]);
});

async function findMemberAccountOf(ctx: Context) {
  const account = await database.control.transaction((control) => findMemberAccount(control, workspace.id, idOf(ctx)));
  if (!account) throw new Error('There is no account');
  return { account: account.id };
}
