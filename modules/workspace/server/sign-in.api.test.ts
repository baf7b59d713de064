import { describe, expect, test } from 'vitest';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { hashing } from '../../../server/testing/counted-hash.ts';
import { addProcess, armen, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const elsewhere = await addProcess(office.database);
const tokenCookie = '__Host-rapport.session_token';

describe('signing in', () => {
  test('answers the same for an unknown account and a wrong password, and nobody is signed in', async () => {
    const unknown = await office.browser('192.0.2.1').signIn('nobody@ararat.am', 'seven apricots');
    const wrong = await office.browser('192.0.2.2').signIn(armen.email, 'seven peaches');
    const noAddress = await office.browser('192.0.2.3').signIn('not an address', 'seven apricots');
    for (const answer of [unknown, wrong, noAddress]) {
      expect(answer).toMatchObject({ status: 401, code: 'invalidEmailOrPassword', setCookies: [] });
      expect({ ...answer.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    }
  });

  test('works as hard for an unknown account as for a wrong password, and not at all once guessing has to wait', async () => {
    const work = async (email: string, password: string) => {
      const before = hashing.count;
      const { status } = await office.browser('192.0.2.10').signIn(email, password);
      return [status, hashing.count - before];
    };
    expect(await work(armen.email, 'seven peaches')).toEqual([401, 1]);
    expect(await work('nobody2@ararat.am', 'seven peaches')).toEqual([401, 1]);
    for (let turn = 0; turn < 4; turn++) await work('nobody2@ararat.am', 'seven peaches');
    expect(await work('nobody2@ararat.am', 'seven peaches')).toEqual([429, 0]);
  });

  test('ignores case and spaces of the address, and is written down with the place it came from', async () => {
    const browser = office.browser('192.0.2.77');
    expect(await browser.signIn(' ARMEN@Ararat.am ', armen.password)).toMatchObject({ status: 200 });
    const [workspace] = await listWorkspaces(office.database.control);
    if (!workspace) throw new Error('There is no workspace');
    const text = `select door, address, member is not null as known from access_log where kind = 'signIn' and address = '192.0.2.77'`;
    const lines = await office.database.workspace(workspace).query({ text });
    expect(lines).toEqual([{ door: 'web', address: '192.0.2.77', known: true }]);
  });

  test('gives a session of its own and never takes one over that was there before', async () => {
    const browser = office.browser();
    await browser.signIn(armen.email, armen.password);
    const planted = browser.cookies.get(tokenCookie) ?? '';
    const victim = office.browser();
    victim.cookies.set(tokenCookie, planted);
    await victim.signIn(armen.email, armen.password);
    expect(victim.cookies.get(tokenCookie)).not.toBe(planted);
    const guess = office.browser();
    guess.cookies.set(tokenCookie, 'chosen-by-somebody.c2lnbmF0dXJl');
    await guess.signIn(armen.email, armen.password);
    expect(guess.cookies.get(tokenCookie)).not.toContain('chosen-by-somebody');
  });

  test('refuses a session token whose signature is not ours', async () => {
    const browser = office.browser();
    await browser.signIn(armen.email, armen.password);
    const [token] = decodeURIComponent(browser.cookies.get(tokenCookie) ?? '').split('.');
    const forger = office.browser();
    forger.cookies.set(tokenCookie, encodeURIComponent(`${token}.${Buffer.alloc(32).toString('base64')}`));
    expect((await forger.get('/api/v1/session')).status).toBe(401);
    forger.cookies.set(tokenCookie, token ?? '');
    expect((await forger.get('/api/v1/session')).status).toBe(401);
  });

  test('is refused from another site', async () => {
    const answer = await office
      .browser()
      .send('POST', '/api/auth/sign-in/email', armen, { origin: 'https://evil.example.net' });
    expect(answer).toMatchObject({ status: 403, code: 'crossOrigin', setCookies: [] });
  });

  test('offers nothing else of the library: no sign-up, no reset, no changing of accounts', async () => {
    for (const path of [
      'sign-up/email',
      'request-password-reset',
      'update-user',
      'change-email',
      'delete-user',
      'ok',
    ]) {
      const answer = await owner.send('POST', `/api/auth/${path}`, { ...armen, newEmail: 'x@example.org' });
      expect([path, answer.status, answer.code]).toEqual([path, 404, 'routeNotFound']);
    }
    expect((await owner.get('/api/auth/ok')).status).toBe(404);
  });
});

describe('a request that signs in', () => {
  const path = '/api/auth/sign-in/email';

  test.each([
    ['no body', undefined],
    ['a list', []],
    ['no password', { email: armen.email }],
    ['an empty password', { email: armen.email, password: '' }],
    ['a password that is an object', { email: armen.email, password: { $ne: '' } }],
    ['an address that is a list', { email: [armen.email], password: armen.password }],
    ['an address that is true', { email: true, password: armen.password }],
  ])('with %s opens nothing', async (_what, body) => {
    const answer = await office.browser('192.0.2.40').send('POST', path, body as object);
    expect(answer).toMatchObject({ status: 422, code: 'invalid', setCookies: [] });
  });

  test.each([
    ['asking to be sent elsewhere', { callbackURL: 'https://evil.example' }],
    ['asking to be remembered for ever', { rememberMe: false, expiresIn: 10 ** 9 }],
    ['naming another account', { userId: '0190b6f0-0000-7000-8000-00000000dead', role: 'owner' }],
  ])('%s is answered as if it had not', async (_what, more) => {
    const answer = await office.browser('192.0.2.41').send('POST', path, { ...armen, ...more });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.setCookies.find((one) => one.startsWith(tokenCookie))).toMatch(/Max-Age=2592000/i);
  });

  test('can not say where it comes from, nor put anything into another line', async () => {
    const browser = office.browser('198.51.100.60');
    const forged = { 'x-rapport-client': '203.0.113.99', 'x-forwarded-for': '203.0.113.98', forwarded: 'for=1.2.3.4' };
    await browser.send('POST', path, armen, { ...forged, 'user-agent': 'Browser <script>alert(1)</script>' });
    const text = (await browser.get('/api/v1/sessions')).text;
    expect(text).toContain('198.51.100.60');
    expect(text).not.toMatch(/203\.0\.113|1\.2\.3\.4/);
    const guesser = office.browser('203.0.113.200');
    const guesses = [];
    for (let turn = 0; turn < 6; turn++) {
      const headers = { 'x-rapport-client': `203.0.113.${turn}`, 'x-forwarded-for': `203.0.113.${turn}` };
      const body = { email: 'nobody3@ararat.am', password: 'guess it' };
      guesses.push((await guesser.send('POST', path, body, headers)).status);
    }
    expect(guesses.at(-1)).toBe(429);
  });

  test.each(['sign-out', 'change-password'])(
    'or would %s is refused from another site, and changes nothing',
    async (operation) => {
      const browser = office.browser('192.0.2.50');
      await browser.signIn(armen.email, armen.password);
      const body = { id: 'x', currentPassword: armen.password, newPassword: 'eight apricots' };
      for (const origin of ['https://evil.example', 'null', 'http://crm.example.org.evil.example']) {
        const answer = await browser.send('POST', `/api/auth/${operation}`, body, { origin });
        expect(answer).toMatchObject({ status: 403, code: 'crossOrigin', setCookies: [] });
      }
      expect((await browser.get('/api/v1/session')).status).toBe(200);
    },
  );

  test('is no GET: a link can not sign anybody in or out', async () => {
    const browser = office.browser('192.0.2.51');
    await browser.signIn(armen.email, armen.password);
    for (const operation of ['sign-out', 'sign-in/email']) {
      expect((await browser.get(`/api/auth/${operation}`)).status).toBe(404);
    }
    expect((await browser.get('/api/v1/session')).status).toBe(200);
  });
});

describe('guessing passwords', () => {
  test('has to wait after five failures from one address, even with the right one, also elsewhere', async () => {
    await takeIn(owner, 'Anahit Sargsyan', 'seller', 'anahit@ararat.am');
    const guesser = office.browser('203.0.113.5');
    const guesses = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((n) => guesser.signIn('anahit@ararat.am', `guess ${n}`)),
    );
    expect(guesses.map((guess) => guess.status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const right = await guesser.signIn('anahit@ararat.am', 'anahit@ararat.am plum 1');
    expect(right).toMatchObject({ status: 429, code: 'tooManyRequests', setCookies: [] });
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    expect((await elsewhere.browser('203.0.113.5').signIn('anahit@ararat.am', 'anahit@ararat.am plum 1')).status).toBe(
      429,
    );
    expect((await office.browser('203.0.113.6').signIn('anahit@ararat.am', 'anahit@ararat.am plum 1')).status).toBe(
      200,
    );
  });

  test('counts alike for accounts that are not there', async () => {
    const guesser = office.browser('203.0.113.9');
    const codes = [];
    for (let turn = 0; turn < 6; turn++) codes.push((await guesser.signIn('nobody@ararat.am', 'guess it')).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('counts a whole IPv6 network as one address', async () => {
    const answers = [];
    for (let host = 1; host <= 6; host++) {
      answers.push((await office.browser(`2001:db8:1:2::${host}`).signIn('nobody6@ararat.am', 'guess it')).status);
    }
    expect(answers.at(-1)).toBe(429);
    expect((await office.browser('2001:db8:1:3::1').signIn('nobody6@ararat.am', 'guess it')).status).toBe(401);
  });

  test('is forgotten after a success', async () => {
    const browser = office.browser('203.0.113.77');
    for (let turn = 0; turn < 4; turn++) await browser.signIn(armen.email, 'forgot it again');
    expect((await browser.signIn(armen.email, armen.password)).status).toBe(200);
    for (let turn = 0; turn < 4; turn++) {
      expect((await browser.signIn(armen.email, 'forgot it again')).status).toBe(401);
    }
  });
});

describe('sessions', () => {
  test('are asked for by every operation on them', async () => {
    const nobody = office.browser('192.0.2.60');
    const body = { currentPassword: armen.password, newPassword: 'eight apricots' };
    const asked = [
      await nobody.send('POST', '/api/auth/change-password', body),
      await nobody.send('POST', '/api/v1/sessions/end-others'),
      await nobody.send('POST', '/api/v1/sessions/proof', { password: armen.password }),
      await nobody.get('/api/v1/sessions'),
    ];
    expect(asked.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(await nobody.get('/api/auth/get-session')).toMatchObject({ status: 200, text: 'null' });
    expect((await office.browser().signIn(armen.email, armen.password)).status).toBe(200);
  });

  test('are known by the cookie that only a secure connection carries, not by one of its plain name', async () => {
    const browser = office.browser('192.0.2.61');
    await browser.signIn(armen.email, armen.password);
    const token = browser.cookies.get(tokenCookie) ?? '';
    const tossed = office.browser();
    tossed.cookies.set('rapport.session_token', token);
    expect((await tossed.get('/api/v1/session')).status).toBe(401);
    tossed.cookies.set('__Host-rapport.session_tokens', token);
    expect((await tossed.get('/api/v1/session')).status).toBe(401);
    tossed.cookies.set(tokenCookie, token);
    expect((await tossed.get('/api/v1/session')).status).toBe(200);
  });

  test('end everywhere else at once when their holder says so', async () => {
    const id = await takeIn(owner, 'Gohar Vardanyan', 'seller', 'gohar@ararat.am');
    const open = async (at: typeof office) => {
      const browser = at.browser('198.51.100.70');
      await browser.signIn('gohar@ararat.am', 'gohar@ararat.am plum 1');
      expect((await browser.get('/api/v1/session')).body).toMatchObject({ member: { id } });
      return browser;
    };
    const isOut = (browser: Awaited<ReturnType<typeof open>>) =>
      expect.poll(async () => (await browser.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    const [here, there, third] = [await open(office), await open(elsewhere), await open(office)];
    expect(await here.send('POST', '/api/v1/sessions/end-others')).toMatchObject({ status: 200, body: { ended: 2 } });
    await Promise.all([isOut(there), isOut(third)]);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await owner.get('/api/v1/session')).status).toBe(200);
  });

  test('past their thirty days neither list nor end others, nor change the password', async () => {
    await takeIn(owner, 'Levon Adamyan', 'seller', 'levon@ararat.am');
    const password = 'levon@ararat.am plum 1';
    const old = office.browser('198.51.100.80');
    const operations = {
      list: () => old.get('/api/v1/sessions'),
      'end others': () => old.send('POST', '/api/v1/sessions/end-others'),
      'change-password': () =>
        old.send('POST', '/api/auth/change-password', { currentPassword: password, newPassword: 'nine pomegranates' }),
    };
    const young = office.browser('198.51.100.81');
    await young.signIn('levon@ararat.am', password);
    for (const [name, act] of Object.entries(operations)) {
      await old.signIn('levon@ararat.am', password);
      await office.database.control.query({
        text: `update auth_session set created_at = now() - interval '31 days' where ip_address = '198.51.100.80'`,
      });
      expect([name, (await act()).status]).toEqual([name, 401]);
    }
    expect((await young.get('/api/v1/session')).status).toBe(200);
    expect((await office.browser('198.51.100.82').signIn('levon@ararat.am', password)).status).toBe(200);
  });

  test('end at every server at once when signed out', async () => {
    const browser = office.browser();
    await browser.signIn(armen.email, armen.password);
    const copy = elsewhere.browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await copy.get('/api/v1/session')).status).toBe(200);
    expect((await browser.send('POST', '/api/auth/sign-out', {})).status).toBe(200);
    await expect.poll(async () => (await copy.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
  });

  test('are thirty at most: one more ends that which was used longest ago', async () => {
    await takeIn(owner, 'Anush Avagyan', 'seller', 'anush@ararat.am');
    const sign = async () => {
      const browser = office.browser();
      await browser.signIn('anush@ararat.am', 'anush@ararat.am plum 1');
      return browser;
    };
    const [oldest, older] = [await sign(), await sign()];
    const { control } = office.database;
    await control.query({
      text: `insert into auth_session (token, user_id, expires_at)
        select gen_random_uuid()::text, id, now() + interval '1 day' from auth_user, generate_series(1, 28) where email = 'anush@ararat.am'`,
    });
    await control.query({
      text: `update auth_session set last_seen_at = now() - interval '1 hour' where id = (
        select s.id from auth_session s join auth_user u on u.id = s.user_id where u.email = 'anush@ararat.am'
        order by s.created_at limit 1)`,
    });
    const newest = await sign();
    await expect.poll(async () => (await oldest.get('/api/v1/session')).status).toBe(401);
    for (const browser of [older, newest]) expect((await browser.get('/api/v1/session')).status).toBe(200);
  });

  test('all end with a change of password but for the one that made it, which gets a new token', async () => {
    await takeIn(owner, 'Hayk Grigoryan', 'seller', 'hayk@ararat.am');
    const password = 'hayk@ararat.am plum 1';
    const [here, there] = [office.browser(), elsewhere.browser()];
    for (const browser of [here, there]) await browser.signIn('hayk@ararat.am', password);
    expect((await there.get('/api/v1/session')).status).toBe(200);
    const before = here.cookies.get(tokenCookie);
    const change = (currentPassword: string, newPassword: string) =>
      here.send('POST', '/api/auth/change-password', { currentPassword, newPassword });
    expect(await change('not his password', 'nine pomegranates')).toMatchObject({
      status: 422,
      code: 'invalidPassword',
    });
    expect(await change(password, 'too short')).toMatchObject({ status: 422, code: 'passwordTooShort' });
    expect(await change(password, 'Password123!')).toMatchObject({
      ...{ status: 422, code: 'passwordCommon', body: { fields: [{ path: 'newPassword' }] } },
    });
    for (const telling of ['hayk-grigoryan', 'Ararat Trade x!', 'rapport 2026'])
      expect(await change(password, telling)).toMatchObject({ status: 422, code: 'passwordTelling' });
    expect((await there.get('/api/v1/session')).status).toBe(200);
    expect((await change(password, 'nine pomegranates')).status).toBe(200);
    await expect.poll(async () => (await there.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    expect(here.cookies.get(tokenCookie)).not.toBe(before);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await office.browser().signIn('hayk@ararat.am', password)).status).toBe(401);
    expect((await office.browser().signIn('hayk@ararat.am', 'nine pomegranates')).status).toBe(200);
  });

  test('are listed without their tokens and end one by one', async () => {
    const [here, lost] = [office.browser('198.51.100.20'), office.browser('198.51.100.21')];
    for (const browser of [here, lost]) await browser.signIn(armen.email, armen.password);
    const list = await here.get('/api/v1/sessions');
    const token = decodeURIComponent(lost.cookies.get(tokenCookie) ?? '').split('.')[0] ?? 'none';
    expect(JSON.stringify(list.body)).not.toContain(token);
    const items = list.body.items as unknown as { id: string; address: string }[];
    const id = items.find(({ address }) => address === '198.51.100.21')?.id;
    const stranger = office.browser();
    await stranger.signIn('anahit@ararat.am', 'anahit@ararat.am plum 1');
    expect((await stranger.send('DELETE', `/api/v1/sessions/${id}`)).status).toBe(404);
    expect((await lost.get('/api/v1/session')).status).toBe(200);
    expect((await here.send('DELETE', `/api/v1/sessions/${id}`)).status).toBe(200);
    await expect.poll(async () => (await lost.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
  });

  test('lapse after a week unused, and after thirty days however busy', async () => {
    const browser = office.browser('198.51.100.30');
    await browser.signIn(armen.email, armen.password);
    const age = (set: string) =>
      office.database.control.query({
        text: `with aged as (update auth_session set ${set} where ip_address = '198.51.100.30' returning user_id)
          select pg_notify('rapport_auth', 'account:' || user_id) from aged`,
      });
    await age("expires_at = now() - interval '1 second'");
    await expect.poll(async () => (await browser.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    await browser.signIn(armen.email, armen.password);
    await age("created_at = now() - interval '31 days'");
    await expect.poll(async () => (await browser.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
  });
});
