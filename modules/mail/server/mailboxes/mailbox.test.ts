import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Context } from '../../../../server/context.ts';
import { createFolderStore } from '../../../../server/files/folder-store.ts';
import { drainJobs } from '../../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../../server/jobs/worker-schema.ts';
import type { RawLetter } from '../../../../server/mail/at-mailbox.ts';
import { createMailer } from '../../../../server/mail/mailer.ts';
import { noAllowance, readAllowance } from '../../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { listRecords } from '../../../../server/records/list.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { findDovecot, mailboxPassword, useImapServer } from '../../../../server/testing/imap-server.ts';
import { mailServerCertificate } from '../../../../server/testing/mail-server.ts';
import { useWorkspace } from '../../../../server/testing/workspace.ts';
import type { RecordOf } from '../../../../shared/nouns/value.ts';
import { deal, pipeline } from '../../../deals/contract/index.ts';
import { lead } from '../../../leads/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { MailboxInput } from '../../contract/index.ts';
import { askForForgotten, fetchJob } from './fetch.job.ts';
import { filesJob } from './files.job.ts';
import { getLetter, ignore, listLetters, tell, toLead, toPerson } from './kept-letter.service.ts';
import { findMailboxRow } from './mailbox.repository.ts';
import { add, change, fetchNow, listMailboxesOf, remove, test as tryOut } from './mailbox.service.ts';
import { takeIn } from './take-in.ts';

const { database, workspace, system: bare, join: enter } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const folder = mkdtempSync(join(tmpdir(), 'mailbox-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = createFolderStore(join(folder, 'kept'));
const files = { store, stagingFolder: join(folder, 'staged'), maxBytes: 1_000_000 };
const mailerWith = (hosts: string) =>
  createMailer({
    ...{ publicUrl: 'https://crm.example.org', secret: 'a secret of thirty-two characters', server: null },
    ...{ allowance: readAllowance(hosts) ?? noAllowance, certificates: mailServerCertificate },
  });
const mailer = mailerWith('localhost,127.0.0.1');
const system: Context = { ...bare, mailer, files };
const [owner, seller, other, viewer] = (await Promise.all([
  enter('Anahit', 'owner'),
  enter('Boris', 'seller'),
  enter('Vesela', 'seller'),
  enter('Giorgi', 'viewer'),
]).then((all) => all.map((one) => ({ ...one, mailer, files })))) as [Context, Context, Context, Context];
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: [fetchJob, filesJob], findWorkspace: async () => workspace },
    contextOf: () => system,
  });

const settings = (input: Partial<MailboxInput> = {}): MailboxInput => ({
  ...{ host: 'localhost', port: 1, security: 'starttls', user: 'boris', password: mailboxPassword, name: '' },
  ...{ address: 'boris@ararat.am', tells: 'known', makesLeads: false, since: '2020-01-01', sends: null, ...input },
});
let uid = 0;
const raw = (source: string | Buffer): RawLetter => {
  uid += 1;
  return { uid, at: new Date(), source: Buffer.from(source), isWhole: true };
};
interface Words {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly id?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}
const letterOf = ({ from = 'Nino <nino@tiflis.ge>', to = 'sales@ararat.am', subject = 'Price', ...rest }: Words) =>
  [
    ...[`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${rest.id ?? newId()}@mail>`],
    ...['Date: Mon, 01 Jun 2026 10:00:00 +0000', ...(rest.headers ?? []), '', rest.body ?? 'How much?', ''],
  ].join('\r\n');

