import { beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../../server/context.ts';
import { drainJobs } from '../../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../../server/jobs/worker-schema.ts';
import { createMailer } from '../../../../server/mail/mailer.ts';
import { sendJob } from '../../../../server/mail/send-job.ts';
import { readRegistry } from '../../../../server/metadata/registries.ts';
import { noAllowance, readAllowance } from '../../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { getRecord } from '../../../../server/records/read.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { restrictRecord } from '../../../../server/sharing/share.service.ts';
import { mailPassword, mailServerCertificate, useMailServer } from '../../../../server/testing/mail-server.ts';
import { useWorkspace } from '../../../../server/testing/workspace.ts';
import { company } from '../../../companies/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { MailboxInput } from '../../contract/index.ts';
import { listAbout, write } from '../record-letters.ts';
import { getLetter, listLetters } from './kept-letter.service.ts';
import { findMailboxRow, findReadUpTo } from './mailbox.repository.ts';
import { add, change } from './mailbox.service.ts';
import { takeIn } from './take-in.ts';

const { database, workspace, registry, system: bare, join: enter } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const relay = await useMailServer({ signIn: true });
const mailer = createMailer({
  ...{ publicUrl: 'https://crm.example.org', secret: 'a secret of thirty-two characters', server: null },
  ...{ allowance: readAllowance('localhost,127.0.0.1') ?? noAllowance, certificates: mailServerCertificate },
});
const system: Context = { ...bare, mailer };
const seller: Context = { ...(await enter('Boris', 'seller')), mailer };
const other: Context = { ...(await enter('Vesela', 'seller')), mailer };
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: [sendJob], findWorkspace: async () => workspace, contextOf: () => system },
  });
const sends = { host: 'localhost', port: relay.port, security: 'starttls' } as const;
const settings: MailboxInput = {
  ...{ host: 'localhost', port: 1, security: 'starttls', user: 'anahit', password: mailPassword, name: 'Boris' },
  ...{ address: 'boris@ararat.am', tells: 'known', makesLeads: false, since: '2020-01-01', sends },
};
const box = (await add(seller, { ...settings, shared: false })).id;
const ararat = await createRecord(system, company, { name: 'Tiflis Print' });
const nino = await createRecord(system, person, {
  ...{ name: { given: 'Nino' }, company: ararat.id, emails: [{ address: 'nino@tiflis.ge' }] },
});
let uid = 0;
const arrive = async (subject: string, headers: readonly string[] = [], to = { box, from: 'nino@tiflis.ge' }) => {
  const row = await findMailboxRow(system.db, to.box);
  if (!row) throw new Error('no mailbox');
  uid += 1;
  const lines = [`From: ${to.from}`, 'To: boris@ararat.am', `Subject: ${subject}`, `Message-ID: <${uid}@mail>`];
  const source = Buffer.from([...lines, ...headers, '', 'How much?'].join('\r\n'));
  const place = { path: 'INBOX', validity: '1', isSent: false };
  await takeIn(system, row, place, { uid, at: new Date(), source, isWhole: true });
  return `${uid}@mail`;
};
const about = { noun: 'person', id: nino.id } as const;
const received = async (ctx: Context = seller) => (await listAbout(ctx, about)).received;

beforeEach(() => {
  relay.arrived.length = 0;
});

test('an answer goes to who wrote, in the thread, from one’s own mailbox, and the letter counts as answered', async () => {
  await arrive('Price', ['References: <first@mail> <second@mail>', 'Reply-To: mallory@example.org']);
  const [letter] = await received();
  expect(letter).toMatchObject({ subject: 'Price', answeredAt: null });
  expect((await listAbout(seller, { noun: 'company', id: ararat.id })).received).toMatchObject([{ id: letter?.id }]);
  const toAnswer = async (ctx: Context) => (await listLetters(ctx, { of: 'unanswered', limit: 10 })).items;
  expect(await toAnswer(other)).toEqual([]);
  await arrive('Away', ['Auto-Submitted: auto-replied']);
  await arrive('A stranger', [], { box, from: 'nobody@example.org' });
  expect(await toAnswer(seller)).toMatchObject([{ id: letter?.id, subject: 'Price' }]);
  const nextMonth = new Date(Date.now() + 31 * 86_400_000);
  expect(await toAnswer({ ...seller, now: () => nextMonth })).toEqual([]);
  const answer = { ...about, answers: letter?.id, mailbox: box, subject: 'Re: Price', text: 'Twenty' };
  const { task: told } = await write(seller, answer);
  await work();
  const [{ from, to, user, mail } = { from: '', to: [], user: '', mail: null }] = relay.arrived;
  expect({ from, to, user }).toEqual({ from: 'boris@ararat.am', to: ['nino@tiflis.ge'], user: 'anahit' });
  expect(mail?.inReplyTo).toBe('<1@mail>');
  expect(mail?.references).toEqual(['<first@mail>', '<second@mail>', '<1@mail>']);
  expect(await getRecord(seller, task, told)).toMatchObject({ initiative: 'ours', company: { id: ararat.id } });
  expect((await received()).find(({ id }) => id === letter?.id)?.answeredAt).not.toBeNull();
  expect(await toAnswer(seller)).toEqual([]);
  expect(mail?.headers.get('auto-submitted')).toBeUndefined();
});

