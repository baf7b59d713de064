import { beforeEach, describe, expect, test } from 'vitest';
import { seenBy } from '../../../server/access/seen-registry.ts';
import { giveAccount } from '../../../server/auth/member-account.ts';
import { insertWorkspace, listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { claimLetter } from '../../../server/mail/letter.repository.ts';
import type { LetterText } from '../../../server/mail/letter-text.ts';
import { testLetter } from '../../../server/mail/letters.ts';
import type { MailServer } from '../../../server/mail/mail-server.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { pauseAfter, sendJob } from '../../../server/mail/send-job.ts';
import { noAllowance, readAllowance } from '../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { mailPassword, mailServerCertificate, useMailServer } from '../../../server/testing/mail-server.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { company } from '../../companies/contract/index.ts';
import { consent, person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { MailServerInput } from '../contract/index.ts';
import { changeSettings, clearSettings, listLettersOf, readSettings, resend } from './mail.service.ts';
import { listAbout, write } from './record-letters.ts';

const { database, workspace, system: bare, join } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const open = await useMailServer();
const guarded = await useMailServer({ signIn: true });
const encrypted = await useMailServer({ secure: true, signIn: true });

const secret = 'a secret of thirty-two characters';
const office = readAllowance('localhost,127.0.0.1') ?? noAllowance;
const mailerWith = (settings: Partial<Parameters<typeof createMailer>[0]> = {}) =>
  createMailer({
    ...{ publicUrl: 'https://crm.example.org', secret, server: null, allowance: office },
    ...{ certificates: mailServerCertificate, ...settings },
  });
const system: Context = { ...bare, mailer: mailerWith() };
const owner: Context = { ...(await join('Anahit', 'owner')), mailer: mailerWith() };

const anahit = { name: 'Անահիտ "Ana" Սարգսյան', address: 'anahit@ararat.am' };
const relay = (port: number, input: Partial<MailServerInput> = {}): MailServerInput => ({
  ...{ host: 'localhost', port, security: 'none', user: null, fromName: 'Արարատ', fromAddress: 'crm@ararat.am' },
  ...input,
});
const signedIn = { user: 'anahit', password: mailPassword, security: 'starttls' } as const;
const content: LetterText = { subject: 'გამარჯობა, Анаит', text: 'Здравей\n', html: '<p>Բարև</p>' };

const post = (letter: Partial<Parameters<typeof postLetter>[1]> = {}) =>
  inTransaction(system, (tx) => postLetter(tx, { kind: 'test', to: anahit, content, ...letter }));
const work = (ctx = system) =>
  drainJobs({
    ...{ database, log: silent, jobs: [sendJob], findWorkspace: async () => workspace, contextOf: () => ctx },
  });
const letters = async () => (await listLettersOf(owner, { limit: 200 })).items;
const [letter] = [async () => (await letters())[0]];

beforeEach(async () => {
  await system.db.query({ text: 'delete from letter' });
  await clearSettings(owner);
  open.arrived.length = 0;
  open.refusal = null;
});

describe('a letter', () => {
  test('arrives as it was written, in any script, and is kept by nobody once it is sent', async () => {
    await changeSettings(owner, relay(open.port));
    const id = await post();
    await work();
    const [{ from, to, mail } = { from: '', to: [], mail: null }] = open.arrived;
    expect({ from, to }).toEqual({ from: 'crm@ararat.am', to: ['anahit@ararat.am'] });
    expect(mail).toMatchObject({ subject: content.subject, text: content.text, html: content.html });
    expect(mail?.messageId).toBe(`<${id}@ararat.am>`);
    expect(mail?.from?.value).toEqual([{ name: 'Արարատ', address: 'crm@ararat.am' }]);
    expect(mail?.to).toMatchObject({ value: [anahit] });
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 1, fault: null, answer: /^250 / });
    const kept = await system.db.query({ text: 'select content from letter' });
    expect(kept).toEqual([{ content: null }]);
  });

  test('is sealed while it waits', async () => {
    await changeSettings(owner, relay(open.port));
    await post({ content: { ...content, text: 'https://crm.example.org/invitation/secret-1' } });
    const [kept] = await system.db.query<{ row: string }>({ text: 'select l::text as row from letter l' });
    expect(kept?.row).not.toMatch(/secret-1|Բարև/);
  });

  test('carries no header of whoever names themselves in two lines', async () => {
    await changeSettings(owner, relay(open.port));
    const name = 'Boris\r\nBcc: mallory@example.org\r\n\r\nClick here';
    await post({ to: { ...anahit, name }, content: { ...content, subject: 'Hello\r\nBcc: mallory@example.org' } });
    await work();
    const [arrived] = open.arrived;
    expect(arrived?.to).toEqual(['anahit@ararat.am']);
    expect([...(arrived?.mail.headers.keys() ?? [])]).not.toContain('bcc');
    expect(arrived?.mail.text).toBe(content.text);
  });

  test('is not there when what it was written with is not, and there is none without a mail server', async () => {
    expect(await post()).toBeNull();
    await changeSettings(owner, relay(open.port));
    const failing = inTransaction(system, async (tx) => {
      await postLetter(tx, { kind: 'test', to: anahit, content });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await letters()).toEqual([]);
  });

  test('is taken by one sender only, and by another when the first does not come back', async () => {
    await changeSettings(owner, relay(open.port));
    await post();
    expect(await claimLetter(system.db, 180)).not.toBeNull();
    expect(await claimLetter(system.db, 180)).toBeNull();
    await work();
    expect(open.arrived).toEqual([]);
    await system.db.query({ text: 'update letter set next_at = now()' });
    await resend(owner, (await letter())?.id ?? '');
    await work();
    await work();
    expect(open.arrived).toHaveLength(1);
    await expect(resend(owner, (await letter())?.id ?? '')).rejects.toMatchObject({ code: 'letterGone' });
  });

  test('that is good no longer is not sent', async () => {
    await changeSettings(owner, relay(open.port));
    await post({ until: new Date(Date.now() - 1000) });
    await work();
    expect(open.arrived).toEqual([]);
    expect(await letter()).toMatchObject({ state: 'dead', fault: 'mailExpired' });
    await expect(resend(owner, (await letter())?.id ?? '')).rejects.toMatchObject({ code: 'letterGone' });
  });

  test('about a record is kept with it', async () => {
    await changeSettings(owner, relay(open.port));
    const { id } = await createRecord(system, company, { name: 'Ararat' });
    await post({ about: { noun: 'company', id } });
    await work();
    const kept = await system.db.query<{ content: string }>({ text: 'select content from letter' });
    expect(JSON.parse(system.mailer?.sealer.open(kept[0]?.content ?? '') ?? '')).toMatchObject({ text: content.text });
  });
});

describe('a letter to a client', () => {
  const writer = async () => {
    const [known] = await listWorkspaces(database.control);
    if (!known) {
      await insertWorkspace(database.control, workspace);
      await giveAccount(system, owner.actor.memberId ?? '', { email: 'anahit@office.am', password: 'nine plums ok' });
    }
    return createRecord(system, company, { name: 'Sevan', emails: [{ address: 'Info@Sevan.am' }] });
  };
  const words = { to: 'info@sevan.am', subject: 'Ձեր պատվերը', text: 'Բարև\n<b>Ձեզ</b>' };

  test('goes out in its writer’s name, and stands in the timeline as what was done', async () => {
    const { id } = await writer();
    await changeSettings(owner, relay(open.port));
    const { task: made } = await write(owner, { noun: 'company', id, ...words });
    expect(await getRecord(owner, task, made)).toMatchObject({
      ...{ title: words.subject, kind: 'letter', done: true, outcome: words.text, company: { id } },
    });
    expect((await listAbout(owner, { noun: 'company', id })).items).toMatchObject([{ state: 'waiting' }]);
    await work();
    const [{ to, mail } = { to: [], mail: null }] = open.arrived;
    expect(to).toEqual(['info@sevan.am']);
    expect(mail?.replyTo?.value).toMatchObject([{ address: 'anahit@office.am' }]);
    expect(mail?.headers.get('auto-submitted')).toBeUndefined();
    expect(mail).toMatchObject({ subject: words.subject, text: `${words.text}\n` });
    expect(mail?.html).toContain('&lt;b&gt;');
    const after = await listAbout(owner, { noun: 'company', id });
    expect(after).toMatchObject({
      canSend: true,
      items: [{ state: 'sent', subject: words.subject, toAddress: words.to }],
    });
  });

  test('goes to an address of the record’s own alone, and nothing is kept of one that can not', async () => {
    const { id } = await writer();
    const attempt = (to: string) => write(owner, { noun: 'company', id, ...words, to });
    await expect(attempt(words.to)).rejects.toMatchObject({ code: 'mailNotSetUp' });
    await changeSettings(owner, relay(open.port));
    const refusal = { fields: [{ path: 'to', code: 'notItsAddress' }] };
    await expect(attempt('victim@example.org')).rejects.toMatchObject(refusal);
    expect(await letters()).toEqual([]);
  });

  test('goes to an address its writer is not shown, by its place, and shows it nowhere after', async () => {
    const { id } = await writer();
    await changeSettings(owner, relay(open.port));
    const seeing = (emails: 'masked' | 'hidden') => {
      const role = { id: emails, name: '', base: 'seller' as const, grants: {}, fields: { company: { emails } } };
      return { ...owner, registry: seenBy(owner.registry, role) };
    };
    const [{ to, ...text }, masked] = [words, seeing('masked')];
    const attempt = (more: object, by = masked) => write(by, { noun: 'company', id, ...text, ...more });
    const refusal = { fields: [{ path: 'to', code: 'notItsAddress' }] };
    // A guess is not told from a wrong one.
    for (const more of [{ to }, { to: 'i\u2022\u2022\u2022\u2022@example.org' }, { place: 1 }])
      await expect(attempt(more)).rejects.toMatchObject(refusal);
    await expect(attempt({ place: 0 }, seeing('hidden'))).rejects.toMatchObject(refusal);
    await expect(attempt({ to, place: 0 })).rejects.toMatchObject({ fields: [{ path: 'to', code: 'required' }] });
    expect(await letters()).toEqual([]);
    const { task: made } = await attempt({ place: 0 });
    expect(JSON.stringify(await listAbout(masked, { noun: 'company', id }))).not.toMatch(/info@sevan/i);
    expect(JSON.stringify(await getRecord(masked, task, made))).not.toMatch(/info@sevan/i);
    await work();
    expect(open.arrived.flatMap((one) => one.to)).toEqual([to]);
  });

  test('is advertising to people alone who said yes to it by email, and did not say no since', async () => {
    const { id: firm } = await writer();
    await changeSettings(owner, relay(open.port));
    const { id } = await createRecord(owner, person, { name: { given: 'Ani' }, emails: [words.to] });
    const advertise = (about: { noun: 'person' | 'company'; id: string }) =>
      write(owner, { ...about, ...words, purpose: 'marketing' });
    const refusal = { status: 422, fields: [{ path: 'purpose', code: 'consentMissing' }] };
    const say = (said: object) => createRecord(owner, consent, { person: id, source: 'Fair in Yerevan', ...said });
    await expect(advertise({ noun: 'person', id })).rejects.toMatchObject(refusal);
    await say({ channel: 'phone' });
    await say({ purpose: 'service' });
    await expect(advertise({ noun: 'person', id })).rejects.toMatchObject(refusal);
    expect(await letters()).toEqual([]);
    const given = await say({ givenOn: '2026-01-02' });
    await advertise({ noun: 'person', id });
    await updateRecord(owner, consent, given.id, { state: 'withdrawn', withdrawnOn: '2026-02-03' });
    await expect(advertise({ noun: 'person', id })).rejects.toMatchObject(refusal);
    await write(owner, { noun: 'person', id, ...words });
    await expect(advertise({ noun: 'company', id: firm })).rejects.toMatchObject(refusal);
    expect(await letters()).toHaveLength(2);
  });

  test('is one of a hundred an hour at most for each who writes them', async () => {
    const { id } = await writer();
    await changeSettings(owner, relay(open.port));
    await system.db.query({
      text: `insert into letter (id, at, kind, to_name, to_address, subject, member, state)
        select gen_random_uuid(), now() - n * interval '30 seconds', 'personal', '', 'info@van.am', 'x', $1, 'sent' from generate_series(1, 100) n`,
      values: [owner.actor.memberId],
    });
    const attempt = () => write(owner, { noun: 'company', id, ...words });
    await expect(attempt()).rejects.toMatchObject({ status: 429, code: 'tooManyRequests' });
    await system.db.query({ text: `update letter set at = at - interval '31 minutes'` });
    await attempt();
  });
});

describe('what a mail server refuses', () => {
  test.each([
    [
      'a recipient nobody knows',
      { at: 'recipient', status: 550, text: 'No such user' },
      'dead',
      'mailRecipientRefused',
    ],
    ['a letter it does not want', { at: 'letter', status: 554, text: 'Looks like spam' }, 'dead', 'mailRefused'],
    ['a letter it wants later', { at: 'recipient', status: 451, text: 'Greylisted' }, 'waiting', 'mailPutOff'],
  ] as const)('%s: its own words are kept', async (_what, refusal, state, fault) => {
    await changeSettings(owner, relay(open.port));
    open.refusal = refusal;
    await post();
    await work();
    expect(await letter()).toMatchObject({ state, fault, attempts: 1, answer: expect.stringContaining(refusal.text) });
    open.refusal = null;
    await resend(owner, (await letter())?.id ?? '');
    await work();
    expect(await letter()).toMatchObject({ state: 'sent', fault: null });
    expect(open.arrived).toHaveLength(1);
  });

  test('is tried eight times in two days', () => {
    const waits = Array.from({ length: 8 }, (_, made) => pauseAfter(made + 1));
    expect(waits.at(-1)).toBeNull();
    const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
    expect(total / 3600).toBeGreaterThan(40);
  });
});

describe('signing in at the mail server', () => {
  test.each([
    ['STARTTLS', guarded, 'starttls'],
    ['TLS from the start', encrypted, 'tls'],
  ] as const)('goes by %s', async (_what, server, security) => {
    await changeSettings(owner, relay(server.port, { ...signedIn, security }));
    await post();
    await work();
    expect(await letter()).toMatchObject({ state: 'sent' });
    expect(server.arrived.pop()).toMatchObject({ user: 'anahit', isEncrypted: true });
  });

  test('with a wrong password fails in words, and what waits goes out once it is mended', async () => {
    await changeSettings(owner, relay(guarded.port, { ...signedIn, password: 'eight quinces' }));
    await post();
    await work();
    const refused = { state: 'waiting', fault: 'mailSignIn', answer: expect.stringContaining('not accepted') };
    expect(await letter()).toMatchObject(refused);
    await changeSettings(owner, relay(guarded.port, signedIn));
    await work();
    expect(await letter()).toMatchObject({ state: 'sent' });
  });

  test('refuses a certificate that nobody vouches for, or that is somebody else’s', async () => {
    const stranger = { ...system, mailer: mailerWith({ certificates: '' }) };
    await changeSettings(owner, relay(guarded.port, signedIn));
    await post();
    await work(stranger);
    expect(await letter()).toMatchObject({ state: 'waiting', fault: 'outgoingCertificate' });
    // What the certificate is for is the name, not the address that name has.
    await changeSettings(owner, relay(guarded.port, { ...signedIn, host: '127.0.0.1' }));
    await work();
    expect(await letter()).toMatchObject({ state: 'waiting', fault: 'outgoingCertificate' });
  });
});

describe('the settings', () => {
  test('never tell the password, nor keep it readable, and log who changed them', async () => {
    const answer = await changeSettings(owner, relay(guarded.port, signedIn));
    expect(answer).toMatchObject({ source: 'workspace', server: { user: 'anahit', hasPassword: true } });
    expect(JSON.stringify([answer, await readSettings(owner)])).not.toContain(mailPassword);
    const rows = await system.db.query({
      text: `select m::text as row from mail_server m union all select fields::text from change where noun = 'mailServer'`,
    });
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toContain(mailPassword);
  });

  test('give the password to no other server, user or port than it was given for', async () => {
    await changeSettings(owner, relay(guarded.port, signedIn));
    const { password: _, ...same } = signedIn;
    await changeSettings(owner, relay(guarded.port, { ...same, fromName: 'Ararat' }));
    for (const other of [{ host: '127.0.0.1' }, { port: 587 }, { user: 'boris' }])
      await expect(changeSettings(owner, relay(guarded.port, { ...same, ...other }))).rejects.toMatchObject({
        fields: [{ path: 'password', code: 'required' }],
      });
    await expect(changeSettings(owner, relay(guarded.port, { ...same, security: 'none' }))).rejects.toMatchObject({
      fields: [{ path: 'security', code: 'mailPasswordUnprotected' }],
    });
  });

  test('are changed by no key: whose server it is reads the links to new passwords', async () => {
    const byKey = { ...owner, through: 'api' } as const;
    await expect(changeSettings(byKey, relay(open.port))).rejects.toMatchObject({ status: 403, code: 'signInNeeded' });
    expect(await readSettings(owner)).toMatchObject({ source: 'none' });
  });

  test('of another secret ask for the password again', async () => {
    await changeSettings(owner, relay(guarded.port, signedIn));
    await post();
    await work({ ...system, mailer: mailerWith({ secret: 'another secret of thirty-two chars' }) });
    expect(await letter()).toMatchObject({ state: 'waiting', fault: 'mailPasswordLost' });
  });

  test.each([
    ['10.0.0.5', 25, 'host', 'outgoingForbidden'],
    ['127.0.0.1', 5432, 'host', 'outgoingForbidden'],
    ['169.254.169.254', 25, 'host', 'outgoingForbidden'],
    ['8.8.8.8', 6379, 'port', 'mailPort'],
  ])('lead nobody to %s:%s', async (host, port, path, code) => {
    const strict: Context = { ...owner, mailer: mailerWith({ allowance: noAllowance }) };
    await expect(changeSettings(strict, relay(port, { host }))).rejects.toMatchObject({ fields: [{ path, code }] });
  });

  test('of the environment may name a server in our own network, and those of the workspace go before', async () => {
    const server: MailServer = {
      ...{ host: 'localhost', port: open.port, security: 'none', user: null, password: null },
      from: { name: 'Rapport', address: 'rapport@example.org' },
    };
    const ctx = { ...system, mailer: mailerWith({ server, allowance: noAllowance }) };
    expect(await readSettings(ctx)).toMatchObject({ source: 'environment', server: { host: 'localhost' } });
    await inTransaction(ctx, (tx) => postLetter(tx, { kind: 'test', to: anahit, content }));
    await work(ctx);
    expect(open.arrived[0]?.from).toBe('rapport@example.org');
    await changeSettings(owner, relay(open.port));
    expect(await readSettings(ctx)).toMatchObject({ source: 'workspace' });
  });

  test('of a sandbox send nobody anything', async () => {
    await changeSettings(owner, relay(open.port));
    const sandbox = { ...system, workspace: { ...workspace, sandboxOf: workspace.id } };
    expect(await inTransaction(sandbox, (tx) => postLetter(tx, { kind: 'test', to: anahit, content }))).toBeNull();
    await post();
    await work(sandbox);
    expect(open.arrived).toEqual([]);
    expect(await letter()).toMatchObject({ state: 'waiting', fault: 'outgoingSandbox' });
  });
});

test.each(languages)('a letter in %s has its words, and takes nothing for markup', (language) => {
  const { subject, text, html } = testLetter({ language, name: '<b>Anahit</b>', workspace: 'A & B' });
  expect(subject).toContain('A & B');
  expect(`${subject}${text}${html}`).not.toMatch(/\{\{|undefined/);
  expect(text).toContain('<b>Anahit</b>');
  expect(html).toContain('&lt;b&gt;Anahit&lt;/b&gt;');
  expect(html).toContain(`lang="${language}"`);
});