const own = (await add(seller, { ...settings(), shared: false })).id;
const quiet = (await add(seller, { ...settings({ tells: 'marked', address: 'b@home.am' }), shared: false })).id;
const shared = (await add(owner, { ...settings({ address: 'sales@ararat.am' }), shared: true })).id;
/** As the job does it, without a server in between. */
const arrive = async (mailbox: string, words: Words | string, isSent = false) => {
  const row = await findMailboxRow(system.db, mailbox);
  if (!row) throw new Error('no mailbox');
  const place = { path: isSent ? 'Sent' : 'INBOX', validity: '1', isSent };
  await takeIn(system, row, place, raw(typeof words === 'string' ? words : letterOf(words)));
};
const tasksOf = async (ctx: Context, field: string, id: string) => {
  const page = await listRecords(ctx, task, { filter: { field, op: 'is', value: id }, expand: ['person'] });
  return (JSON.parse(page) as { items: RecordOf<typeof task>[] }).items;
};
const mine = async (ctx: Context, search = '') => (await listLetters(ctx, { of: 'mine', limit: 100, search })).items;
const incoming = async (ctx: Context = seller) => (await listLetters(ctx, { of: 'incoming', limit: 100 })).items;
const last = async () => (await incoming())[0]?.id ?? '';
const someone = (given: string, more: object = {}) =>
  createRecord(system, person, { name: { given }, emails: [{ address: `${given.toLowerCase()}@tiflis.ge` }], ...more });
const nino = await someone('Nino', { owner: other.actor.memberId });

describe('a mailbox', () => {
  test('is its owner’s alone: nobody else, owners of the workspace included, sees it, changes it or reads in it', async () => {
    await arrive(quiet, { from: 'Mother <mother@home.am>', subject: 'Dinner' });
    const [dinner] = await mine(seller, 'dinner');
    for (const ctx of [owner, other, { ...seller, seenBy: String(owner.actor.memberId) }]) {
      expect((await listMailboxesOf(ctx)).items.map(({ id }) => id)).not.toContain(quiet);
      await expect(change(ctx, quiet, settings())).rejects.toMatchObject({ code: 'notFound' });
      await expect(remove(ctx, quiet)).rejects.toMatchObject({ code: 'notFound' });
      await expect(tryOut(ctx, { ...settings(), password: undefined, id: quiet })).rejects.toMatchObject({
        code: 'notFound',
      });
      await expect(getLetter(ctx, dinner?.id ?? '')).rejects.toMatchObject({ code: 'notFound' });
      await expect(tell(ctx, dinner?.id ?? '')).rejects.toMatchObject({ code: 'notFound' });
      expect(await mine(ctx, 'dinner')).toEqual([]);
    }
    expect(await getLetter(seller, dinner?.id ?? '')).toMatchObject({ subject: 'Dinner', state: 'private' });
    const everything = await listRecords(owner, task, { search: 'dinner' });
    expect(JSON.parse(everything)).toMatchObject({ items: [] });
  });

  test('of the workspace is for owners to change; the others see neither server nor user', async () => {
    await expect(add(seller, { ...settings(), shared: true })).rejects.toMatchObject({ status: 403 });
    await expect(change(seller, shared, settings())).rejects.toMatchObject({ status: 403 });
    await expect(remove(seller, shared)).rejects.toMatchObject({ status: 403 });
    expect((await listMailboxesOf(seller)).items.find(({ id }) => id === shared)).toMatchObject({ server: null });
    await expect(fetchNow(viewer, shared)).rejects.toMatchObject({ status: 403 });
    expect(await listMailboxesOf(viewer)).toMatchObject({ incoming: 0 });
  });

  test('is named by nobody but a person at a browser, and its password goes nowhere else', async () => {
    await expect(add({ ...seller, through: 'api' }, { ...settings(), shared: false })).rejects.toMatchObject({
      code: 'signInNeeded',
    });
    const withoutPassword = { ...settings(), password: undefined };
    for (const elsewhere of [{ host: '127.0.0.1' }, { port: 2 }, { user: 'vesela' }])
      await expect(change(seller, own, { ...withoutPassword, ...elsewhere })).rejects.toMatchObject({
        fields: [expect.objectContaining({ path: 'password', code: 'required' })],
      });
    expect(await change(seller, own, withoutPassword)).toMatchObject({ server: { hasPassword: true } });
    const told = await system.db.query({
      text: `select m::text as row from mailbox m union all select c::text from change c where noun = 'mailbox'`,
    });
    expect(JSON.stringify(told)).not.toContain(mailboxPassword);
  });

  test('that is taken away while it is changed stays away, and passwords are tried so many times an hour', async () => {
    for (const _turn of [1, 2, 3]) {
      const { id } = await add(other, { ...settings(), shared: false });
      await Promise.allSettled([change(other, id, settings()), remove(other, id), change(other, id, settings())]);
      expect((await listMailboxesOf(other)).items.map((one) => one.id)).not.toContain(id);
    }
    const guess = () => tryOut(viewer, { ...settings(), host: '127.0.0.1' });
    for (let n = 0; n < 60; n += 1) expect(await guess()).toMatchObject({ fault: 'outgoingUnreachable' });
    await expect(guess()).rejects.toMatchObject({ status: 429, code: 'tooManyRequests' });
  });

  test('stands in no network of ours, and is fetched from at the ports of mailboxes', async () => {
    const guarded = { ...seller, mailer: mailerWith('') };
    const at = (host: string, port = 993) => add(guarded, { ...settings({ host, port }), shared: false });
    for (const host of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '[::1]'.slice(1, -1), '2130706433'])
      await expect(at(host)).rejects.toMatchObject({ fields: [expect.objectContaining({ path: 'host' })] });
    await expect(at('93.184.215.14', 22)).rejects.toMatchObject({
      fields: [expect.objectContaining({ path: 'port', code: 'mailboxPort' })],
    });
  });
});

