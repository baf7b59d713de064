import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { insertMembership } from '../../../server/auth/membership.repository.ts';
import { insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import type { Context } from '../../../server/context.ts';
import type { MailServer } from '../../../server/mail/mail-server.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { noAllowance } from '../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { consent, person } from '../../people/contract/index.ts';
import { accessRole, member } from '../../workspace/contract/index.ts';
import type { StepOf } from '../contract/index.ts';
import { callOwner, inputOf, useProcesses } from './process.factory.ts';
import { listProcessesOf, makeProcess, modifyProcess, removeProcess, switchProcessOf } from './process.service.ts';
import { tryRunAgain } from './run.service.ts';

const server: MailServer = {
  ...{ host: 'mail.ararat.am', port: 587, security: 'starttls', user: null, password: null },
  from: { name: 'Ararat', address: 'crm@ararat.am' },
};
const secret = 'a secret of thirty-two characters';
const mailer = createMailer({ publicUrl: 'https://crm.ararat.am', secret, server, allowance: noAllowance });
const world = await useProcesses({ mailer });
const { owner, seller, system, begin, settle, hurry, runsOf, tasksAbout, join } = world;
const idOf = ({ actor }: Context) => actor.memberId ?? '';
const newDeal = (name: string, given: object = {}) => createRecord(seller, deal, { name, ...given });
const titled = (title: string, only?: object) => ({ ...callOwner, title, ...(only ? { only } : {}) });
const urgent = { is: 'if', filter: { field: 'description', op: 'contains', value: 'urgent' } } as const;
const titlesOf = async (id: string) => (await tasksAbout(id)).map(({ title }) => title);
const wait = { do: 'wait', count: 3, unit: 'days' } as const;

beforeEach(async () => {
  await settle();
  for (const { id } of await listProcessesOf(owner)) await removeProcess(owner, id);
});

describe('steps with a condition', () => {
  test('are done for what matches, the others for what does not', async () => {
    await begin({ steps: [titled('Hurry', urgent), titled('In time', { is: 'else' }), titled('Always')] });
    const [fast, slow] = [await newDeal('Fast', { description: 'urgent' }), await newDeal('Slow')];
    await settle();
    expect(await titlesOf(fast.id)).toEqual(['Hurry', 'Always']);
    expect(await titlesOf(slow.id)).toEqual(['In time', 'Always']);
  });

  test('ask for the record as it is by then, and tell of it so', async () => {
    const set = { do: 'set', values: [{ field: 'description', value: 'urgent' }] };
    await begin({ steps: [set, titled('{{description}}', urgent)] });
    const { id } = await newDeal('Changed on the way');
    await settle();
    expect(await titlesOf(id)).toEqual(['urgent']);
  });

  const wrong: readonly (readonly [string, object[], string, string])[] = [
    ['else of nothing', [titled('Lost', { is: 'else' })], 'steps.0.only', 'elseOfNothing'],
    ['a condition of nothing', [titled('x', { is: 'if', filter: { all: [] } })], 'steps.0.only.filter', 'required'],
    ['a wait for nothing', [callOwner, wait], 'steps.1.do', 'waitsForNothing'],
    [
      'a letter to what has no address',
      [{ do: 'letter', to: { who: 'record' }, subject: 'a', text: 'b', purpose: 'service' }],
      'steps.0.to.who',
      'noLettersTo',
    ],
    [
      'a link that leads elsewhere',
      [{ do: 'record', noun: 'note', link: 'owner', values: [] }],
      'steps.0.link',
      'pointsElsewhere',
    ],
    ['a webhook that is not there', [{ do: 'webhook', webhook: randomUUID() }], 'steps.0.webhook', 'missingTarget'],
  ];
  test.each(wrong)('are told of %s by name', async (_, steps, path, code) => {
    await expect(makeProcess(owner, inputOf({ steps }))).rejects.toMatchObject({ fields: [{ path, code }] });
  });
});

describe('a wait', () => {
  const onMatch = { filter: { field: 'status', op: 'is', value: 'open' } as const };

  test('lets a run go on after its days, once, with what was decided before it', async () => {
    const steps = [titled('First', urgent), wait, titled('Later', { is: 'else' }), titled('Last')];
    const { id: process } = await begin({ steps });
    const { id } = await newDeal('Patient', { description: 'urgent' });
    await settle();
    expect(await titlesOf(id)).toEqual(['First']);
    const [run] = await runsOf(process);
    expect(run).toMatchObject({ state: 'waiting', atStep: 2, attempts: 0, problem: null });
    expect(Date.parse(run?.nextAt ?? '') - Date.now()).toBeGreaterThan(2.9 * 86_400_000);
    await updateRecord(seller, deal, id, { description: 'calm' });
    await hurry();
    await settle();
    await settle();
    expect(await titlesOf(id)).toEqual(['First', 'Last']);
    expect((await runsOf(process))[0]).toMatchObject({ state: 'done', made: [{ noun: 'task' }, { noun: 'task' }] });
  });

  test('ends with the process that is switched off, and with the record that matches no more', async () => {
    const { id: process } = await begin({ ...onMatch, steps: [titled('First'), wait, titled('Last')] });
    const { id } = await newDeal('Over');
    await settle();
    await switchProcessOf(owner, process, false);
    expect((await runsOf(process))[0]).toMatchObject({ state: 'skipped', problem: { code: 'processOff' } });
    await switchProcessOf(owner, process, true);
    const run = (await runsOf(process))[0]?.id ?? '';
    await tryRunAgain(owner, process, run);
    await system.db.query({ text: 'update deals set deleted_at = now() where id = $1', values: [id] });
    await settle();
    expect((await runsOf(process))[0]).toMatchObject({
      ...{ state: 'skipped', problem: { code: 'noLongerMatches' }, made: [{ noun: 'task' }] },
    });
    expect(await titlesOf(id)).toEqual(['First']);
  });

  test('goes on with later steps as they are now, and not where earlier ones were changed', async () => {
    const { id: process } = await begin({ steps: [titled('First'), wait, titled('Last')] });
    const { id } = await newDeal('Mended');
    await settle();
    await modifyProcess(owner, process, { steps: [titled('First'), wait, titled('Mended')] as never });
    await hurry();
    await settle();
    expect(await titlesOf(id)).toEqual(['First', 'Mended']);
    const other = await newDeal('Outdated');
    await settle();
    await modifyProcess(owner, process, { steps: [titled('Other'), wait, titled('Mended')] as never });
    await hurry();
    await settle();
    expect(await titlesOf(other.id)).toEqual(['First']);
    const [run] = await runsOf(process);
    expect(run).toMatchObject({ state: 'skipped', problem: { code: 'processChanged' } });
    await expect(tryRunAgain(owner, process, run?.id ?? '')).rejects.toMatchObject({ code: 'processChanged' });
  });
});

describe('a letter', () => {
  const letter: StepOf<'letter'> = {
    ...{ do: 'letter', to: { who: 'record' }, subject: 'Dear {{name}}', text: 'Your {{name}}', purpose: 'service' },
  };
  const lettersTo = async (address: string) => {
    const rows = await system.db.query<{ subject: string; content: string }>({
      text: 'select subject, content from letter where to_address = $1 order by id',
      values: [address],
    });
    return rows.map(({ subject, content }) => ({ subject, ...JSON.parse(mailer.sealer.open(content) ?? '{}') }));
  };
  const newPerson = (name: string, address: string | null) =>
    createRecord(seller, person, { name: { given: name }, ...(address ? { emails: [{ address }] } : {}) });
  const say = (id: string, purpose: string, state: string) =>
    createRecord(owner, consent, { person: id, source: 'Fair', purpose, state, channel: 'email' });

  test('goes to the record’s address, stands in its timeline, and markup in a value is none', async () => {
    const { id: process } = await begin({ noun: 'person', steps: [letter] });
    const { id } = await newPerson('<b>Levon</b>', 'levon@sevan.am');
    await settle();
    const [sent] = await lettersTo('levon@sevan.am');
    expect(sent).toMatchObject({ subject: 'Dear <b>Levon</b>' });
    expect(sent?.html).toContain('&lt;b&gt;Levon');
    expect(sent?.html).not.toContain('<b>');
    expect(await tasksAbout(id, 'person')).toMatchObject([{ title: 'Dear <b>Levon</b>', kind: 'letter', done: true }]);
    expect((await runsOf(process))[0]).toMatchObject({ state: 'done', made: [{ noun: 'task' }], notes: [] });
  });

  test('never goes to who refused, and advertising to those alone who consented', async () => {
    const { id: service } = await begin({
      noun: 'deal',
      steps: [{ ...letter, to: { who: 'pointed', field: 'people' } }],
    });
    const { id: marketing } = await begin({
      ...{ noun: 'deal', steps: [{ ...letter, purpose: 'marketing', to: { who: 'pointed', field: 'people' } }] },
    });
    const [no, yes, silent] = [
      await newPerson('No', 'no@sevan.am'),
      await newPerson('Yes', 'yes@sevan.am'),
      await newPerson('Silent', 'silent@sevan.am'),
    ];
    await say(no.id, 'service', 'given');
    await say(no.id, 'service', 'withdrawn');
    await say(no.id, 'marketing', 'withdrawn');
    await say(yes.id, 'marketing', 'given');
    for (const { id } of [no, yes, silent]) await newDeal('Offer', { people: [id] });
    await settle();
    const subjects = async (name: string) => (await lettersTo(`${name}@sevan.am`)).length;
    expect([await subjects('no'), await subjects('yes'), await subjects('silent')]).toEqual([0, 2, 1]);
    const refused = async (process: string) =>
      (await runsOf(process)).filter(({ notes }) => notes[0]?.what === 'refused');
    expect([(await refused(service)).length, (await refused(marketing)).length]).toEqual([1, 2]);
  });

  test('without an address is none, and the run says so; too many at once wait', async () => {
    const { id: process } = await begin({ noun: 'person', steps: [letter] });
    await newPerson('Nowhere', null);
    await settle();
    expect((await runsOf(process))[0]).toMatchObject({ state: 'done', made: [], notes: [{ what: 'noAddress' }] });
    await system.db.query({
      text: `insert into letter (id, kind, to_name, to_address, subject, member, state, next_at)
        select gen_random_uuid(), 'process', '', 'x@sevan.am', 'x', $1, 'sent', null from generate_series(1, 500)`,
      values: [idOf(owner)],
    });
    await newPerson('Queued', 'queued@sevan.am');
    await settle();
    expect(await lettersTo('queued@sevan.am')).toEqual([]);
    expect((await runsOf(process))[0]).toMatchObject({
      state: 'waiting',
      attempts: 0,
      problem: { code: 'tooManyRequests' },
    });
    await system.db.query({ text: `delete from letter where to_address = 'x@sevan.am'` });
    await hurry();
    await settle();
    expect(await lettersTo('queued@sevan.am')).toHaveLength(1);
  });

  test('to a member says what they may see', async () => {
    const narrow = await join('Vesela', 'seller');
    const role = await createRecord(system, accessRole, {
      ...{ name: 'Blind', base: 'seller', fieldRights: { deal: { amount: 'hidden' } } },
    });
    await updateRecord(system, member, idOf(narrow), { accessRole: role.id });
    await world.renew();
    const account = randomUUID();
    await world.database.control.query({
      text: `insert into auth_user (id, email, name) values ($1, $2, 'Vesela')`,
      values: [account, 'vesela@ararat.am'],
    });
    await insertWorkspace(world.database.control, world.workspace);
    await insertMembership(world.database.control, account, world.workspace.id, idOf(narrow));
    const { id: process } = await begin({
      steps: [{ ...letter, to: { who: 'member', member: idOf(narrow) }, text: 'Worth {{amount}}' }],
    });
    await newDeal('Hidden worth', { amount: { amount: '77', currency: 'EUR' }, owner: idOf(narrow) });
    await settle();
    expect(await lettersTo('vesela@ararat.am')).toMatchObject([{ subject: 'Dear Hidden worth', text: 'Worth \n' }]);
    expect((await runsOf(process))[0]?.notes).toMatchObject([{ what: 'leftOut', fields: ['amount'] }]);
  });
});

describe('a step', () => {
  test('makes a record of another noun that points back, with values of this one', async () => {
    const { id: process } = await begin({
      noun: 'company',
      steps: [
        { do: 'record', noun: 'deal', link: 'company', values: [{ field: 'name', value: 'First order of {{name}}' }] },
      ],
    });
    const { id } = await createRecord(seller, company, { name: 'Sevan Glass' });
    await settle();
    const page = await listRecords(system, deal, { filter: { field: 'company', op: 'is', value: id } });
    const { items } = JSON.parse(page) as { items: readonly AnyRecord[] };
    expect(items).toMatchObject([{ name: 'First order of Sevan Glass', createdBy: { id: idOf(owner) } }]);
    expect((await runsOf(process))[0]?.made).toEqual([{ noun: 'deal', id: items[0]?.id }]);
  });

  test('sends the record to a webhook of the workspace, as far as its role may see it', async () => {
    const hook = randomUUID();
    await system.db.query({
      text: `insert into webhook (id, url, description, active, role, events, secret, created_by)
        values ($1, 'https://shop.example/hook', 'Shop', true, null, '[{"noun":"tag","kinds":["created"]}]', 'sealed', $2)`,
      values: [hook, idOf(owner)],
    });
    const { id: process, name } = await begin({ noun: 'lead', steps: [{ do: 'webhook', webhook: hook }] });
    const { id } = await createRecord(seller, lead, { name: 'For the shop' });
    await settle();
    const sent = await system.db.query<{ type: string; body: string }>({
      text: 'select type, body from webhook_delivery where webhook = $1',
      values: [hook],
    });
    expect(sent.map(({ type, body }) => [type, JSON.parse(body).data])).toMatchObject([
      ['lead.process', { noun: 'lead', id, process: { id: process, name }, record: { name: 'For the shop' } }],
    ]);
    await system.db.query({ text: 'update webhook set active = false where id = $1', values: [hook] });
    await createRecord(seller, lead, { name: 'Nobody listens' });
    await settle();
    expect((await runsOf(process))[0]).toMatchObject({ state: 'waiting', problem: { code: 'webhookInactive' } });
  });
});
