import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkspaceWithOwner, setUp } from '../../auth/set-up.ts';
import { startSignIn } from '../../auth/sign-in.ts';
import { migrateWorkspace } from '../../metadata/migrate.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { useDatabase } from '../../testing/database.ts';
import { runCli } from '../run.ts';
import { apiKeyCommands } from './apikey.ts';
import domain from './domain.ts';
import { userCommands } from './user.ts';
import { workspaceCommands } from './workspace.ts';

const database = await useDatabase();
const armen = { name: 'Armen Petrosyan', email: 'armen@ararat.am', password: 'seven apricots' };

const importing = serverModules.flatMap((module) => module.commands ?? []);
const folder = mkdtempSync('/tmp/rapport-user-cli-');
afterAll(() => rmSync(folder, { recursive: true }));

const rapport = async (...args: string[]) => {
  const told = { out: '', err: '' };
  const code = await runCli(
    [...args, '--json'],
    [...userCommands, ...workspaceCommands, ...apiKeyCommands, domain, ...importing],
    {
      out: (text) => {
        told.out += text;
      },
      err: (text) => {
        told.err += text;
      },
    },
  );
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

  test('lose their API keys with a password that was reset, unless those are to be kept', async () => {
    const { json: made } = await rapport(
      'apikey',
      'create',
      '--user',
      armen.email,
      '--name',
      'shop',
      '--expires',
      '30',
    );
    const authorization = `Bearer ${made.key}`;
    await rapport('user', 'reset', armen.email, '--keep-keys');
    expect(await whoHas({ authorization })).toMatchObject({ role: 'owner' });
    expect((await rapport('user', 'reset', armen.email)).code).toBe(0);
    await expect.poll(() => whoHas({ authorization }), { timeout: 2000 }).toBeNull();
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

  test.each(['soon', '0', '-1', '1.5', '3651', '1e9', '', 'NaN'])('refuse an expiry of %j', async (days) => {
    const { code, out } = await rapport('apikey', 'create', '--user', armen.email, `--expires=${days}`);
    expect({ code, out }).toEqual({ code: 64, out: '' });
  });

  test.each(['', ' ', 'x'.repeat(101), 'zero\0byte'])('refuse to call a key %j', async (name) => {
    expect(await rapport('apikey', 'create', '--user', armen.email, `--name=${name}`)).toMatchObject({
      code: 64,
      err: expect.stringContaining('--name is a text of 1 to 100 characters'),
    });
  });

  test('are not made twice, nor for what is no address, nor with a name nobody can bear', async () => {
    const before = (await rapport('user', 'list')).out;
    for (const [arg, code] of [
      [armen.email, 65],
      ['ARMEN@ararat.am', 65],
      ['armen', 65],
      ['', 65],
    ] as const) {
      expect([arg, (await rapport('user', 'create', arg)).code]).toEqual([arg, code]);
    }
    expect((await rapport('user', 'create', 'long@ararat.am', '--name', 'x'.repeat(300))).code).toBe(65);
    expect((await rapport('user', 'list')).out).toBe(before);
  });

  test('of a member who is there keep the role they have, unless another is given', async () => {
    writeFileSync(join(folder, 'staff.csv'), 'Name,Email,Role\nGor,gor@ararat.am,manager\nLia,lia@ararat.am,manager\n');
    expect((await rapport('import', join(folder, 'staff.csv'), '--object', 'members')).json).toMatchObject({
      created: 2,
    });
    expect((await rapport('user', 'create', 'gor@ararat.am')).json).toMatchObject({ role: 'manager' });
    expect((await rapport('user', 'create', 'lia@ararat.am', '--role', 'viewer')).json).toMatchObject({
      role: 'viewer',
    });
    expect((await rapport('user', 'create', 'new@ararat.am')).json).toMatchObject({ role: 'seller' });
  });
});

test('a domain of the company sign-in is vouched for where there is one workspace, and somebody named it', async () => {
  expect(await rapport('domain', 'prove', 'ararat.am')).toMatchObject({ code: 66, out: '' });
  await database.control.query({
    text: `with named as (insert into identity_provider (workspace, label, issuer, client_id, secret, makes_members, role, is_required,
        strong_methods) select id, 'ID', 'https://id.ararat.am', 'x', 'x', false, 'seller', false, '{}' from workspace returning workspace)
      insert into provider_domain (workspace, domain) select workspace, 'ararat.am' from named`,
  });
  const proved = () =>
    database.control.query({ text: 'select proved_by, proved_at is not null as proved from provider_domain' });
  expect(await proved()).toEqual([{ proved_by: null, proved: false }]);
  expect((await rapport('domain', 'prove', ' Ararat.am')).json).toEqual({ domain: 'ararat.am', workspace: 'Ararat' });
  expect(await proved()).toEqual([{ proved_by: 'operator', proved: true }]);
});

describe('the last owner who can sign in stays', () => {
  const roleOfArmen = async () => {
    const { users } = (await rapport('user', 'list')).json as unknown as {
      users: { email: string; active: boolean }[];
    };
    const [workspace] = await database.control.query<{ id: string; schema: string }>({
      text: `select id, schema from workspace where name = 'Ararat'`,
    });
    if (!workspace) throw new Error('There is no workspace');
    const [member] = await database.workspace(workspace).query({
      text: 'select role, active, deleted_at from members where email = $1',
      values: [armen.email],
    });
    return { ...member, account: users.find(({ email }) => email === armen.email)?.active };
  };
  const asIs = { role: 'owner', active: true, deleted_at: null, account: true };

  test.each([
    ['demoted', `Email,Role\n${armen.email},viewer\n`],
    ['demoted, told by name', `Name,Role\n${armen.name},seller\n`],
    ['deactivated', `Email,Active\n${armen.email},false\n`],
    ['demoted after a straw man was made owner', `Email,Name,Role\nstraw@x.am,Straw,owner\n${armen.email},,viewer\n`],
  ])('whoever would have them %s by a file', async (_what, content) => {
    const file = join(folder, 'members.csv');
    writeFileSync(file, content);
    const { code, json } = await rapport('import', file, '--object', 'members');
    expect({ code, rejected: json.rejected }).toEqual({ code: 65, rejected: 1 });
    expect(JSON.stringify(json)).toContain('lastOwner');
    expect(await roleOfArmen()).toEqual(asIs);
  });

  test('and at the command line', async () => {
    const shutOut = await rapport('user', 'deactivate', armen.email);
    expect(shutOut).toMatchObject({ code: 65, out: '' });
    expect(JSON.parse(shutOut.err).error.message).toContain('lastOwner');
    expect(await roleOfArmen()).toEqual(asIs);
  });
});

test('where there are several workspaces, the one meant has to be said', async () => {
  const wish = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
  const mallory = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
  const { id } = await createWorkspaceWithOwner({ database, registry, migrate }, { workspace: wish, owner: mallory });
  const unsaid = await rapport('user', 'create', 'who@ararat.am');
  expect(unsaid).toMatchObject({ code: 64, err: expect.stringMatching(/--workspace: .*Ararat.*Mallory Ltd/) });
  expect((await rapport('user', 'create', 'who@ararat.am', '--workspace', 'Acme')).code).toBe(64);
  expect((await rapport('apikey', 'create', '--user', mallory.email, '--workspace', 'Ararat')).code).toBe(77);
  expect((await rapport('apikey', 'create', '--user', mallory.email, '--workspace', id)).code).toBe(0);
  expect((await rapport('user', 'create', 'who@ararat.am', '--workspace', 'Mallory Ltd')).code).toBe(0);
  const { users } = (await rapport('user', 'list')).json as unknown as { users: object[] };
  expect(users).toContainEqual(expect.objectContaining({ email: 'who@ararat.am', workspaces: ['Mallory Ltd'] }));
});

test('a further workspace is made for somebody who has an account, as the first one by default', async () => {
  const make = (...args: string[]) => rapport('workspace', 'create', ...args);
  expect(await make('Gyumri', 'nobody@ararat.am')).toMatchObject({ code: 66 });
  expect((await make('Gyumri', armen.email, '--currency', 'XXY')).err).toContain('currency');
  expect((await make('Gyumri', armen.email, '--time-zone', 'Asia/Tbilisi')).code).toBe(0);
  expect(await rapport('domain', 'prove', 'ararat.am')).toMatchObject({ code: 64, err: expect.stringMatching(/TXT/) });
  const made = await database.control.query({
    text: `select w.language, w.currency, w.time_zone from workspace w join membership m on m.workspace = w.id
      join auth_user a on a.id = m.account where a.email = $1 and w.name = 'Gyumri'`,
    values: [armen.email],
  });
  expect(made).toEqual([{ language: 'hy', currency: 'AMD', time_zone: 'Asia/Tbilisi' }]);
});

test('a command leaves no connection behind, whether it goes well or not', async () => {
  const connections = async () => {
    const [row] = await database.control.query<{ count: number }>({
      text: `select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    });
    return row?.count ?? 0;
  };
  await rapport('user', 'list');
  const before = await connections();
  for (const args of [['list'], ['reset', 'nobody@ararat.am'], ['create', armen.email, '--workspace', 'Ararat']]) {
    await rapport('user', ...args);
  }
  await expect.poll(connections).toBeLessThanOrEqual(before);
});
