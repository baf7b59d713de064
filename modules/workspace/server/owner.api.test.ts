import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { totpCode } from '../../../server/auth/totp.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { Session } from '../../../shared/nouns/metadata.ts';
import { addProcess, type Browser, fromBase32, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
await prepareJobs(office.database, { info() {}, warn() {}, error: console.error });
const owner = await setUpByArmen(office);
const elsewhere = await addProcess(office.database);
const { member: armen } = (await owner.get('/api/v1/session')).body as unknown as Session;
const managerId = await takeIn(owner, 'Nino Beridze', 'manager', 'nino@ararat.am');
const manager = office.browser();
await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');

const batch = (browser: Browser, ...operations: object[]) =>
  browser.send('POST', '/api/v1/members/batch', { operations });
const roleOf = async () => (await owner.get('/api/v1/session')).body.role;
const make = async (body: object) =>
  ((await owner.send('POST', '/api/v1/members', body)).body as unknown as { id: string }).id;

describe('the last owner', () => {
  test.each([
    ['demoted', () => owner.send('PATCH', `/api/v1/members/${armen.id}`, { role: 'manager' })],
    ['made inactive', () => owner.send('PATCH', `/api/v1/members/${armen.id}`, { active: false })],
    ['deactivated', () => owner.send('POST', `/api/v1/members/${armen.id}/deactivate`)],
    ['deleted', () => owner.send('DELETE', `/api/v1/members/${armen.id}`)],
    ['demoted in a batch', () => batch(owner, { update: { id: armen.id, role: 'viewer' } })],
    ['deleted in a batch', () => batch(owner, { delete: { id: armen.id } })],
    [
      'deleted after an owner who can not sign in was made',
      () => batch(owner, { create: { name: 'Straw man', role: 'owner' } }, { delete: { id: armen.id } }),
    ],
    [
      'demoted together with the rest',
      () => batch(owner, { update: { id: managerId, role: 'viewer' } }, { update: { id: armen.id, role: 'viewer' } }),
    ],
    ['left without a role', () => owner.send('PATCH', `/api/v1/members/${armen.id}`, { role: null })],
  ])('can not be %s, and nothing of it is kept', async (_what, act) => {
    const before = (await owner.get('/api/v1/members?limit=200')).text;
    expect([409, 422]).toContain((await act()).status);
    expect((await owner.get('/api/v1/members?limit=200')).text).toBe(before);
    expect(await roleOf()).toBe('owner');
  });

  test('can not be removed by two who leave at once, nor by one batch that ends both', async () => {
    const mariaId = await takeIn(owner, 'Maria Ivanova', 'owner', 'maria@ararat.am');
    const both = [{ delete: { id: mariaId } }, { update: { id: armen.id, role: 'viewer' } }];
    expect(await batch(owner, ...both)).toMatchObject({ status: 409 });
    const maria = office.browser();
    await maria.signIn('maria@ararat.am', 'maria@ararat.am plum 1');
    const answers = await Promise.all([
      owner.send('POST', `/api/v1/members/${armen.id}/deactivate`),
      maria.send('DELETE', `/api/v1/members/${mariaId}`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [left] = [owner, maria].filter((_, index) => answers[index]?.status === 409) as [Browser];
    await left.send('PATCH', `/api/v1/members/${armen.id}`, { active: true, role: 'owner' });
    await owner.signIn('armen@ararat.am', 'seven apricots');
    expect(await roleOf()).toBe('owner');
    await owner.send('PATCH', `/api/v1/members/${mariaId}`, { role: 'manager' });
  });

  test('may go once another owner can sign in, and not where that one was shut out', async () => {
    const gorId = await takeIn(owner, 'Gor Hakobyan', 'owner', 'gor@ararat.am');
    await owner.send('POST', `/api/v1/members/${gorId}/deactivate`);
    expect(await owner.send('PATCH', `/api/v1/members/${armen.id}`, { role: 'viewer' })).toMatchObject({
      status: 409,
      code: 'lastOwner',
    });
    await owner.send('PATCH', `/api/v1/members/${gorId}`, { active: true });
    await office.database.control.query({ text: `update auth_user set active = false where email = 'gor@ararat.am'` });
    expect((await owner.send('DELETE', `/api/v1/members/${armen.id}`)).code).toBe('lastOwner');
    await office.database.control.query({ text: `update auth_user set active = true where email = 'gor@ararat.am'` });
    expect((await owner.send('PATCH', `/api/v1/members/${armen.id}`, { role: 'manager' })).status).toBe(200);
    await expect.poll(roleOf, { timeout: 2000 }).toBe('manager');
    expect((await owner.send('PATCH', `/api/v1/members/${armen.id}`, { role: 'owner' })).code).toBe('roleRequired');
    const gor = office.browser();
    await gor.signIn('gor@ararat.am', 'gor@ararat.am plum 1');
    await gor.send('PATCH', `/api/v1/members/${armen.id}`, { role: 'owner' });
    await expect.poll(roleOf, { timeout: 2000 }).toBe('owner');
    await owner.send('DELETE', `/api/v1/members/${gorId}`);
  });
});

describe('a member in the bin', () => {
  test('is shut out with every session and key, on every server, and stays out when taken back until an owner lets them in', async () => {
    const id = await takeIn(owner, 'Davit Manukyan', 'seller', 'davit@ararat.am');
    const [here, there] = [office.browser(), elsewhere.browser()];
    for (const browser of [here, there]) await browser.signIn('davit@ararat.am', 'davit@ararat.am plum 1');
    const made = await here.send('POST', '/api/v1/api-keys', { name: 'sync', days: null });
    const key = String(made.body.key);
    const all = [here, there, office.program(key), elsewhere.program(key)];
    for (const client of all) expect((await client.get('/api/v1/session')).status).toBe(200);
    const enter = () => office.browser().signIn('davit@ararat.am', 'davit@ararat.am plum 1');

    expect((await owner.send('DELETE', `/api/v1/members/${id}`)).status).toBe(200);
    for (const client of all) {
      await expect.poll(async () => (await client.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    }
    expect(await enter()).toMatchObject({ status: 401, code: 'invalidEmailOrPassword', setCookies: [] });

    expect(await owner.send('POST', `/api/v1/members/${id}/restore`)).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect(await enter()).toMatchObject({ status: 401, code: 'invalidEmailOrPassword', setCookies: [] });
    for (const client of all) expect((await client.get('/api/v1/session')).status).toBe(401);

    expect(await manager.send('PATCH', `/api/v1/members/${id}`, { active: true })).toMatchObject({
      status: 403,
      code: 'roleRequired',
    });
    expect((await owner.send('PATCH', `/api/v1/members/${id}`, { active: true })).status).toBe(200);
    expect((await enter()).status).toBe(200);
    expect((await office.program(key).get('/api/v1/session')).status).toBe(401);
  });

  test('is neither put there nor taken back by a manager, nor changed or given an account by anybody', async () => {
    const id = await make({ name: 'Karen' });
    for (const [method, path] of [
      ['DELETE', `/api/v1/members/${id}`],
      ['POST', `/api/v1/members/${id}/restore`],
    ] as const) {
      expect((await manager.send(method, path)).status).toBe(403);
    }
    await owner.send('DELETE', `/api/v1/members/${id}`);
    expect((await manager.send('POST', `/api/v1/members/${id}/restore`)).status).toBe(403);
    expect((await batch(manager, { restore: { id } })).status).toBe(403);
    expect((await owner.send('PATCH', `/api/v1/members/${id}`, { role: 'owner' })).status).toBe(409);
    const give = { email: 'karen@ararat.am', password: 'nine plums ok' };
    expect(await owner.send('POST', `/api/v1/members/${id}/account`, give)).toMatchObject({
      status: 409,
      code: 'memberInactive',
    });
    expect((await office.browser().signIn(give.email, give.password)).status).toBe(401);
  });

  test('who never had an account comes back as they were', async () => {
    const id = await make({ name: 'Ruben' });
    await owner.send('DELETE', `/api/v1/members/${id}`);
    expect((await owner.send('POST', `/api/v1/members/${id}/restore`)).body).toMatchObject({ active: true });
  });
});

describe('giving an account', () => {
  const give = (id: string, email: string, more: object = {}) =>
    owner.send('POST', `/api/v1/members/${id}/account`, { email, password: 'nine plums ok', ...more });

  test('to one member twice at the same time gives one', async () => {
    const id = await make({ name: 'Twice' });
    const answers = await Promise.all([give(id, 'twice1@ararat.am'), give(id, 'twice2@ararat.am')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const accounts = await office.database.control.query({ text: `select from auth_user where email like 'twice_@%'` });
    expect(accounts).toHaveLength(1);
  });

  test('of one address to two members at the same time gives it to one', async () => {
    const [one, two] = [await make({ name: 'Wished 1' }), await make({ name: 'Wished 2' })];
    const answers = await Promise.all([give(one, 'wished@ararat.am'), give(two, 'Wished@ARARAT.am')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test.each([
    ['a role nobody has', { role: 'system' }],
    ['an account of somebody else', { accountId: armen.id }],
    ['a workspace', { workspaceId: armen.id }],
    ['an address with a line of its own', { email: 'a@ararat.am\r\nbcc: b@ararat.am' }],
    ['a password that is a list', { password: ['nine plums ok'] }],
  ])('takes no %s', async (_what, more) => {
    const id = await make({ name: 'Strange' });
    expect((await give(id, 'strange@ararat.am', more)).status).toBe(422);
    expect((await owner.get(`/api/v1/members/${id}/account`)).body).toEqual({ account: null });
  });

  test('to nobody, or by an id that is none, is refused', async () => {
    expect((await give('0190b6f0-0000-7000-8000-00000000dead', 'x@ararat.am')).status).toBe(404);
    expect((await give("' or true --", 'x@ararat.am')).status).toBe(422);
  });
});

describe('the settings of the workspace', () => {
  const seen = async (browser: Browser) => (await browser.get('/api/v1/session')).body.workspace;

  test('are the owners’ to change, and seen at once on every server', async () => {
    const there = elsewhere.browser();
    await there.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
    expect(await seen(there)).toMatchObject({ name: 'Ararat Trade', currency: 'AMD' });
    for (const browser of [manager, office.browser()]) {
      const { status } = await browser.send('PATCH', '/api/v1/workspace', { name: 'Nino & Co' });
      expect([401, 403]).toContain(status);
    }
    expect(await owner.send('PATCH', '/api/v1/workspace', { name: 'Ararat & Sons' })).toMatchObject({
      status: 200,
      body: { name: 'Ararat & Sons', currency: 'AMD', language: 'hy', timeZone: 'Asia/Yerevan' },
    });
    await expect.poll(() => seen(there), { timeout: 2000 }).toMatchObject({ name: 'Ararat & Sons' });
  });

  test.each([
    ['the id', { id: '0190b6f0-0000-7000-8000-00000000dead' }],
    ['the schema', { schema: 'rapport' }],
    ['what is kept beside them', { metadataVersion: 99 }],
    ['a currency nobody pays in', { currency: 'XXY' }],
    ['a time zone that is a statement', { timeZone: "UTC'; select pg_sleep(10); --" }],
    ['a time zone that is a path', { timeZone: '../../etc/passwd' }],
    ['a language nobody speaks here', { language: '__proto__' }],
    ['no name', { name: '' }],
    ['no currency', { currency: null }],
  ])('do not take %s', async (_what, patch) => {
    const before = await seen(owner);
    expect((await owner.send('PATCH', '/api/v1/workspace', patch)).status).toBe(422);
    expect(await seen(owner)).toEqual(before);
    expect(before).not.toHaveProperty('schema');
  });
});

describe('a second factor', () => {
  // The clock stands: which code is good must not hang on how fast the tests run.
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
  afterAll(() => void vi.useRealTimers());
  const email = 'hasmik@ararat.am';
  const password = 'hasmik@ararat.am plum 1';
  let memberId = '';
  let key: Buffer = Buffer.alloc(0);
  let codes: readonly string[] = [];
  /** Codes of this period and the one after, each taken once. */
  const appCode = (later = 0) => totpCode(key, Math.floor(Date.now() / 30_000) + later);
  const rewind = () =>
    office.database.control.query({ text: 'update second_factor set last_step = null where confirmed_at is not null' });
  const begin = async (browser = office.browser(`203.0.113.${Math.floor(++addresses)}`)) => {
    const answer = await browser.signIn(email, password);
    return { browser, answer };
  };
  let addresses = 0;
  const second = (browser: Browser, code: string) => browser.send('POST', '/api/auth/second-factor', { code });
  const statusOf = async (browser: Browser, path = 'members') => (await browser.get(`/api/v1/${path}`)).status;

  test('is set up by the password and a code of the app, and ends other sessions and keys', async () => {
    memberId = await takeIn(owner, 'Hasmik', 'seller', email);
    const [{ browser }, { browser: other }] = [await begin(), await begin()];
    expect((await browser.get('/api/v1/second-factor')).body).toEqual({
      ...{ isOn: false, since: null, codesLeft: 0, passkeys: 0, hasPassword: true, isRequired: false },
    });
    const wrong = await browser.send('POST', '/api/v1/second-factor', { password: 'not hers at all' });
    expect(wrong).toMatchObject({ status: 422, code: 'invalidPassword' });
    const made = (await browser.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 })).body;
    const program = office.program(String(made.key));
    const begun = (await browser.send('POST', '/api/v1/second-factor', { password })).body as {
      key: string;
      address: string;
    };
    expect(begun.address).toContain(`secret=${begun.key}&issuer=Rapport%20Ararat`);
    key = fromBase32(begun.key);
    const kept = await office.database.control.query<{ row: string }>({
      text: 'select f::text as row from second_factor f',
    });
    expect(kept[0]?.row).not.toContain(begun.key);
    expect(kept[0]?.row).not.toContain(key.toString('base64'));
    // Not confirmed, it asks for nothing.
    expect((await begin()).answer.body).toEqual({});
    expect(await statusOf(program)).toBe(200);
    const refused = await browser.send('POST', '/api/v1/second-factor/confirm', { code: '12345' });
    expect(refused.body.fields).toMatchObject([{ path: 'code', code: 'wrongCode' }]);
    const done = await browser.send('POST', '/api/v1/second-factor/confirm', { code: appCode() });
    codes = done.body.codes as readonly string[];
    expect(new Set(codes).size).toBe(10);
    // Thirty-two letters, twenty-four places: 120 bits.
    for (const code of codes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect([await statusOf(other), await statusOf(program)]).toEqual([401, 401]);
    expect((await browser.get('/api/v1/second-factor')).body).toMatchObject({ isOn: true, codesLeft: 10 });
    expect((await browser.send('POST', '/api/v1/second-factor', { password })).code).toBe('secondFactorOn');
  });

  test('is asked for after the password: before it nothing is open, and each code is good once', async () => {
    const { browser, answer } = await begin();
    expect(answer.body).toEqual({ secondFactor: true });
    for (const path of ['members', 'session', 'second-factor', 'stream?once=true'])
      expect(await statusOf(browser, path)).toBe(401);
    expect((await browser.get('/api/auth/get-session')).text).toBe('null');
    expect((await browser.get('/api/v1/sessions')).status).toBe(401);
    const change = { currentPassword: password, newPassword: 'eleven pears ok' };
    expect((await browser.send('POST', '/api/auth/change-password', change)).status).toBe(401);
    // The code that ended the set-up was taken.
    expect((await second(browser, appCode())).body.fields).toMatchObject([{ code: 'wrongCode' }]);
    await rewind();
    expect((await second(browser, appCode())).status).toBe(200);
    expect(await statusOf(browser)).toBe(200);
    expect((await second(browser, appCode(1))).status).toBe(401);
    const { browser: again } = await begin();
    expect((await second(again, appCode())).status).toBe(422);
    expect((await second(again, appCode(1))).status).toBe(200);
    expect((await second(office.browser(), appCode(1))).status).toBe(401);
  });

  test('has recovery codes, each good once however it is typed, kept as hashes', async () => {
    const kept = await office.database.control.query<{ row: string }>({
      text: 'select r::text as row from recovery_code r',
    });
    expect(JSON.stringify(kept)).not.toContain(codes[0]?.replaceAll('-', ''));
    const { browser } = await begin();
    const typed = String(codes[0]).toLowerCase().replaceAll('-', ' ');
    expect((await second(browser, typed)).status).toBe(200);
    expect((await browser.get('/api/v1/second-factor')).body).toMatchObject({ codesLeft: 9 });
    const { browser: again } = await begin();
    expect((await second(again, String(codes[0]))).status).toBe(422);
    expect((await second(again, String(codes[1]))).status).toBe(200);
    const renewed = await again.send('POST', '/api/v1/second-factor/codes', { code: String(codes[2]) });
    expect(renewed.body.codes).toHaveLength(10);
    const { browser: third } = await begin();
    expect((await second(third, String(codes[3]))).status).toBe(422);
    codes = renewed.body.codes as readonly string[];
  });

  test('is not guessed: a few attempts, then one waits; and the password’s session lapses', async () => {
    const { browser } = await begin(office.browser('203.0.113.250'));
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn++) statuses.push((await second(browser, '000000')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const { browser: slow } = await begin();
    await office.database.control.query({
      text: `update auth_session set created_at = now() - interval '11 minutes' where awaits_second`,
    });
    expect((await second(slow, String(codes[0]))).status).toBe(401);
  });

  test('survives a change of the password, in the same browser', async () => {
    const { browser } = await begin();
    await second(browser, String(codes[0]));
    const change = { currentPassword: password, newPassword: 'eleven pears ok' };
    expect((await browser.send('POST', '/api/auth/change-password', change)).status).toBe(200);
    expect(await statusOf(browser)).toBe(200);
    const back = { currentPassword: 'eleven pears ok', newPassword: password };
    expect((await browser.send('POST', '/api/auth/change-password', back)).status).toBe(200);
  });

  test('is taken away by an owner, which ends the sessions and stands in the history', async () => {
    const { browser } = await begin();
    await second(browser, String(codes[1]));
    const reset = (who: Browser) => who.send('POST', `/api/v1/members/${memberId}/second-factor/reset`);
    expect((await reset(manager)).status).toBe(403);
    const own = await owner.send('POST', `/api/v1/members/${armen.id}/second-factor/reset`);
    expect(own).toMatchObject({ status: 409, code: 'ownSecondFactor' });
    expect((await owner.get(`/api/v1/members/${memberId}/account`)).body).toEqual({
      account: { email, secondFactor: true },
    });
    expect((await reset(owner)).status).toBe(200);
    expect(await statusOf(browser)).toBe(401);
    expect((await begin()).answer.body).toEqual({});
    expect((await reset(owner)).code).toBe('secondFactorOff');
    const { items } = (await owner.get(`/api/v1/members/${memberId}/changes`)).body as { items: { kind: string }[] };
    expect(items[0]).toMatchObject({ kind: 'secondFactorReset', memberId: armen.id });
  });

  test('that a role must have closes everything but its set-up, at once, and no key', async () => {
    const { browser } = await begin();
    expect(await statusOf(browser)).toBe(200);
    const made = (await browser.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 })).body;
    const choose = (roles: readonly string[], who = owner) => who.send('PUT', '/api/v1/second-factor-roles', { roles });
    expect((await choose(['seller'], manager)).status).toBe(403);
    expect((await choose(['seller', 'pilot'])).body.fields).toMatchObject([{ path: 'roles.1' }]);
    expect((await choose(['seller'])).status).toBe(200);
    expect(await browser.get('/api/v1/members')).toMatchObject({ status: 403, code: 'secondFactorNeeded' });
    expect(await browser.get('/api/v1/stream?once=true')).toMatchObject({ status: 403, code: 'secondFactorNeeded' });
    expect(await browser.get('/api/openapi.json')).toMatchObject({ status: 403, code: 'secondFactorNeeded' });
    expect((await browser.send('POST', '/api/v1/api-keys', { name: 'way out', days: 1 })).status).toBe(403);
    expect((await browser.get('/api/v1/session')).body).toMatchObject({ secondFactorNeeded: true });
    expect(await statusOf(office.program(String(made.key)))).toBe(200);
    expect(await statusOf(manager)).toBe(200);
    const begun = (await browser.send('POST', '/api/v1/second-factor', { password })).body as { key: string };
    key = fromBase32(begun.key);
    expect((await browser.send('POST', '/api/v1/second-factor/confirm', { code: appCode() })).status).toBe(200);
    expect(await statusOf(browser)).toBe(200);
    expect((await browser.get('/api/v1/session')).body.secondFactorNeeded).toBeUndefined();
    const off = () => browser.send('POST', '/api/v1/second-factor/off', { code: appCode(1) });
    expect(await off()).toMatchObject({ status: 409, code: 'secondFactorRequired' });
    await choose([]);
    expect((await off()).status).toBe(200);
    expect((await begin()).answer.body).toEqual({});
  });
});