describe('a letter that comes in', () => {
  test('stands in the story of whom it is with, as work that is done, once in however many mailboxes', async () => {
    const words = { id: newId(), subject: 'Գին, цена, ფასი', body: 'Խնդրում եմ' };
    await arrive(shared, words);
    await arrive(shared, words);
    await arrive(own, words);
    const told = (await tasksOf(other, 'person', nino.id)).filter(({ title }) => title === words.subject);
    expect(told).toMatchObject([
      { kind: 'letter', done: true, initiative: 'theirs', outcome: 'Խնդրում եմ', owner: { id: nino.owner?.id } },
    ]);
    expect(Date.parse(String(told[0]?.completedAt))).toBe(Date.parse('2026-06-01T10:00:00Z'));
    expect(JSON.parse(await listRecords(owner, task, { search: 'tsena' }))).toMatchObject({
      items: [{ id: told[0]?.id }],
    });
    const [kept] = await mine(seller, 'gin');
    expect(await getLetter(viewer, kept?.id ?? '')).toMatchObject({ state: 'told', task: told[0]?.id, html: null });
  });

  test('with two Message-IDs alike is two letters', async () => {
    const id = newId();
    await arrive(shared, { id, subject: 'First of two' });
    await arrive(shared, { id, subject: 'Second of two' });
    const titles = (await tasksOf(owner, 'person', nino.id)).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['First of two', 'Second of two']));
  });

  test('is put on a card by whose mailbox it is, where its address is known', async () => {
    await arrive(quiet, { subject: 'To be told' });
    const [kept] = await mine(seller, 'told');
    const answer = await tell(seller, kept?.id ?? '');
    expect(answer).toMatchObject({ state: 'told' });
    await arrive(quiet, { from: 'nobody@home.am', subject: 'Of nobody' });
    const [unknown] = await mine(seller, 'nobody');
    await expect(tell(seller, unknown?.id ?? '')).rejects.toMatchObject({ code: 'senderUnknown' });
  });

  test('that was sent from the mailbox is ours, and answers what it answers', async () => {
    const id = newId();
    await arrive(own, { id, subject: 'A question' });
    const answer = { from: 'boris@ararat.am', to: 'Nino <nino@tiflis.ge>', subject: 'Re: A question' };
    await arrive(own, { ...answer, headers: [`In-Reply-To: <${id}@mail>`] }, true);
    const told = (await tasksOf(seller, 'person', nino.id)).find(({ title }) => title === answer.subject);
    expect(told).toMatchObject({ initiative: 'ours', owner: { id: seller.actor.memberId } });
    const [, question] = await mine(seller, 'a question');
    expect(question?.answeredAt).not.toBeNull();
  });

  test('that only says it is of the mailbox, in the folder of what comes in, is nobody’s word of ours', async () => {
    const [id, ours] = [newId(), newId()];
    await arrive(own, { id, subject: 'Asked in earnest' });
    await system.db.query({
      text: `insert into letter (id, kind, to_name, to_address, subject, state) values ($1, 'personal', '', 'nino@tiflis.ge', 'Sent', 'sent')`,
      values: [ours],
    });
    const forged = { to: 'Nino <nino@tiflis.ge>', headers: [`In-Reply-To: <${id}@mail>`], body: 'All is free' };
    await arrive(own, { ...forged, from: 'boris@ararat.am', subject: 'Forged by a stranger' });
    const copy = [`Message-ID: <${ours}@ararat.am>`, 'Authentication-Results: mx.ararat.am; dmarc=pass'];
    const words = { ...forged, from: 'boris@ararat.am', subject: 'Forged as a copy' };
    await arrive(own, [...copy, letterOf(words).replace(/Message-ID.*\r\n/, '')].join('\r\n'));
    const told = (await tasksOf(seller, 'person', nino.id)).map(({ title }) => title);
    expect(told).toContain('Asked in earnest');
    expect(told.filter((title) => title.startsWith('Forged'))).toEqual([]);
    const kept = await mine(seller, 'forged');
    expect(kept.map(({ isOurs, task: of, state }) => [isOurs, of, state])).toEqual([
      [false, null, 'left'],
      [false, null, 'private'],
    ]);
    expect((await mine(seller, 'earnest'))[0]?.answeredAt).toBeNull();
    await change(owner, shared, { ...settings({ address: 'sales@ararat.am', makesLeads: true }) });
    await arrive(shared, { ...forged, from: 'sales@ararat.am', subject: 'From the form of a site' });
    await change(owner, shared, settings({ address: 'sales@ararat.am' }));
    expect((await incoming()).map(({ subject }) => subject)).toContain('From the form of a site');
    // What one sends to oneself as well lies in both folders, and is ours by the second.
    const twice = letterOf({ from: 'boris@ararat.am', to: 'nino@tiflis.ge, boris@ararat.am', subject: 'With a copy' });
    await arrive(own, twice);
    for (const _turn of [1, 2]) await arrive(own, twice, true);
    const copies = (await tasksOf(seller, 'person', nino.id)).filter(({ title }) => title === 'With a copy');
    expect(copies).toMatchObject([{ initiative: 'ours' }]);
    expect(await mine(seller, 'with a copy')).toMatchObject([{ isOurs: true, state: 'told', task: copies[0]?.id }]);
    const ofUs = { filter: { field: 'emails', op: 'is', value: 'sales@ararat.am' } } as const;
    expect(JSON.parse(await listRecords(owner, lead, ofUs))).toMatchObject({ items: [] });
  });

  test('keeps the deal of its thread, and nobody gets into a deal by naming a thread of others', async () => {
    const page = JSON.parse(await listRecords(system, pipeline, { limit: 1 })) as { items: { id: string }[] };
    const made = await createRecord(system, deal, { name: 'Press', pipeline: page.items[0]?.id });
    const ours = newId();
    const about = await createRecord(system, task, { title: 'Offer', kind: 'letter', person: nino.id, deal: made.id });
    await system.db.query({
      text: `insert into letter (id, kind, to_name, to_address, subject, task, state) values ($1, 'personal', '', 'nino@tiflis.ge', 'Offer', $2, 'sent')`,
      values: [ours, about.id],
    });
    const headers = [`In-Reply-To: <${ours}@ararat.am>`];
    await arrive(shared, { subject: 'Re: Offer', headers });
    expect(await tasksOf(owner, 'deal', made.id)).toMatchObject([{ title: 'Re: Offer' }, { title: 'Offer' }]);
    const mallory = await someone('Mallory');
    await arrive(shared, { from: 'mallory@tiflis.ge', subject: 'Re: Offer', headers });
    expect(await tasksOf(owner, 'person', mallory.id)).toMatchObject([{ deal: null }]);
  });

  test('of a machine, a list or a server that could not deliver is left alone, and the last is told at the letter', async () => {
    const before = (await tasksOf(owner, 'person', nino.id)).length;
    await arrive(shared, { headers: ['Auto-Submitted: auto-replied'], subject: 'Away' });
    await arrive(shared, { headers: ['List-Id: <news.tiflis.ge>'], subject: 'News' });
    await arrive(shared, { headers: ['Precedence: bulk'], from: 'unknown@news.ge', subject: 'Offers' });
    expect((await tasksOf(owner, 'person', nino.id)).length).toBe(before);
    expect((await incoming()).map(({ subject }) => subject)).not.toContain('Offers');
    const sent = newId();
    await system.db.query({
      text: `insert into letter (id, kind, to_name, to_address, subject, state) values ($1, 'personal', '', 'gone@tiflis.ge', 'Hello', 'sent')`,
      values: [sent],
    });
    const report = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'];
    const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
    const refused = 'Action: failed\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user';
    const body = `${part('message/delivery-status', refused)}${part('text/rfc822-headers', `Message-ID: <${sent}@ararat.am>`)}--b--`;
    await arrive(shared, { from: 'mailer-daemon@tiflis.ge', headers: report, body });
    const [row] = await system.db.query({
      text: 'select state, fault, answer from letter where id = $1',
      values: [sent],
    });
    expect(row).toEqual({ state: 'dead', fault: 'mailBounced', answer: '550 5.1.1 no such user' });
  });
});

