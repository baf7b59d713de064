import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { resetJob } from '../../../server/auth/reset-job.ts';
import { createWorkspaceWithOwner } from '../../../server/auth/set-up.ts';
import { totpCode } from '../../../server/auth/totp.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { systemContext, type Workspace } from '../../../server/context.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { MailServer } from '../../../server/mail/mail-server.ts';
import { sendJob } from '../../../server/mail/send-job.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { type AskedOptions, type KeyFob, newKeyFob } from './key-fob.factory.ts';
import { type Browser, fromBase32, mailer, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const { database, registry } = office;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const armen = await setUpByArmen(office);
const [here] = (await listWorkspaces(database.control)) as [Workspace];
const boris = { name: 'Boris', email: 'boris@example.org', password: 'eight quinces' };
const migrate = (address: WorkspaceAddress) => migrateWorkspace(database, address, registry);
const theirs = await createWorkspaceWithOwner(
  { database, registry, migrate },
  { workspace: { name: 'Boris Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' }, owner: boris },
);
const mallory = office.browser('203.0.113.2');
await mallory.signIn(boris.email, boris.password);

const vera = { email: 'vera@ararat.am', password: 'vera@ararat.am plum 1' };
const veraHere = await takeIn(armen, 'Vera', 'seller', vera.email);
let veraThere = '';
const browser = office.browser('203.0.113.3');
const statusOf = async (who: Browser, path = 'members') => (await who.get(`/api/v1/${path}`)).status;
const hasFactor = async () => (await browser.get('/api/v1/second-factor')).body.isOn;

describe('an account whose second factor guards one workspace', () => {
  // The clock stands: which code is good must not hang on how fast the tests run.
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
  afterAll(() => void vi.useRealTimers());
  let codes: readonly string[] = [];
  let link = '';
  const accept = (more: object, who = office.browser('203.0.113.4')) =>
    who.send('POST', '/api/v1/invitations/accept', {
      ...{ token: link, name: 'Vera', password: vera.password },
      ...more,
    });

  test('is not got into another by its password alone', async () => {
    await browser.signIn(vera.email, vera.password);
    const begun = await browser.send('POST', '/api/v1/second-factor', { password: vera.password });
    const code = totpCode(fromBase32(String(begun.body.key)), Math.floor(Date.now() / 30_000));
    codes = (await browser.send('POST', '/api/v1/second-factor/confirm', { code })).body.codes as readonly string[];
    const made = await mallory.send('POST', '/api/v1/invitations', { email: vera.email });
    link = /#([\w-]{43})/.exec(String(made.body.link))?.[1] ?? '';
    veraThere = (made.body.invitation as { member: { id: string } }).member.id;
    expect((await accept({})).body).toMatchObject({ status: 422, fields: [{ path: 'code', code: 'required' }] });
    expect((await accept({ code: '000000' })).body.fields).toMatchObject([{ path: 'code', code: 'wrongCode' }]);
    expect((await accept({ code: codes[0], password: 'nine plums ok' })).code).toBe('invalidEmailOrPassword');
    expect((await mallory.get(`/api/v1/members/${veraThere}/account`)).body).toEqual({ account: null });
  });

  test('joins by its password and a code, which is taken, and is in without another', async () => {
    const joining = office.browser('203.0.113.5');
    const answer = await accept({ code: codes[0] }, joining);
    expect(answer).toMatchObject({ status: 201, body: {} });
    expect((await joining.get('/api/v1/session')).body).toMatchObject({ workspace: { id: theirs.id } });
    expect((await browser.get('/api/v1/second-factor')).body).toMatchObject({ isOn: true, codesLeft: 9 });
  });

  test('keeps its factor and its sessions whatever an owner of the other does', async () => {
    for (const [owner, id] of [
      [mallory, veraThere],
      [armen, veraHere],
    ] as const) {
      for (const path of ['second-factor/reset', 'sessions/end']) {
        const answer = await owner.send('POST', `/api/v1/members/${id}/${path}`);
        expect([path, answer]).toMatchObject([path, { status: 409, code: 'accountElsewhere' }]);
      }
      expect((await owner.get(`/api/v1/members/${id}/sessions`)).body).toEqual({ items: [], elsewhere: true });
    }
    expect([await hasFactor(), await statusOf(browser)]).toEqual([true, 200]);
  });

  test('writes from a page only where the page was loaded, wherever another tab has gone', async () => {
    const [pageHere, pageThere] = [`${here.id}.${veraHere}`, `${theirs.id}.${veraThere}`];
    const ask = (path: string, page: string, body?: object) =>
      browser.send('POST', `/api/v1/${path}`, body, { 'rapport-workspace': page });
    browser.cookies.set('__Host-rapport.workspace', theirs.id);
    const wrong = [pageHere, here.id, `${theirs.id}.${veraHere}`, 'anywhere'];
    for (const page of wrong) {
      const key = await ask('api-keys', page, { name: 'astray', days: 1 });
      expect([page, key]).toMatchObject([page, { status: 409, code: 'pageOfAnother' }]);
      for (const refused of [
        await ask('files', page, {}),
        await ask('members', page, { name: 'Astray' }),
        await browser.get(`/api/v1/stream?once=true&page=${page}`),
        await browser.get('/api/v1/session', { 'rapport-workspace': page }),
      ])
        expect(refused.code).toBe('pageOfAnother');
    }
    expect((await browser.get('/api/v1/api-keys')).body.items).toEqual([]);
    for (const page of [pageThere, theirs.id, '']) {
      const made = await ask('api-keys', page, { name: `kept ${page}`, days: 1 });
      expect([page, made.status]).toEqual([page, 201]);
    }
    browser.cookies.set('__Host-rapport.workspace', here.id);
    expect((await browser.get('/api/v1/session', { 'rapport-workspace': pageHere })).status).toBe(200);
  });

  test('goes on in the one when it is shut out of the other, whose keys end', async () => {
    browser.cookies.set('__Host-rapport.workspace', theirs.id);
    const there = (await browser.send('POST', '/api/v1/api-keys', { name: 'there', days: 1 })).body;
    browser.cookies.set('__Host-rapport.workspace', here.id);
    const own = (await browser.send('POST', '/api/v1/api-keys', { name: 'here', days: 1 })).body;
    const [programThere, programHere] = [office.program(String(there.key)), office.program(String(own.key))];
    expect([await statusOf(programThere), await statusOf(programHere)]).toEqual([200, 200]);
    expect((await mallory.send('POST', `/api/v1/members/${veraThere}/deactivate`)).status).toBe(200);
    await expect.poll(() => statusOf(programThere)).toBe(401);
    expect([await statusOf(programHere), await statusOf(browser), await hasFactor()]).toEqual([200, 200, true]);
    browser.cookies.set('__Host-rapport.workspace', theirs.id);
    expect((await browser.get('/api/v1/session')).body).toMatchObject({ workspace: { id: here.id } });
  });
});

test('an account with a passkey joins another workspace by its password and the passkey, and by none of somebody else', async () => {
  const at = { origin: 'https://crm.example.org', host: 'crm.example.org' };
  const [nare, mine] = ['nare@ararat.am', office.browser('203.0.113.7')];
  await takeIn(armen, 'Nare', 'seller', nare);
  await mine.signIn(nare, `${nare} plum 1`);
  const make = async (who: Browser, password: string) => {
    const asked = (await who.send('POST', '/api/v1/passkeys/options', { password })).body;
    const fob = newKeyFob(at);
    const credential = fob.make(asked.options as AskedOptions);
    expect((await who.send('POST', '/api/v1/passkeys', { name: 'Phone', credential })).status).toBe(201);
    return fob;
  };
  const [own, malloryOwn] = [await make(mine, `${nare} plum 1`), await make(mallory, boris.password)];
  const made = await mallory.send('POST', '/api/v1/invitations', { email: nare });
  const token = /#([\w-]{43})/.exec(String(made.body.link))?.[1];
  const joining = office.browser('203.0.113.8');
  const accept = async (fob: KeyFob, faults = {}) => {
    const asked = (await joining.send('POST', '/api/auth/passkey/options', {})).body;
    const passkey = fob.use(asked.options as AskedOptions, faults);
    const body = { token, name: 'Nare', password: `${nare} plum 1`, passkey };
    return joining.send('POST', '/api/v1/invitations/accept', body);
  };
  expect(await accept(malloryOwn)).toMatchObject({ status: 422, code: 'passkeyRefused' });
  expect(await accept(own, { verified: false })).toMatchObject({ status: 422, code: 'passkeyRefused' });
  expect(await accept(own)).toMatchObject({ status: 201, body: {} });
  expect((await joining.get('/api/v1/session')).body).toMatchObject({ workspace: { id: theirs.id } });
});

test('a sign-in that fails stands in the log of each workspace of the account, which tells of no other; a stranger’s in none', async () => {
  const failures = async (workspace: Workspace) => {
    const text = `select member, address from access_log where kind = 'signInFailed' and address like '203.0.113.6%' order by address`;
    return database.workspace(workspace).query<{ member: string; address: string }>({ text });
  };
  await office.browser('203.0.113.61').signIn('nobody@ararat.am', 'not a password');
  await office.browser('203.0.113.62').signIn(vera.email, 'not hers at all');
  const held = office.browser('203.0.113.63');
  await held.signIn(vera.email, vera.password);
  await held.send('POST', '/api/auth/second-factor', { code: '000000' });
  const both = (member: string) => ['203.0.113.62', '203.0.113.63'].map((address) => ({ member, address }));
  await expect.poll(() => failures(here), { timeout: 5000 }).toEqual(both(veraHere));
  await expect.poll(() => failures(theirs), { timeout: 5000 }).toEqual(both(veraThere));
});

describe('the letter with a new password of somebody in two workspaces', () => {
  const lilit = 'lilit@ararat.am';
  const ofInstallation: MailServer = {
    ...{ host: 'mail.installation.example', port: 25, security: 'none', user: null, password: null },
    from: { name: '', address: 'crm@installation.example' },
  };
  let lilitHere = '';
  /** Asks, and has done what follows; answers by which workspace's letters and which servers they went. */
  const ask = async (server: MailServer | null) => {
    const went: string[] = [];
    const hand = async ({ host }: MailServer, { to }: { readonly to: { readonly address: string } }) => {
      went.push(`${to.address} by ${host}`);
      return 'taken';
    };
    await office.browser(`203.0.113.${100 + ++asked}`).send('POST', '/api/v1/password-resets', { email: lilit });
    await drainJobs({
      ...{ database, log: silent, jobs: [resetJob, sendJob] },
      findWorkspace: async (id) => [here, theirs].find((one) => one.id === id) ?? null,
      contextOf: (workspace) => ({
        ...systemContext(database, registry, workspace),
        mailer: { ...mailer, server, hand },
      }),
    });
    return went;
  };
  let asked = 0;
  const lettersOf = async (workspace: Workspace) => {
    const [row] = await database
      .workspace(workspace)
      .query<{ count: number }>({ text: 'select count(*)::integer as count from letter' });
    return row?.count;
  };

  beforeAll(async () => {
    for (const workspace of [here, theirs])
      await database.workspace(workspace).query({
        text: `insert into mail_server (host, port, security, from_name, from_address) values ($1, 25, 'none', '', 'a@ararat.am')`,
        values: [`mail.${workspace.id}.example`],
      });
    lilitHere = await takeIn(armen, 'Lilit', 'seller', lilit);
  });

  test('goes by the mail server of the one workspace while there is one', async () => {
    expect(await ask(ofInstallation)).toEqual([`${lilit} by mail.${here.id}.example`]);
  });

  test('goes by no workspace’s, but by the installation’s or not at all', async () => {
    const member = await mallory.send('POST', '/api/v1/members', { name: 'Lilit' });
    await database.control.query({
      text: 'insert into membership (account, workspace, member) select id, $2, $3 from auth_user where email = $1',
      values: [lilit, theirs.id, member.body.id],
    });
    expect(await ask(null)).toEqual([]);
    expect([await lettersOf(here), await lettersOf(theirs)]).toEqual([1, 0]);
    expect(await ask(ofInstallation)).toEqual([`${lilit} by ${ofInstallation.host}`]);
    expect([await lettersOf(here), await lettersOf(theirs)]).toEqual([2, 0]);
  });

  test('comes from the next one where they left the first', async () => {
    await armen.send('POST', `/api/v1/members/${lilitHere}/deactivate`);
    expect(await ask(ofInstallation)).toEqual([`${lilit} by ${ofInstallation.host}`]);
    expect([await lettersOf(here), await lettersOf(theirs)]).toEqual([2, 1]);
  });
});
