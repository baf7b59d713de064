import { beforeAll, describe, expect, test } from 'vitest';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { urlOf } from '../testing/command-line.ts';
import { useDatabase } from '../testing/database.ts';
import { forgetExpiredSessions } from './account.repository.ts';
import { createAccount, normalizeEmail } from './account.ts';
import { createApiKey } from './api-key.ts';
import { setUp } from './set-up.ts';
import { type SignIn, startSignIn } from './sign-in.ts';

const database = await useDatabase();
const registry = createRegistry(serverModules);
const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const armen = { name: 'Armen Petrosyan', email: 'armen@ararat.am', password: 'seven apricots' };
const secret = 'a secret of the tests, long enough to sign';
const common = { database, registry, migrate, log, secret, publicUrl: 'http://localhost:3000' };

beforeAll(async () => {
  const workspace = { name: 'Ararat', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' } as const;
  await setUp({ database, registry, migrate }, { workspace, owner: armen });
});

/** Starts a server's signing in for as long as `work` takes. */
async function withSignIn<T>(different: object, work: (signIn: SignIn) => Promise<T>): Promise<T> {
  const signIn = await startSignIn({ ...common, connection: database.connection, ...different });
  try {
    return await work(signIn);
  } finally {
    await signIn.close();
  }
}

async function enter(signIn: SignIn): Promise<readonly string[]> {
  const request = new Request('http://localhost:3000/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: armen.email, password: armen.password }),
  });
  return (await signIn.authHandler(request, '127.0.0.1')).headers.getSetCookie();
}

const whoHas = async (signIn: SignIn, headers: Record<string, string>) =>
  (await signIn.resolveContext({ method: 'GET', url: '/', headers, ip: '127.0.0.1', requestId: 'test' }))?.actor.role;
const cookieOf = (setCookies: readonly string[]) => setCookies.map((one) => one.split(';')[0]).join('; ');

describe('signing in', () => {
  test('works where DATABASE_URL brings options of its own', async () => {
    const connectionString = `${urlOf(database.connection)}&options=${encodeURIComponent('-c work_mem=5MB')}`;
    await withSignIn({ connection: { connectionString } }, async (signIn) => {
      expect(await whoHas(signIn, { cookie: cookieOf(await enter(signIn)) })).toBe('owner');
    });
  });

  test('without https gives a cookie a browser takes there, still closed to scripts and other sites', async () => {
    const cookies = await withSignIn({}, enter);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^rapport\.session_token=/);
    expect(cookies[0]).toMatch(/; HttpOnly/i);
    expect(cookies[0]).toMatch(/; SameSite=Lax/i);
    expect(cookies[0]).not.toMatch(/; Secure|; Domain/i);
  });

  test('under another secret opens to no session of the old one', async () => {
    const cookie = cookieOf(await withSignIn({}, enter));
    expect(await withSignIn({}, (signIn) => whoHas(signIn, { cookie }))).toBe('owner');
    const changed = { secret: 'another secret of the tests, as long' };
    expect(await withSignIn(changed, (signIn) => whoHas(signIn, { cookie }))).toBeUndefined();
  });

  test('lets nobody in who stands nowhere: an account without a member gets no session', async () => {
    const owner = { email: 'lone@ararat.am', name: 'Lone', password: 'eight quinces' };
    const { id } = await createAccount(database.control, owner);
    const [workspace] = await database.control.query<{ id: string }>({ text: 'select id from workspace' });
    const holder = { accountId: id, workspaceId: workspace?.id ?? '' };
    const { key } = await createApiKey(database.control, holder, { name: 'stray', days: null });
    await withSignIn({}, async (signIn) => {
      expect(await whoHas(signIn, { authorization: `Bearer ${key}` })).toBeUndefined();
      const body = JSON.stringify({ email: owner.email, password: owner.password });
      const headers = { 'content-type': 'application/json' };
      const request = new Request('http://localhost:3000/api/auth/sign-in/email', { method: 'POST', headers, body });
      await expect(signIn.authHandler(request, '127.0.0.1')).rejects.toMatchObject({ code: 'invalidEmailOrPassword' });
    });
    const sessions = await database.control.query({
      text: 'select from auth_session where user_id = $1',
      values: [id],
    });
    expect(sessions).toEqual([]);
  });

  test('tells the log of no one’s address or password, whatever goes wrong', async () => {
    const told: unknown[] = [];
    const tell = (...parts: unknown[]) => void told.push(parts);
    await withSignIn({ log: { info: tell, warn: tell, error: tell } }, async (signIn) => {
      for (const [email, password] of [
        [armen.email, 'a wrong password'],
        ['stranger@ararat.am', 'a wrong password'],
        ['no address', 'a wrong password'],
      ]) {
        const body = JSON.stringify({ email, password });
        const headers = { 'content-type': 'application/json' };
        const request = new Request('http://localhost:3000/api/auth/sign-in/email', { method: 'POST', headers, body });
        await expect(signIn.authHandler(request, '127.0.0.1')).rejects.toMatchObject({ status: 401 });
      }
      await enter(signIn);
    });
    expect(JSON.stringify(told)).not.toMatch(/ararat\.am|wrong password|no address|apricots|127\.0\.0\.1/);
  });

  test('never starts where no module says how members stand', async () => {
    const without = createRegistry(serverModules.map(({ findStanding: _, ...module }) => module));
    await expect(withSignIn({ registry: without }, async () => undefined)).rejects.toThrow('how members stand');
  });
});

