import { beforeAll, describe, expect, test } from 'vitest';
import { setUp } from '../../auth/set-up.ts';
import { startSignIn } from '../../auth/sign-in.ts';
import { migrateWorkspace } from '../../metadata/migrate.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { useDatabase } from '../../testing/database.ts';
import { runCli } from '../run.ts';
import { apiKeyCommands } from './apikey.ts';
import { userCommands } from './user.ts';

const database = await useDatabase();
const armen = { name: 'Armen Petrosyan', email: 'armen@ararat.am', password: 'seven apricots' };

const rapport = async (...args: string[]) => {
  const told = { out: '', err: '' };
  const code = await runCli([...args, '--json'], [...userCommands, ...apiKeyCommands], {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
  });
  return { code, ...told, json: told.out ? (JSON.parse(told.out) as Record<string, string>) : {} };
};

const registry = createRegistry(serverModules);
const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const secret = 'a secret of the tests, long enough to sign';
const signIn = await startSignIn({
  ...{ database, registry, migrate, secret, log: quiet },
  connection: database.connection,
  publicUrl: 'http://localhost:3000',
});

const enter = (email: string, password: string, address = '127.0.0.1') =>
  signIn.authHandler(
    new Request('http://localhost:3000/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }),
    address,
  );
const whoHas = async (headers: Record<string, string>) => {
  const facts = { method: 'GET', url: '/', headers, ip: '127.0.0.1', requestId: 'test' };
  return (await signIn.resolveContext(facts))?.actor ?? null;
};

beforeAll(() => {
  const { host, port, user, database: name } = database.connection;
  process.env.DATABASE_URL = `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host ?? '')}&port=${port}`;
  return async () => {
    delete process.env.DATABASE_URL;
    await signIn.close();
  };
});

describe('accounts at the command line', () => {
  test('need a workspace first', async () => {
    expect(await rapport('user', 'create', 'ivan@ararat.am')).toMatchObject({ code: 69, out: '' });
    expect((await rapport('user', 'list')).json).toEqual({ users: [] });
  });

  test('are made with a password shown once, and sign in with it', async () => {
    const workspace = { name: 'Ararat', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' } as const;
    await setUp({ database, registry, migrate }, { workspace, owner: armen });
    expect((await rapport('user', 'create', 'ivan@ararat.am', '--role', 'king')).code).toBe(64);
    const made = await rapport('user', 'create', 'Ivan@ararat.am', '--name', 'Ivan Petrov', '--role', 'manager');
    expect(made.json).toEqual({
      email: 'ivan@ararat.am',
      role: 'manager',
      password: expect.stringMatching(/^(\w{5}-){3}\w{5}$/),
    });
    expect((await enter('ivan@ararat.am', made.json.password ?? '')).status).toBe(200);
    expect((await rapport('user', 'create', 'ivan@ararat.am')).code).not.toBe(0);
    const { users } = (await rapport('user', 'list')).json as unknown as { users: object[] };
    expect(users).toMatchObject([
      { email: armen.email },
      { email: 'ivan@ararat.am', active: true, workspaces: ['Ararat'] },
    ]);
  });

  test('get a new password, which ends their sessions', async () => {
    const entered = await enter(armen.email, armen.password);
    const cookie = entered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect(await whoHas({ cookie })).toMatchObject({ role: 'owner' });
    expect((await rapport('user', 'reset', 'nobody@ararat.am')).code).toBe(66);
    const { json } = await rapport('user', 'reset', armen.email);
    await expect.poll(() => whoHas({ cookie }), { timeout: 2000 }).toBeNull();
    await expect(enter(armen.email, armen.password)).rejects.toThrow('invalidEmailOrPassword');
    expect((await enter(armen.email, json.password ?? '')).status).toBe(200);
  });

  test('are shut out with their keys, and let in again without them', async () => {
    const { json } = await rapport('apikey', 'create', '--user', 'ivan@ararat.am', '--name', 'sync', '--expires', '30');
    const authorization = `Bearer ${json.key}`;
    expect(await whoHas({ authorization })).toMatchObject({ role: 'manager' });
    expect((await rapport('user', 'deactivate', armen.email)).err).toContain('lastOwner');
    expect((await rapport('user', 'deactivate', 'ivan@ararat.am')).code).toBe(0);
    await expect.poll(() => whoHas({ authorization }), { timeout: 2000 }).toBeNull();
    expect((await rapport('apikey', 'create', '--user', 'ivan@ararat.am')).code).toBe(77);
    const { json: reset } = await rapport('user', 'reset', 'ivan@ararat.am');
    await expect(enter('ivan@ararat.am', reset.password ?? '', '127.0.0.2')).rejects.toThrow('invalidEmailOrPassword');
    await rapport('user', 'activate', 'ivan@ararat.am');
    expect((await enter('ivan@ararat.am', reset.password ?? '', '127.0.0.3')).status).toBe(200);
    expect(await whoHas({ authorization })).toBeNull();
  });

  test('refuse an expiry that is no number of days', async () => {
    expect((await rapport('apikey', 'create', '--user', armen.email, '--expires', 'soon')).code).toBe(64);
  });
});
