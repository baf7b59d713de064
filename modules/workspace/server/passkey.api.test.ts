import { describe, expect, test } from 'vitest';
import { forgetExpiredSessions } from '../../../server/auth/account.repository.ts';
import { totpCode } from '../../../server/auth/totp.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { Passkey } from '../../../shared/contract/passkey.ts';
import { type AskedOptions, type Faults, type KeyFob, newKeyFob } from './key-fob.factory.ts';
import { type Browser, fromBase32, openOffice, publicUrl, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const { control } = office.database;
await prepareJobs(office.database, { info() {}, warn() {}, error: console.error });
const at = { origin: publicUrl, host: 'crm.example.org' };
let addresses = 0;
/** Each from an address of its own: what one guesses wrong must not stand in the way of another. */
const fresh = () => office.browser(`203.0.113.${++addresses}`);

interface Person {
  readonly email: string;
  readonly memberId: string;
  readonly browser: Browser;
}

/** A seller who is signed in. */
async function newcomer(name: string): Promise<Person> {
  const email = `${name}@ararat.am`;
  const memberId = await takeIn(owner, name, 'seller', email);
  const browser = fresh();
  await browser.signIn(email, `${email} plum 1`);
  return { email, memberId, browser };
}

const begin = ({ browser, email }: Person, headers = {}) =>
  browser.send('POST', '/api/v1/passkeys/options', { password: `${email} plum 1` }, headers);
const optionsOf = (answer: { readonly body: object }) => (answer.body as { options: AskedOptions }).options;
const keep = (browser: Browser, credential: object, name = 'Phone') =>
  browser.send('POST', '/api/v1/passkeys', { name, credential });

async function register(person: Person, fob = newKeyFob(at)) {
  const answer = await keep(person.browser, fob.make(optionsOf(await begin(person))));
  expect(answer.status).toBe(201);
  return { fob, answer, ...(answer.body as unknown as { passkey: Passkey; codes: string[] | null }) };
}

const listed = async (browser: Browser) =>
  ((await browser.get('/api/v1/passkeys')).body as unknown as { items: Passkey[] }).items;
const statusOf = async (browser: Browser) => (await browser.get('/api/v1/members')).status;
const question = async (browser: Browser) => optionsOf(await browser.send('POST', '/api/auth/passkey/options', {}));
const enter = async (fob: KeyFob, faults: Faults = {}, browser = fresh()) => {
  const passkey = fob.use(await question(browser), faults);
  return { browser, passkey, answer: await browser.send('POST', '/api/auth/passkey', { passkey }) };
};
/** The password is given; the second step is to come. */
const halfway = async ({ email }: Person) => {
  const browser = fresh();
  expect((await browser.signIn(email, `${email} plum 1`)).body).toEqual({ secondFactor: true });
  return browser;
};
const secondQuestion = async (browser: Browser) =>
  optionsOf(await browser.send('POST', '/api/auth/second-factor/passkey', {}));
const second = (browser: Browser, body: object) => browser.send('POST', '/api/auth/second-factor', body);
const refused = { status: 422, code: 'passkeyRefused', setCookies: [] };

describe('making a passkey', () => {
  test('is refused without the password, to programs, and from an address that is not ours', async () => {
    const person = await newcomer('arpi');
    const { browser } = person;
    expect((await office.browser().send('POST', '/api/v1/passkeys/options', { password: 'x' })).status).toBe(401);
    const wrong = await browser.send('POST', '/api/v1/passkeys/options', { password: 'not hers' });
    expect(wrong).toMatchObject({ status: 422, code: 'invalidPassword' });
    const { body } = await browser.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 });
    const program = office.program(String(body.key));
    for (const path of ['', '/options'])
      expect((await program.send('POST', `/api/v1/passkeys${path}`, { password: 'x' })).status).not.toBe(201);
    expect((await program.get('/api/v1/passkeys')).code).toBe('signInNeeded');
    const stranger = { origin: 'https://crm.evil.example', host: 'crm.evil.example' };
    expect(await begin(person, stranger)).toMatchObject({ status: 403, code: 'unknownAddress' });
    expect((await begin(person, { origin: 'http://localhost:3000', host: 'localhost:4000' })).status).toBe(403);
    expect((await begin(person, { origin: 'http://localhost:3000', host: 'localhost:3000' })).status).toBe(200);
    expect(await listed(browser)).toEqual([]);
  });

  test.each<[string, Faults]>([
    ['of another website', { origin: 'https://crm.evil.example' }],
    ['for another name', { host: 'evil.example' }],
    ['to a question nobody asked', { challenge: Buffer.alloc(32).toString('base64url') }],
  ])('takes no answer %s', async (what, faults) => {
    const person = await newcomer(`made-${what.replaceAll(' ', '-')}`);
    const options = optionsOf(await begin(person));
    expect(await keep(person.browser, newKeyFob(at).make(options, faults))).toMatchObject(refused);
    expect(await listed(person.browser)).toEqual([]);
  });

  test('takes a question once, from the session it was put to, and no passkey of somebody else', async () => {
    const [person, other] = [await newcomer('gayane'), await newcomer('tigran')];
    const fob = newKeyFob(at);
    const made = fob.make(optionsOf(await begin(person)));
    expect(await keep(other.browser, made)).toMatchObject(refused);
    expect((await keep(person.browser, made)).status).toBe(201);
    expect(await keep(person.browser, made)).toMatchObject(refused);
    expect(await keep(other.browser, fob.make(optionsOf(await begin(other))))).toMatchObject(refused);
    const late = fob.make(optionsOf(await begin(other)));
    await control.query({ text: `update passkey_challenge set expires_at = now() - interval '1 second'` });
    expect(await keep(other.browser, late)).toMatchObject(refused);
    expect([(await listed(person.browser)).length, (await listed(other.browser)).length]).toEqual([1, 0]);
    await forgetExpiredSessions(control);
    expect(await control.query({ text: 'select from passkey_challenge where expires_at < now()' })).toEqual([]);
  });

  test('as the first factor ends other sessions and keys and gives recovery codes; the next gives none', async () => {
    const person = await newcomer('hasmik');
    const other = fresh();
    await other.signIn(person.email, `${person.email} plum 1`);
    const { body } = await person.browser.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 });
    const first = await register(person);
    expect(first.codes).toHaveLength(10);
    expect([await statusOf(other), await statusOf(office.program(String(body.key)))]).toEqual([401, 401]);
    expect(await statusOf(person.browser)).toBe(200);
    expect((await register(person)).codes).toBeNull();
    expect((await person.browser.get('/api/v1/second-factor')).body).toMatchObject({
      ...{ isOn: false, passkeys: 2, codesLeft: 10 },
    });
    const [passkey] = await listed(person.browser);
    expect(passkey).toMatchObject({ id: first.passkey.id, name: 'Phone', lastUsedAt: null });
    const renamed = { name: 'The grey one' };
    const path = `/api/v1/passkeys/${first.passkey.id}`;
    expect((await other.send('PATCH', path, renamed)).status).toBe(401);
    expect((await owner.send('PATCH', path, renamed)).status).toBe(404);
    expect((await person.browser.send('PATCH', path, renamed)).body).toMatchObject(renamed);
  });
});