describe('a key', () => {
  const keyFor = async (days: number | null) => {
    const [row] = await database.control.query<{ account: string; workspace: string }>({
      text: 'select account, workspace from membership',
    });
    const owner = { accountId: row?.account ?? '', workspaceId: row?.workspace ?? '' };
    return database.control.transaction((control) => createApiKey(control, owner, { name: 'program', days }));
  };

  test('is refused from the moment on at which it expires, remembered or not', async () => {
    const { key, id } = await keyFor(1);
    await withSignIn({}, async (signIn) => {
      await database.control.query({
        text: `update api_key set expires_at = now() + interval '400 milliseconds' where id = $1`,
        values: [id],
      });
      expect(await whoHas(signIn, { authorization: `Bearer ${key}` })).toBe('owner');
      await expect
        .poll(() => whoHas(signIn, { authorization: `Bearer ${key}` }), { timeout: 3000, interval: 50 })
        .toBeUndefined();
    });
  });

  test.each([
    ['another scheme', (key: string) => `Basic ${key}`],
    ['no scheme', (key: string) => key],
    ['two keys', (key: string) => `Bearer ${key} ${key}`],
    ['a comma', (key: string) => `Bearer ${key},`],
    ['other letters', (key: string) => `Bearer ${key.toUpperCase()}`],
    ['no key', () => 'Bearer '],
    ['nothing', () => ''],
    ['a wildcard', () => 'Bearer %'],
  ])('with %s is nobody’s', async (_what, write) => {
    const { key } = await keyFor(null);
    await withSignIn({}, async (signIn) => {
      expect(await whoHas(signIn, { authorization: write(key) })).toBeUndefined();
      expect(await whoHas(signIn, { authorization: `bearer ${key}` })).toBe('owner');
    });
  });

  test('is one of fifty at most, however many are asked for at once', async () => {
    await database.control.query({ text: 'delete from api_key' });
    const outcomes = await Promise.allSettled(Array.from({ length: 53 }, () => keyFor(null)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    await expect(keyFor(null)).rejects.toMatchObject({ status: 409, code: 'tooManyApiKeys', params: { maximum: 50 } });
  });
});

test('who proves a password while it is changed is not let in by it, and nothing of it stays open', async () => {
  const { control } = database;
  const [before] = await control.query<{ password: string }>({ text: 'select password from auth_credential' });
  const open = async () => (await control.query({ text: 'select from auth_session' })).length;
  await withSignIn({}, async (signIn) => {
    await control.query({ text: 'delete from auth_session' });
    const { entered } = await control.transaction(async (tx) => {
      await tx.query({ text: `update auth_credential set password = 'another'` });
      await tx.query({ text: 'delete from auth_session' });
      // Better-auth finds the former one, and begins a session that the change has not seen.
      const entered = enter(signIn).catch((error: unknown) => error);
      await expect.poll(open, { timeout: 20_000 }).toBe(1);
      return { entered };
    });
    expect(await entered).toMatchObject({ status: 401, code: 'invalidEmailOrPassword' });
    expect(await open()).toBe(0);
    await control.query({ text: 'update auth_credential set password = $1', values: [before?.password] });
    expect(await enter(signIn)).toHaveLength(1);
  });
});

describe('an e-mail address', () => {
  test.each([
    [' Armen@Ararat.AM ', 'armen@ararat.am'],
    ['a.b+c@sub.example.co', 'a.b+c@sub.example.co'],
  ])('%j is kept as %j', (given, kept) => {
    expect(normalizeEmail(given)).toBe(kept);
  });

  test.each(['', 'armen', 'armen@', '@ararat.am', 'a@b@c.am', 'a b@ararat.am', 'a@ararat.am\nb'])(
    '%j is none',
    (given) => {
      expect(() => normalizeEmail(given)).toThrow(expect.objectContaining({ status: 422 }));
    },
  );
});

test('sessions whose time is over are forgotten, and nobody else’s', async () => {
  const [user] = await database.control.query<{ id: string }>({ text: 'select id from auth_user limit 1' });
  await database.control.query({
    text: `insert into auth_session (token, user_id, expires_at) values
      ('over', $1, now() - interval '1 second'), ('lasting', $1, now() + interval '1 day')`,
    values: [user?.id],
  });
  await forgetExpiredSessions(database.control);
  const tokens = await database.control.query({
    text: `select token from auth_session where token in ('over', 'lasting')`,
  });
  expect(tokens).toEqual([{ token: 'lasting' }]);
});