describe('whoever writes and is not known', () => {
  test('becomes a lead by one act, with all they wrote, and never twice', async () => {
    await arrive(shared, { from: 'Давид Иванов <david@kutaisi.ge>', subject: 'A press', body: 'We need one' });
    await arrive(shared, { from: 'david@kutaisi.ge', subject: 'And a lathe' });
    await expect(toLead(viewer, await last())).rejects.toMatchObject({ code: 'notFound' });
    const { noun, id } = await toLead(seller, await last());
    expect(noun).toBe('lead');
    const made = JSON.parse(await listRecords(owner, lead, { filter: { field: 'id', op: 'is', value: id } }));
    expect(made.items).toMatchObject([{ channel: 'email', emails: [{ address: 'david@kutaisi.ge' }] }]);
    expect((await tasksOf(owner, 'lead', id)).map(({ title }) => title).sort()).toEqual(['A press', 'And a lathe']);
    await arrive(shared, { from: 'david@kutaisi.ge', subject: 'Again' });
    expect(await tasksOf(owner, 'lead', id)).toHaveLength(3);
    expect((await incoming()).map(({ fromAddress }) => fromAddress)).not.toContain('david@kutaisi.ge');
  });

  test('is linked to somebody who is known, or left alone with their whole domain', async () => {
    const levon = await someone('Levon', { owner: seller.actor.memberId });
    await arrive(shared, { from: 'l.sargsyan@home.am', subject: 'From home' });
    const id = await last();
    await expect(toPerson(other, id, levon.id)).rejects.toMatchObject({ status: 403 });
    await toPerson(seller, id, levon.id);
    await expect(toLead(seller, id)).rejects.toMatchObject({ code: 'letterTaken' });
    expect(await tasksOf(owner, 'person', levon.id)).toMatchObject([{ title: 'From home' }]);
    await arrive(shared, { from: 'a@spam.example', subject: 'Buy' });
    await ignore(seller, await last(), 'domain');
    await arrive(shared, { from: 'b@spam.example', subject: 'Buy now' });
    expect((await incoming()).filter(({ fromAddress }) => fromAddress.endsWith('spam.example'))).toEqual([]);
  });

  test('becomes a lead by themselves where the mailbox says so, once for two letters', async () => {
    await change(owner, shared, { ...settings({ address: 'sales@ararat.am', makesLeads: true }) });
    await Promise.all([1, 2].map((n) => arrive(shared, { from: 'eka@batumi.ge', subject: `Question ${n}` })));
    const page = await listRecords(owner, lead, { filter: { field: 'emails', op: 'is', value: 'eka@batumi.ge' } });
    const { items } = JSON.parse(page) as { items: { id: string }[] };
    expect(items).toHaveLength(1);
    expect(await tasksOf(owner, 'lead', items[0]?.id ?? '')).toHaveLength(2);
    await change(owner, shared, settings({ address: 'sales@ararat.am' }));
  });
});