describe('signing in by a passkey alone', () => {
  test.each<[string, (fob: KeyFob) => Faults]>([
    ['whose holder the device did not verify', () => ({ verified: false })],
    ['of another website', () => ({ origin: 'https://crm.evil.example' })],
    ['for another name', () => ({ host: 'evil.example' })],
    ['to a question nobody asked', () => ({ challenge: Buffer.alloc(32).toString('base64url') })],
    ['signed by another key', () => ({ signedBy: newKeyFob(at).privateKey })],
    ['of a copy that was used less often', () => ({ counter: 1 })],
  ])('takes no answer %s', async (what, faults) => {
    const person = await newcomer(`used-${what.replaceAll(' ', '-')}`);
    const { fob } = await register(person);
    const { browser, answer } = await enter(fob, faults(fob));
    expect([answer, await statusOf(browser)]).toMatchObject([refused, 401]);
    expect((await listed(person.browser))[0]?.lastUsedAt).toBeNull();
  });

  test('takes no passkey that nobody has, no question twice, late, or put to another browser, and no second step’s', async () => {
    const person = await newcomer('boris');
    const { fob } = await register(person);
    expect((await enter(newKeyFob(at))).answer).toMatchObject(refused);
    const [asked, other] = [fresh(), fresh()];
    const passkey = fob.use(await question(asked));
    await question(other);
    expect(await other.send('POST', '/api/auth/passkey', { passkey })).toMatchObject(refused);
    expect(await fresh().send('POST', '/api/auth/passkey', { passkey })).toMatchObject(refused);
    expect((await asked.send('POST', '/api/auth/passkey', { passkey })).status).toBe(200);
    expect(await asked.send('POST', '/api/auth/passkey', { passkey })).toMatchObject(refused);
    const held = await halfway(person);
    const forSecond = fob.use(await secondQuestion(held));
    await question(held);
    expect(await held.send('POST', '/api/auth/passkey', { passkey: forSecond })).toMatchObject(refused);
    const late = fresh();
    const slow = fob.use(await question(late));
    await control.query({ text: `update passkey_challenge set expires_at = now() - interval '1 second'` });
    expect(await late.send('POST', '/api/auth/passkey', { passkey: slow })).toMatchObject(refused);
    expect((await late.send('POST', '/api/auth/passkey', { passkey: { id: fob.id } })).body.fields).toMatchObject([
      { path: 'passkey', code: 'wrongFormat' },
    ]);
  });

  test('opens everything at once, as password and second step together do, and notes the use', async () => {
    const person = await newcomer('vesela');
    const { fob } = await register(person);
    const { browser, answer } = await enter(fob);
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect((await browser.get('/api/v1/session')).body).toMatchObject({ member: { id: person.memberId } });
    expect((await listed(browser))[0]?.lastUsedAt).not.toBeNull();
    const from = { origin: 'https://crm.evil.example', host: 'crm.evil.example' };
    expect((await fresh().send('POST', '/api/auth/passkey/options', {}, from)).status).toBe(403);
  });

  test('lets nobody in who was shut out, and tells them no more than a stranger', async () => {
    const person = await newcomer('davit');
    const { fob } = await register(person);
    await owner.send('POST', `/api/v1/members/${person.memberId}/deactivate`);
    expect((await enter(fob)).answer).toMatchObject(refused);
    await owner.send('PATCH', `/api/v1/members/${person.memberId}`, { active: true });
    expect((await enter(fob)).answer.status).toBe(200);
  });

  test('is not tried for ever', async () => {
    const { fob } = await register(await newcomer('mallory'));
    const browser = fresh();
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn++) statuses.push((await enter(fob, { verified: false }, browser)).answer.status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('a passkey as the second step', () => {
  test('holds the password’s session until it, or a recovery code, is given; nobody else’s does', async () => {
    const [person, other] = [await newcomer('nune'), await newcomer('karen')];
    const [{ fob, codes }, strange] = [await register(person), await register(other)];
    const browser = await halfway(person);
    expect(await statusOf(browser)).toBe(401);
    expect((await fresh().get('/api/auth/second-factor')).status).toBe(401);
    expect((await browser.get('/api/auth/second-factor')).body).toEqual({
      ...{ app: false, recoveryCode: true, passkey: true },
    });
    expect((await secondQuestion(browser)).allowCredentials).toMatchObject([{ id: fob.id }]);
    const theirs = strange.fob.use(await secondQuestion(browser));
    expect(await second(browser, { passkey: theirs })).toMatchObject(refused);
    const elsewhere = fob.use(await secondQuestion(await halfway(person)));
    expect(await second(browser, { passkey: elsewhere })).toMatchObject(refused);
    expect((await second(browser, { code: '000000' })).body.fields).toMatchObject([{ code: 'wrongCode' }]);
    // The password was the first factor: that the device knows its holder is not asked.
    const given = fob.use(await secondQuestion(browser), { verified: false });
    expect((await second(browser, { passkey: given })).status).toBe(200);
    expect(await statusOf(browser)).toBe(200);
    const again = await halfway(person);
    expect((await second(again, { code: String(codes?.[0]) })).status).toBe(200);
  });

  test('is what a role that must have one asks for, and is not taken away as the last', async () => {
    const person = await newcomer('ruben');
    expect((await owner.send('PUT', '/api/v1/second-factor-roles', { roles: ['seller'] })).status).toBe(200);
    expect(await person.browser.get('/api/v1/members')).toMatchObject({ status: 403, code: 'secondFactorNeeded' });
    const first = await register(person);
    expect(await statusOf(person.browser)).toBe(200);
    const remove = (id: string, body: object, browser = person.browser) =>
      browser.send('POST', `/api/v1/passkeys/${id}/remove`, body);
    const password = `${person.email} plum 1`;
    expect(await remove(first.passkey.id, { password })).toMatchObject({ status: 409, code: 'secondFactorRequired' });
    const app = (await person.browser.send('POST', '/api/v1/second-factor', { password })).body as { key: string };
    const code = (later = 0) => totpCode(fromBase32(app.key), Math.floor(Date.now() / 30_000) + later);
    expect((await person.browser.send('POST', '/api/v1/second-factor/confirm', { code: code() })).status).toBe(200);
    expect((await remove(first.passkey.id, { password }, owner)).status).toBe(404);
    expect(await remove(first.passkey.id, { password: 'not his' })).toMatchObject({ code: 'invalidPassword' });
    expect((await remove(first.passkey.id, {})).body.fields).toMatchObject([{ path: 'password' }]);
    expect((await remove(first.passkey.id, { code: '000000' })).body.fields).toMatchObject([{ code: 'wrongCode' }]);
    expect((await remove(first.passkey.id, { code: code(1) })).status).toBe(200);
    expect((await enter(first.fob)).answer).toMatchObject(refused);
    await owner.send('PUT', '/api/v1/second-factor-roles', { roles: [] });
  });

  test('goes with its recovery codes: as the last, and all of them when an owner takes the factor away', async () => {
    const person = await newcomer('lilit');
    const first = await register(person);
    const password = `${person.email} plum 1`;
    const path = `/api/v1/passkeys/${first.passkey.id}/remove`;
    expect((await person.browser.send('POST', path, { password })).status).toBe(200);
    expect((await person.browser.get('/api/v1/second-factor')).body).toMatchObject({ passkeys: 0, codesLeft: 0 });
    const next = await register(person);
    expect((await owner.get(`/api/v1/members/${person.memberId}/account`)).body).toMatchObject({
      account: { secondFactor: true },
    });
    expect((await owner.send('POST', `/api/v1/members/${person.memberId}/second-factor/reset`)).status).toBe(200);
    expect((await enter(next.fob)).answer).toMatchObject(refused);
    const browser = fresh();
    expect((await browser.signIn(person.email, password)).body).toEqual({});
    expect((await browser.get('/api/v1/second-factor')).body).toMatchObject({ passkeys: 0, codesLeft: 0 });
  });
});

test('a sign-in that races the first factor waits for it, or is ended by it', async () => {
  const person = await newcomer('giorgi');
  const { fob } = { fob: newKeyFob(at) };
  const made = fob.make(optionsOf(await begin(person)));
  const racing = Array.from({ length: 6 }, fresh);
  await Promise.all([
    keep(person.browser, made),
    ...racing.map((browser) => browser.signIn(person.email, `${person.email} plum 1`)),
  ]);
  expect(new Set(await Promise.all(racing.map(statusOf)))).toEqual(new Set([401]));
});

test('a passkey that is refused, added or removed stands in the log with whose it is and from where', async () => {
  const vahe = await newcomer('vahe');
  const { fob, passkey } = await register(vahe);
  const lines = async () => {
    const [workspace] = await listWorkspaces(control);
    if (!workspace) throw new Error('There is no workspace');
    const rows = await office.database
      .workspace(workspace)
      .query<{ kind: string; address: string; by: string | null }>({
        text: "select kind, address, details ->> 'by' as by from access_log where member = $1 order by id",
        values: [vahe.memberId],
      });
    return rows.map(({ kind, address, by }) => [kind, by, address.startsWith('203.0.113.')]);
  };
  const made = [
    ['signIn', null, true],
    ['passkeyAdded', null, true],
  ];
  await expect.poll(lines).toEqual(made);
  // Nobody's passkey is nobody's attempt.
  await enter(newKeyFob(at));
  const ofNobody = async () => {
    const [workspace] = await listWorkspaces(control);
    return office.database.workspace(workspace as WorkspaceAddress).query({
      text: "select details ->> 'by' as by from access_log where kind = 'signInFailed' and member is null",
    });
  };
  await expect.poll(ofNobody).toContainEqual({ by: 'passkey' });
  expect((await enter(fob, { verified: false })).answer).toMatchObject(refused);
  await expect.poll(lines).toEqual([...made, ['signInFailed', 'passkey', true]]);
  const gone = await vahe.browser.send('POST', `/api/v1/passkeys/${passkey.id}/remove`, {
    password: `${vahe.email} plum 1`,
  });
  expect(gone.status).toBe(200);
  await expect.poll(async () => (await lines()).at(-1)).toEqual(['passkeyRemoved', null, true]);
});