test('nobody writes from a mailbox of others, nor as an answer to what is told of somebody else', async () => {
  await arrive('Again');
  const [letter] = await received();
  const words = { subject: 'Re', text: 'x' };
  await expect(write(other, { ...about, ...words, answers: letter?.id, mailbox: box })).rejects.toMatchObject({
    fields: [expect.objectContaining({ path: 'mailbox' })],
  });
  const levon = await createRecord(system, person, { name: { given: 'Levon' } });
  const elsewhere = { noun: 'person', id: levon.id, ...words, answers: letter?.id, mailbox: box } as const;
  await expect(write(seller, elsewhere)).rejects.toMatchObject({
    fields: [expect.objectContaining({ path: 'answers' })],
  });
  await expect(write(other, { ...about, ...words, answers: letter?.id })).rejects.toMatchObject({
    code: 'mailNotSetUp',
  });
  await work();
  expect(relay.arrived).toEqual([]);
});

test('the password of a mailbox goes to no other server for sending than it was typed for', async () => {
  const { password: _, ...kept } = settings;
  await expect(change(seller, box, { ...kept, sends: { ...sends, port: 2525 } })).rejects.toMatchObject({
    fields: [expect.objectContaining({ path: 'password', code: 'required' })],
  });
  await expect(change(seller, box, { ...settings, sends: { ...sends, host: '10.0.0.1' } })).rejects.toMatchObject({
    fields: [expect.objectContaining({ path: 'sends.host', code: 'outgoingForbidden' })],
  });
  expect(await change(seller, box, kept)).toMatchObject({ server: { sends, hasPassword: true } });
});

test('a letter that its owner may not tell of any more is not lost, and holds up no other', async () => {
  const { id } = await add(other, { ...settings, shared: false });
  await updateRecord(system, system.registry.getNoun('member'), String(other.actor.memberId), { role: 'viewer' });
  await arrive('Refused', [], { box: id, from: 'nino@tiflis.ge' });
  const { items } = await listLetters(other, { of: 'mine', limit: 10 });
  expect(items).toMatchObject([{ subject: 'Refused', state: 'private', task: null }]);
  expect((await received()).map(({ subject }) => subject)).not.toContain('Refused');
});

test('a letter whose taking in breaks off is not there at all, and once when it is taken in again', async () => {
  await findReadUpTo(system.db, box, 'INBOX', '1');
  const once = ['Date: Mon, 01 Jun 2026 10:00:00 +0000', 'In-Reply-To: <none@mail>'];
  const titled = async () => (await received()).filter(({ subject }) => subject === 'Broken off').length;
  const tasks = async () => {
    const [row] = await system.db.query<{ count: number }>({
      text: `select count(*)::integer as count from tasks where title = 'Broken off'`,
    });
    return row?.count;
  };
  const breaks = 'alter table mailbox_folder add constraint breaks check (last_uid < 1)';
  const owned = database.workspace(workspace);
  await owned.query({ text: breaks });
  await expect(arrive('Broken off', once)).rejects.toThrow();
  expect([await titled(), await tasks()]).toEqual([0, 0]);
  await owned.query({ text: 'alter table mailbox_folder drop constraint breaks' });
  await arrive('Broken off', once);
  expect([await titled(), await tasks()]).toEqual([1, 1]);
});

test('a letter with somebody who is closed to others is read by nobody else', async () => {
  const owner: Context = { ...(await enter('Mariam', 'owner')), mailer };
  const stranger: Context = { ...(await enter('Levon', 'seller')), mailer };
  const eka = await createRecord(system, person, {
    ...{ name: { given: 'Eka' }, emails: [{ address: 'eka@batumi.ge' }], owner: owner.actor.memberId },
  });
  const shared = (await add(owner, { ...settings, shared: true })).id;
  await arrive('Between us', [], { box: shared, from: 'eka@batumi.ge' });
  const closed = { noun: 'person', id: eka.id } as const;
  const [letter] = (await listAbout(stranger, closed)).received;
  expect(await getLetter(stranger, letter?.id ?? '')).toMatchObject({ subject: 'Between us' });
  await restrictRecord(owner, person, eka.id, { restricted: true });
  // As the next request finds it.
  const later = { registry: await readRegistry(registry, system.db) };
  await expect(listAbout({ ...stranger, ...later }, closed)).rejects.toMatchObject({ status: 404 });
  await expect(getLetter({ ...stranger, ...later }, letter?.id ?? '')).rejects.toMatchObject({ status: 404 });
  expect(await getLetter({ ...owner, ...later }, letter?.id ?? '')).toMatchObject({ subject: 'Between us' });
});

test('a letter from here that is told by what is closed to others is not on the card for them either', async () => {
  const owner: Context = { ...(await enter('Mariam', 'owner')), mailer };
  const words = { subject: 'Only for you', text: 'In confidence', mailbox: box };
  const { task: told } = await write(seller, { ...about, ...words, to: 'nino@tiflis.ge' });
  const subjects = async (ctx: Context) => (await listAbout(ctx, about)).items.map(({ subject }) => subject);
  expect(await subjects(other)).toContain('Only for you');
  await restrictRecord(owner, task, told, { restricted: true });
  const later = { registry: await readRegistry(registry, system.db) };
  expect(await subjects({ ...other, ...later })).not.toContain('Only for you');
  expect(await subjects({ ...seller, ...later })).toContain('Only for you');
});