describe.skipIf(!findDovecot())('a mailbox at a server (no data without Dovecot)', async () => {
  const dovecot = findDovecot();
  const imap = dovecot ? await useImapServer(dovecot) : null;
  const at = { port: imap?.port ?? 0 };
  const fetched = async () => (await mine(other)).map(({ subject }) => subject);

  test('is read from a day on, in bounded parts, with what was sent, and nothing there is changed', async () => {
    const user = 'vesela';
    for (const n of [1, 2, 3]) await imap?.deliver(user, letterOf({ subject: `Letter ${n}` }));
    const sent = letterOf({ from: 'vesela@ararat.am', to: 'nino@tiflis.ge', subject: 'Sent elsewhere' });
    await imap?.deliver(user, sent, 'Sent');
    const input = settings({ ...at, user, address: 'vesela@ararat.am' });
    const wrong = await tryOut(other, { ...input, password: 'not it' });
    expect(wrong).toMatchObject({ folders: [], fault: 'mailSignIn' });
    expect(await tryOut(other, { ...input, host: '127.0.0.1', port: 1 })).toMatchObject({
      fault: 'outgoingUnreachable',
    });
    expect(await tryOut(other, input)).toMatchObject({ folders: ['INBOX', 'Sent'], fault: null });
    const { id } = await add(other, { ...input, shared: false });
    await work();
    expect((await fetched()).sort()).toEqual(['Letter 1', 'Letter 2', 'Letter 3', 'Sent elsewhere']);
    const seen = await imap?.at(user, async (client) => {
      await client.mailboxOpen('INBOX', { readOnly: true });
      return client.search({ seen: true }, { uid: true });
    });
    expect(seen).toEqual([]);
    await imap?.deliver(user, letterOf({ subject: 'Letter 4' }));
    await fetchNow(other, id);
    await work();
    expect(await fetched()).toHaveLength(5);
    // As after a restored backup, or where numbers begin anew: everything is read again and nothing is there twice.
    await system.db.query({ text: `update mailbox_folder set validity = 'another', last_uid = 9`, values: [] });
    await system.db.query({
      text: `update mailbox set next_at = now() - interval '1 day' where id = $1`,
      values: [id],
    });
    await askForForgotten(system);
    await work();
    expect(await fetched()).toHaveLength(5);
    expect(await listMailboxesOf(other)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id, fault: null })]),
    });
  });

  test('gives the attachments of a letter that is told later, and says what is wrong with it', async () => {
    const attached = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
    const part = 'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="offer.txt"\r\n\r\nTwenty\r\n';
    const body = `--b\r\nContent-Type: text/html\r\n\r\n<p onclick="x()">Hi<script>x()</script><img src="https://t.example/p.gif"></p>\r\n--b\r\n${part}--b--`;
    await imap?.deliver('sales', letterOf({ from: 'new@gori.ge', subject: 'Attached', headers: attached, body }));
    const { id } = await add(owner, { ...settings({ ...at, user: 'sales' }), shared: true });
    await work();
    const [letter] = (await incoming()).filter(({ subject }) => subject === 'Attached');
    expect(await getLetter(seller, letter?.id ?? '')).toMatchObject({
      ...{ html: '<p>Hi</p>', files: [{ name: 'offer.txt' }], body: 'Hi' },
    });
    const { id: made } = await toLead(seller, letter?.id ?? '');
    await work();
    expect(await tasksOf(owner, 'lead', made)).toMatchObject([{ files: [{ name: 'offer.txt' }] }]);
    await change(owner, id, settings({ ...at, user: 'sales', password: 'changed there' }));
    await work();
    const { items } = await listMailboxesOf(owner);
    expect(items.find((one) => one.id === id)).toMatchObject({ fault: 'mailSignIn' });
    await expect(remove(owner, id)).resolves.toEqual({ removed: true });
    expect(await tasksOf(owner, 'lead', made)).toHaveLength(1);
  });
});
