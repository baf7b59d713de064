import { describe, expect, test } from 'vitest';
import { setUp } from '../../../server/auth/set-up.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { armen, type Office, openOffice, setUpByArmen } from './office.factory.ts';

const workspace = { name: 'Ararat Trade', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' };
const fresh = await openOffice();
const office = await openOffice();
const contested = await openOffice();
const cookieName = '__Host-rapport.session_token';

describe('the first run', () => {
  test('refuses what is wrong by name and leaves nothing behind', async () => {
    const browser = fresh.browser();
    expect((await browser.get('/api/v1/setup')).body).toEqual({ needed: true });
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    const wrong = { ...workspace, currency: 'XXY', timeZone: 'Mars/Olympus' };
    const refused = await browser.send('POST', '/api/v1/setup', { workspace: wrong, owner: armen });
    expect(refused.status).toBe(422);
    expect(refused.body.fields).toMatchObject([{ path: 'workspace.currency' }, { path: 'workspace.timeZone' }]);
    const short = await browser.send('POST', '/api/v1/setup', { workspace, owner: { ...armen, password: 'apricot' } });
    expect(short.code).toBe('passwordTooShort');
    const common = { workspace, owner: { ...armen, password: '1q2w3e4r5t' } };
    expect((await browser.send('POST', '/api/v1/setup', common)).body.fields).toMatchObject([
      { path: 'owner.password', code: 'passwordCommon' },
    ]);
    const telling = { workspace, owner: { ...armen, password: 'Ararat Trade X' } };
    expect((await browser.send('POST', '/api/v1/setup', telling)).body.fields).toMatchObject([
      { path: 'owner.password', code: 'passwordTelling' },
    ]);
    expect(await leftIn(fresh)).toBe(0);
  });

  test('is refused from a page under a name that was made to lead here, and nothing is made', async () => {
    const rebound = { origin: 'http://evil.example:3000', host: 'evil.example:3000' };
    const answer = await fresh.browser().send('POST', '/api/v1/setup', { workspace, owner: armen }, rebound);
    expect(answer).toMatchObject({ status: 403, code: 'unknownAddress', setCookies: [] });
    const other = await fresh
      .browser()
      .send('POST', '/api/v1/setup', { workspace, owner: armen }, { origin: 'http://evil.example' });
    expect(other).toMatchObject({ status: 403, code: 'crossOrigin' });
    expect(await leftIn(fresh)).toBe(0);
  });

  test.each([
    ['an id of the workspace', { workspace: { ...workspace, id: '0190b6f0-0000-7000-8000-00000000dead' } }],
    ['a schema', { workspace: { ...workspace, schema: 'rapport' } }],
    ['a language nobody speaks here', { workspace: { ...workspace, language: 'tlh' } }],
    ['no name', { workspace: { ...workspace, name: ' ' } }],
    ['a name that is no text', { workspace: { ...workspace, name: { $gt: '' } } }],
    ['a time zone that is a statement', { workspace: { ...workspace, timeZone: "UTC'; drop schema rapport; --" } }],
    ['a role', { owner: { ...armen, role: 'viewer' } }],
    ['an account id', { owner: { ...armen, id: '0190b6f0-0000-7000-8000-00000000dead' } }],
    ['an address that is none', { owner: { ...armen, email: 'armen' } }],
    ['an address with a line of its own', { owner: { ...armen, email: 'armen@ararat.am\nbcc: all@ararat.am' } }],
    ['a name with a zero byte', { owner: { ...armen, name: 'Armen\0' } }],
    ['a password without end', { owner: { ...armen, password: 'x'.repeat(2000) } }],
    ['nobody', { owner: null }],
  ])('takes no %s', async (_what, change) => {
    const answer = await fresh.browser().send('POST', '/api/v1/setup', { workspace, owner: armen, ...change });
    expect(answer).toMatchObject({ status: 422, setCookies: [] });
    expect(await leftIn(fresh)).toBe(0);
  });

  test('that fails at its last step leaves nothing behind, and can be done again', async () => {
    const { database, registry } = fresh;
    const failing = { name: 'failing', setUp: () => Promise.reject(new Error('no seeds')) };
    const broken = createRegistry([...registry.modules, failing]);
    const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, broken);
    const wish = { workspace: { ...workspace, language: 'hy' as const }, owner: armen };
    await expect(setUp({ database, registry: broken, migrate }, wish)).rejects.toThrow('no seeds');
    expect(await leftIn(fresh)).toBe(0);
    expect((await fresh.browser().get('/api/v1/setup')).body).toEqual({ needed: true });
    expect((await (await setUpByArmen(fresh)).get('/api/v1/session')).status).toBe(200);
  });

  test('makes the workspace and its owner and signs the owner in, once', async () => {
    const browser = await setUpByArmen(office);
    const session = await browser.get('/api/v1/session');
    expect(session.body).toMatchObject({
      account: { email: armen.email, name: armen.name },
      workspace: { ...workspace, id: expect.any(String) },
      member: { name: armen.name },
      role: 'owner',
      alone: true,
    });
    expect(session.body.workspace).not.toHaveProperty('schema');
    expect((await browser.get('/api/v1/setup')).body).toEqual({ needed: false });
    const again = await office.browser().send('POST', '/api/v1/setup', {
      workspace,
      owner: { ...armen, email: 'mallory@example.org' },
    });
    expect(again).toMatchObject({ status: 409, code: 'setUpDone', setCookies: [] });
  });

  test('is a notebook of one until somebody else is active, and again when they are gone', async () => {
    const browser = office.browser();
    await browser.signIn(armen.email, armen.password);
    const isAlone = async () => (await browser.get('/api/v1/session')).body.alone ?? false;
    const { id } = (await browser.send('POST', '/api/v1/members', { name: 'Boris' })).body as unknown as { id: string };
    expect(await isAlone()).toBe(false);
    expect((await browser.send('PATCH', `/api/v1/members/${id}`, { active: false })).status).toBe(200);
    expect(await isAlone()).toBe(true);
    await browser.send('PATCH', `/api/v1/members/${id}`, { active: true });
    expect(await isAlone()).toBe(false);
    await browser.send('DELETE', `/api/v1/members/${id}`);
    expect(await isAlone()).toBe(true);
    // A program is no colleague.
    expect((await browser.send('POST', '/api/v1/service-keys', { name: 'Site form', days: 1 })).status).toBe(201);
    expect(await isAlone()).toBe(true);
  });

  test('lets one of many at the same time through, and the others wait for nothing', async () => {
    // More than the control schema has connections: who waited in line would keep the first from getting on.
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        contested
          .browser()
          .send('POST', '/api/v1/setup', { workspace, owner: { ...armen, email: `a${number}@example.org` } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    const [count] = await contested.database.control.query({
      text: 'select (select count(*)::int from workspace) as workspaces, (select count(*)::int from auth_user) as accounts',
    });
    expect(count).toEqual({ workspaces: 1, accounts: 1 });
  });

  test('sets a cookie scripts can not read and other sites can not send', async () => {
    const answer = await office.browser().signIn(armen.email, armen.password);
    const cookie = answer.setCookies.find((one) => one.startsWith(cookieName));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).toMatch(/Max-Age=2592000/i);
    expect(cookie).not.toMatch(/; Domain/i);
    expect(answer.setCookies.filter((one) => !/; HttpOnly/i.test(one))).toEqual([]);
    expect(JSON.stringify(answer.body)).toBe('{}');
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

/** Workspaces, accounts, members of workspaces and schemas: what must not be there after a set-up that was refused. */
async function leftIn({ database }: Office): Promise<number | undefined> {
  const [left] = await database.control.query<{ count: number }>({
    text: `select ((select count(*) from workspace) + (select count(*) from auth_user) + (select count(*) from membership)
      + (select count(*) from pg_namespace where nspname like 'ws\\_%'))::int as count`,
  });
  return left?.count;
}
