import { describe, expect, test } from 'vitest';
import { createAccount } from '../../../server/auth/account.ts';
import { createApiKey } from '../../../server/auth/api-key.ts';
import { insertMembership } from '../../../server/auth/membership.repository.ts';
import { insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import { addWorkspace } from '../../../server/testing/workspace.ts';
import { addProcess, type Browser, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const elsewhere = await addProcess(office.database);
await takeIn(owner, 'Ivan Petrov', 'seller', 'ivan@ararat.am');
const ivan = office.browser();
await ivan.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');

interface Key {
  id: string;
  key: string;
  start: string;
}
const make = async (browser: typeof owner, body: object) =>
  (await browser.send('POST', '/api/v1/api-keys', body)).body as unknown as Key;

describe('an API key', () => {
  test('is refused to nobody and to another key', async () => {
    expect((await office.browser().send('POST', '/api/v1/api-keys', { name: 'x', days: 1 })).status).toBe(401);
    const { key } = await make(owner, { name: 'sync', days: 30 });
    const bred = await office.program(key).send('POST', '/api/v1/api-keys', { name: 'child', days: null });
    expect(bred).toMatchObject({ status: 403, code: 'signInNeeded' });
  });

  test('is shown once and kept only as a hash', async () => {
    const { key, start } = await make(owner, { name: 'once', days: null });
    expect(key).toMatch(/^rapport_[\w-]{43}$/);
    expect(key.startsWith(start)).toBe(true);
    const list = JSON.stringify((await owner.get('/api/v1/api-keys')).body);
    expect(list).toContain(start);
    expect(list).not.toContain(key);
    const [row] = await office.database.control.query<{ row: string }>({
      text: "select row_to_json(k)::text as row from api_key k where name = 'once'",
    });
    expect(row?.row).not.toContain(key);
    expect(row?.row).not.toContain(key.slice(start.length));
  });

  test('acts as its owner, with no more rights, and says so', async () => {
    const { key } = await make(ivan, { name: 'mine', days: 1 });
    const program = office.program(key);
    expect((await program.get('/api/v1/session')).body).toMatchObject({
      role: 'seller',
      account: { email: 'ivan@ararat.am' },
    });
    expect((await program.send('POST', '/api/v1/members', { name: 'Nobody' })).status).toBe(403);
    const { key: strong } = await make(owner, { name: 'strong', days: 1 });
    const made = await office.program(strong).send('POST', '/api/v1/members', { name: 'By key' });
    const changes = await owner.get(`/api/v1/members/${made.body.id}/changes`);
    expect(changes.body.items).toMatchObject([{ kind: 'created', through: 'api' }]);
  });

  test('of somebody else can be neither seen nor ended', async () => {
    const { id, key } = await make(owner, { name: 'armen only', days: 1 });
    expect(JSON.stringify((await ivan.get('/api/v1/api-keys')).body)).not.toContain(id);
    expect((await ivan.send('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(404);
    expect((await office.program(key).get('/api/v1/session')).status).toBe(200);
  });

  test('ends at once on every server', async () => {
    const { id, key } = await make(owner, { name: 'short-lived', days: 1 });
    const programs = [office.program(key), elsewhere.program(key)];
    for (const program of programs) expect((await program.get('/api/v1/session')).status).toBe(200);
    expect((await owner.send('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200);
    for (const program of programs) {
      await expect.poll(async () => (await program.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    }
  });

  test('that has expired, is cut, or is another kind of text opens nothing, whatever cookie comes with it', async () => {
    const { id, key } = await make(owner, { name: 'expired', days: 1 });
    await office.database.control.query({
      text: "update api_key set expires_at = now() - interval '1 second' where id = $1",
      values: [id],
    });
    for (const bad of [key, key.slice(0, -1), `${key}x`, "' or true --", 'null']) {
      expect((await office.program(bad).get('/api/v1/session')).status).toBe(401);
      expect(
        (await owner.send('PATCH', '/api/v1/workspace', { name: 'X' }, { authorization: `Bearer ${bad}` })).status,
      ).toBe(401);
    }
    expect((await owner.send('PATCH', '/api/v1/workspace', {}, { authorization: 'Basic YXJtZW4=' })).status).toBe(401);
  });

  test('is no way to sessions or the password of its owner', async () => {
    const { key } = await make(owner, { name: 'curious', days: 1 });
    const program = office.program(key);
    const change = { currentPassword: 'seven apricots', newPassword: 'eight apricots' };
    expect((await program.get('/api/v1/sessions')).code).toBe('signInNeeded');
    expect((await program.get('/api/auth/get-session')).text).toBe('null');
    expect((await program.send('POST', '/api/auth/change-password', change)).status).toBe(401);
    expect((await program.send('POST', '/api/v1/sessions/end-others')).code).toBe('signInNeeded');
    expect((await owner.get('/api/v1/session')).status).toBe(200);
  });

  test.each([
    ['no name', { name: '', days: 1 }],
    ['a name beyond measure', { name: 'x'.repeat(101), days: 1 }],
    ['no days at all', { name: 'x', days: 0 }],
    ['days gone by', { name: 'x', days: -1 }],
    ['half a day', { name: 'x', days: 0.5 }],
    ['a thousand years', { name: 'x', days: 365_000 }],
    ['days in words', { name: 'x', days: '7' }],
    ['a key of one’s own choice', { name: 'x', days: 1, key: 'rapport_mine' }],
    ['another owner', { name: 'x', days: 1, accountId: '0190b6f0-0000-7000-8000-00000000dead' }],
    ['another workspace', { name: 'x', days: 1, workspaceId: '0190b6f0-0000-7000-8000-00000000dead' }],
  ])('is not made with %s', async (_what, body) => {
    const before = (await owner.get('/api/v1/api-keys')).text;
    expect((await owner.send('POST', '/api/v1/api-keys', body)).status).toBe(422);
    expect((await owner.get('/api/v1/api-keys')).text).toBe(before);
  });

  test('notes its last use', async () => {
    const { id, key } = await make(owner, { name: 'used', days: 1 });
    await office.program(key).get('/api/v1/session');
    const items = (await owner.get('/api/v1/api-keys')).body.items as unknown as {
      id: string;
      lastUsedAt: string | null;
    }[];
    expect(items.find((item) => item.id === id)?.lastUsedAt).toMatch(/^20/);
  });

  test('of one workspace reaches nothing of another', async () => {
    const { database, registry } = office;
    const { workspace, join } = await addWorkspace(database, registry);
    await insertWorkspace(database.control, workspace);
    const { actor } = await join('Mallory', 'owner');
    const account = await createAccount(database.control, {
      email: 'mallory@example.org',
      name: 'Mallory',
      password: 'eight quinces',
    });
    await insertMembership(database.control, account.id, workspace.id, actor.memberId ?? '');
    const owning = { accountId: account.id, workspaceId: workspace.id };
    const { key } = await createApiKey(database.control, owning, { name: 'hers', days: 1 });
    const mallory = office.program(key);
    expect((await mallory.get('/api/v1/session')).body.workspace).toMatchObject({ id: workspace.id });
    const theirs = (await owner.get('/api/v1/members')).body.items as unknown as { id: string }[];
    expect(theirs.length).toBeGreaterThan(1);
    for (const { id } of theirs) {
      expect((await mallory.get(`/api/v1/members/${id}`)).status).toBe(404);
      expect((await mallory.send('POST', `/api/v1/members/${id}/deactivate`)).status).toBe(404);
      expect((await mallory.get(`/api/v1/members/${id}/account`)).status).toBe(404);
    }
    await mallory.send('PATCH', '/api/v1/workspace', { name: 'Mallory Ltd' });
    expect((await owner.get('/api/v1/session')).body.workspace).toMatchObject({ name: 'Ararat Trade' });
    const foreign = await createApiKey(
      database.control,
      { ...owning, workspaceId: (await ids()).armen },
      { name: 'x', days: 1 },
    );
    expect((await office.program(foreign.key).get('/api/v1/session')).status).toBe(401);
  });
});

async function ids() {
  const session = await owner.get('/api/v1/session');
  return { armen: (session.body.workspace as { id: string }).id };
}

describe('a key that is narrowed', () => {
  const use = async (body: object, who = owner) =>
    office.program((await make(who, { name: 'narrow', days: 1, ...body })).key);

  test.each([
    ['198.51.100.8', 200],
    ['198.51.100.0/24', 200],
    ['::/0', 403],
    ['198.51.100.9', 403],
    ['10.0.0.0/8', 403],
  ])('to the network %s answers %i here', async (network, status) => {
    const program = await use({ networks: [network, '2001:db8::1'] });
    for (let turn = 0; turn < 2; turn++) expect((await program.get('/api/v1/members')).status).toBe(status);
    expect((await program.get('/api/v1/members')).code).toBe(status === 200 ? undefined : 'keyFromElsewhere');
  });

  test('names networks and types of records that are there', async () => {
    const refused = async (body: object) =>
      (await owner.send('POST', '/api/v1/api-keys', { name: 'x', days: 1, ...body })).body.fields;
    expect(await refused({ networks: ['10.0.0.0/8', 'office'] })).toMatchObject([{ path: 'networks.1' }]);
    expect(await refused({ networks: ['10.0.0.0/33'] })).toMatchObject([{ path: 'networks.0' }]);
    expect(await refused({ scopes: { spaceship: 'read' } })).toMatchObject([{ path: 'scopes.spaceship' }]);
    expect(await refused({ scopes: { team: 'own' } })).toHaveLength(1);
  });

  test('to types of records reaches these as far as its holder, and nothing else', async () => {
    const team = (await owner.send('POST', '/api/v1/teams', { name: 'Narrow' })).body.id as string;
    const reader = await use({ scopes: { team: 'read' } });
    const writer = await use({ scopes: { team: 'write' } });
    // After its holder, who is told of everything.
    const described = async (who: Browser) => Object.keys((await who.get('/api/openapi.json')).body.paths as object);
    expect(await described(owner)).toContain('/api/v1/members/{id}');
    for (const program of [reader, writer]) {
      expect(await described(program)).toContain('/api/v1/teams/{id}');
      expect(await described(program)).not.toContain('/api/v1/members/{id}');
      expect((await program.get(`/api/v1/teams/${team}`)).status).toBe(200);
      expect((await program.get('/api/v1/members')).status).toBe(403);
      expect((await program.get('/api/v1/access-roles')).status).toBe(403);
      expect((await program.get('/api/v1/session')).body).toMatchObject({ role: 'owner' });
      const { nouns } = (await program.get('/api/v1/metadata')).body as { nouns: { name: string; may: object }[] };
      expect(nouns.filter(({ may }) => Object.values(may).some(Boolean)).map(({ name }) => name)).toEqual(['team']);
      const { items } = (await program.get('/api/v1/changes?from=start')).body as { items?: { noun: string }[] };
      expect((items ?? []).filter(({ noun }) => noun !== 'team')).toEqual([]);
      for (const [method, path, body] of [
        ['PATCH', 'workspace', { name: 'Taken' }],
        ['POST', 'sessions/end-others', undefined],
        ['POST', 'members', { name: 'Straw man' }],
        ['GET', 'standard-rights', undefined],
      ] as const) {
        const answer =
          method === 'GET' ? program.get(`/api/v1/${path}`) : program.send(method, `/api/v1/${path}`, body);
        expect((await answer).status).toBe(403);
      }
    }
    for (const [method, path, body] of [
      ['PATCH', `teams/${team}`, { name: 'Mine' }],
      ['DELETE', `teams/${team}`, undefined],
      ['POST', 'teams', { name: 'Mine too' }],
      ['POST', 'teams/batch', { operations: [{ update: { id: team, name: 'Mine' } }] }],
    ] as const)
      expect((await reader.send(method, `/api/v1/${path}`, body)).status).toBe(403);
    expect((await writer.send('PATCH', `/api/v1/teams/${team}`, { name: 'Narrowed' })).status).toBe(200);
    // What its holder may not, it may not by being told so.
    const sellers = await use({ scopes: { team: 'write' } }, ivan);
    expect((await sellers.send('PATCH', `/api/v1/teams/${team}`, { name: 'His' })).status).toBe(403);
    expect((await owner.get(`/api/v1/teams/${team}`)).body.name).toBe('Narrowed');
  });
});

describe('a key with a role', () => {
  test('may what its person and the role both may, and nothing that is owners’ alone', async () => {
    const program = office.program((await make(owner, { name: 'lesser', days: 1, role: 'manager' })).key);
    expect((await program.get('/api/v1/session')).body).toMatchObject({ role: 'manager' });
    expect((await program.send('POST', '/api/v1/members', { name: 'By a lesser key' })).status).toBe(201);
    for (const path of ['/api/v1/access-roles', '/api/v1/identity-provider', '/api/v1/workspace-keys'])
      expect([path, (await program.get(path)).status]).toEqual([path, 403]);
    const reader = office.program((await make(owner, { name: 'reader', days: 1, role: 'viewer' })).key);
    expect((await reader.send('POST', '/api/v1/members', { name: 'Nobody' })).status).toBe(403);
    expect((await reader.get('/api/v1/members')).status).toBe(200);
  });

  test('has no more by a greater role, and none by one that is none', async () => {
    const program = office.program((await make(ivan, { name: 'greater', days: 1, role: 'manager' })).key);
    expect((await program.get('/api/v1/session')).body).toMatchObject({ role: 'seller' });
    expect((await program.send('POST', '/api/v1/members', { name: 'Nobody' })).status).toBe(403);
    const wish = { name: 'x', days: 1 };
    for (const role of ['owner', 'system', '', '0190a000-0000-4000-8000-00000000dead'])
      expect([role, (await ivan.send('POST', '/api/v1/api-keys', { ...wish, role })).status]).toEqual([role, 422]);
    const listed = (await ivan.get('/api/v1/api-keys')).body.items as { name: string; role: string | null }[];
    expect(listed.find(({ name }) => name === 'greater')?.role).toBe('manager');
  });
});
