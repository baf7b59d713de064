import { describe, expect, test } from 'vitest';
import type { Session } from '../../../shared/nouns/metadata.ts';
import { addProcess, armen, type Browser, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const elsewhere = await addProcess(office.database);
const manager = office.browser();
const seller = office.browser();
const managerId = await takeIn(owner, 'Nino Beridze', 'manager', 'nino@ararat.am');
const sellerId = await takeIn(owner, 'Ivan Petrov', 'seller', 'ivan@ararat.am');
await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
await seller.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');
const { member: ownMember } = (await owner.get('/api/v1/session')).body as unknown as Session;
const ownerId = ownMember.id;

const snapshot = async () => {
  const [workspace] = await office.database.control.query<{ id: string; schema: string }>({
    text: 'select id, schema from workspace',
  });
  if (!workspace) throw new Error('There is no workspace');
  return office.database
    .workspace(workspace)
    .query({ text: 'select id, name, role, active, version from members order by id' });
};

describe('members', () => {
  test('change nothing of themselves or others when they are sellers', async () => {
    const before = await snapshot();
    const attempts = [
      seller.send('PATCH', `/api/v1/members/${sellerId}`, { role: 'owner' }),
      seller.send('PATCH', `/api/v1/members/${sellerId}`, { name: 'Ivan the Great' }),
      seller.send('POST', '/api/v1/members', { name: 'A friend', role: 'owner' }),
      seller.send('POST', '/api/v1/members/batch', { operations: [{ update: { id: sellerId, role: 'manager' } }] }),
      seller.send('DELETE', `/api/v1/members/${managerId}`),
      seller.send('POST', `/api/v1/members/${managerId}/deactivate`),
      seller.send('POST', `/api/v1/members/${sellerId}/account`, { email: 'x@example.org', password: 'nine plums ok' }),
      seller.send('PATCH', '/api/v1/workspace', { name: 'Ivan & Co' }),
    ];
    expect((await Promise.all(attempts)).map((answer) => answer.status)).toEqual(attempts.map(() => 403));
    expect(await snapshot()).toEqual(before);
    expect((await seller.get(`/api/v1/members/${managerId}/account`)).status).toBe(403);
  });

  test('are managed by managers, but roles and activity are the owners’ to give', async () => {
    const before = await snapshot();
    const attempts = [
      manager.send('PATCH', `/api/v1/members/${managerId}`, { role: 'owner' }),
      manager.send('PATCH', `/api/v1/members/${ownerId}`, { active: false }),
      manager.send('POST', '/api/v1/members', { name: 'A friend', role: 'manager' }),
      manager.send('POST', '/api/v1/members/batch', { operations: [{ update: { id: sellerId, role: 'manager' } }] }),
      manager.send('POST', `/api/v1/members/${sellerId}/deactivate`),
    ];
    expect((await Promise.all(attempts)).map((answer) => [answer.status, answer.code])).toEqual(
      attempts.map(() => [403, 'roleRequired']),
    );
    expect(await snapshot()).toEqual(before);
    expect((await manager.send('POST', '/api/v1/members', { name: 'Gor Hakobyan' })).status).toBe(201);
    expect((await manager.send('PATCH', `/api/v1/members/${sellerId}`, { name: 'Ivan I. Petrov' })).status).toBe(200);
  });

  test('keep an owner who can sign in', async () => {
    const nominal = await owner.send('POST', '/api/v1/members', { name: 'Owner without account', role: 'owner' });
    expect(nominal.status).toBe(201);
    const attempts = [
      owner.send('PATCH', `/api/v1/members/${ownerId}`, { role: 'viewer' }),
      owner.send('POST', `/api/v1/members/${ownerId}/deactivate`),
      owner.send('DELETE', `/api/v1/members/${ownerId}`),
    ];
    expect((await Promise.all(attempts)).map((answer) => [answer.status, answer.code])).toEqual(
      attempts.map(() => [409, 'lastOwner']),
    );
    expect((await owner.get('/api/v1/session')).body.role).toBe('owner');
  });

  test('lose only one of two owners who demote each other at the same time', async () => {
    const other = office.browser();
    const otherId = await takeIn(owner, 'Maria Ivanova', 'owner', 'maria@ararat.am');
    await other.signIn('maria@ararat.am', 'maria@ararat.am plum 1');
    const answers = await Promise.all([
      owner.send('PATCH', `/api/v1/members/${otherId}`, { role: 'manager' }),
      other.send('PATCH', `/api/v1/members/${ownerId}`, { role: 'manager' }),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const winner = answers[0]?.status === 200 ? owner : other;
    await winner.send('PATCH', `/api/v1/members/${ownerId}`, { role: 'owner' });
    await owner.signIn(armen.email, armen.password);
    expect((await owner.get('/api/v1/session')).body.role).toBe('owner');
  });

  test('act in their new role at once, on every server', async () => {
    const there = elsewhere.browser();
    await there.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');
    expect((await there.get('/api/v1/session')).body.role).toBe('seller');
    await owner.send('PATCH', `/api/v1/members/${sellerId}`, { role: 'viewer' });
    await expect.poll(async () => (await there.get('/api/v1/session')).body.role, { timeout: 2000 }).toBe('viewer');
    await owner.send('PATCH', `/api/v1/members/${sellerId}`, { role: 'seller' });
  });

  test('are shut out at once when deactivated: session and key, here and elsewhere, and do not come back with it', async () => {
    const id = await takeIn(owner, 'Lusine Abrahamyan', 'seller', 'lusine@ararat.am');
    const [here, there] = [office.browser(), elsewhere.browser()];
    for (const browser of [here, there]) await browser.signIn('lusine@ararat.am', 'lusine@ararat.am plum 1');
    const { key } = (await here.send('POST', '/api/v1/api-keys', { name: 'report', days: null })).body as unknown as {
      key: string;
    };
    const all = [here, there, office.program(key), elsewhere.program(key)];
    for (const client of all) expect((await client.get('/api/v1/members')).status).toBe(200);
    expect((await owner.send('POST', `/api/v1/members/${id}/deactivate`)).status).toBe(200);
    for (const client of all) {
      await expect.poll(async () => (await client.get('/api/v1/members')).status, { timeout: 2000 }).toBe(401);
    }
    expect(await here.signIn('lusine@ararat.am', 'lusine@ararat.am plum 1')).toMatchObject({
      status: 401,
      code: 'invalidEmailOrPassword',
      setCookies: [],
    });
    await owner.send('PATCH', `/api/v1/members/${id}`, { active: true });
    for (const client of all) expect((await client.get('/api/v1/members')).status).toBe(401);
    expect((await here.signIn('lusine@ararat.am', 'lusine@ararat.am plum 1')).status).toBe(200);
  });

  test('get one account each, with an address nobody has', async () => {
    const { id } = (await owner.send('POST', '/api/v1/members', { name: 'Davit' })).body as unknown as { id: string };
    const give = (email: string, password = 'nine plums ok') =>
      owner.send('POST', `/api/v1/members/${id}/account`, { email, password });
    expect(await give('Armen@ararat.am')).toMatchObject({ status: 422, code: 'invalid' });
    expect(await give('davit@ararat.am', 'short')).toMatchObject({ status: 422, code: 'passwordTooShort' });
    expect(await give('davit@ararat.am', 'iloveyou2024')).toMatchObject({ status: 422, code: 'passwordCommon' });
    expect(await give('davit@ararat.am', 'ararat-trade-x')).toMatchObject({ status: 422, code: 'passwordTelling' });
    expect((await owner.get(`/api/v1/members/${id}/account`)).body).toEqual({ account: null });
    expect(await give('davit@ararat.am')).toMatchObject({
      status: 201,
      body: { email: 'davit@ararat.am', role: 'seller' },
    });
    expect(await give('davit2@ararat.am')).toMatchObject({ status: 409, code: 'memberHasAccount' });
  });
});

describe('sessions', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36';
  interface Listed {
    readonly id: string;
    readonly current: boolean;
    readonly lastSeenAt: string;
  }
  const listed = async (browser: Browser) =>
    (await browser.get('/api/v1/sessions')).body.items as unknown as readonly Listed[];
  const signIn = (browser: Browser) =>
    browser.send(
      'POST',
      '/api/auth/sign-in/email',
      { email: 'nino@ararat.am', password: 'nino@ararat.am plum 1' },
      { 'user-agent': agent },
    );

  test('are listed with device, address and last use, and end one by one or all but this one', async () => {
    const [here, lost, third] = [office.browser('198.51.100.30'), office.browser('198.51.100.31'), office.browser()];
    for (const browser of [here, lost, third]) await signIn(browser);
    const all = await listed(here);
    expect(all.filter(({ current }) => current)).toEqual([
      {
        ...{ id: expect.any(String), current: true, address: '198.51.100.30', userAgent: agent },
        ...{ createdAt: expect.stringMatching(/^20/), lastSeenAt: expect.stringMatching(/^20/) },
      },
    ]);
    expect(JSON.stringify(all)).not.toContain('token');
    const [other] = (await listed(lost)).filter(({ current }) => current);
    // Nobody else's, not even for an owner, by this way.
    expect((await owner.send('DELETE', `/api/v1/sessions/${other?.id}`)).status).toBe(404);
    expect((await here.send('DELETE', `/api/v1/sessions/${other?.id}`)).status).toBe(200);
    expect((await lost.get('/api/v1/session')).status).toBe(401);
    expect((await third.get('/api/v1/session')).status).toBe(200);
    const ended = await here.send('POST', '/api/v1/sessions/end-others');
    expect(ended).toMatchObject({ status: 200, body: { ended: all.length - 2 } });
    expect((await third.get('/api/v1/session')).status).toBe(401);
    expect(await listed(here)).toHaveLength(1);
    await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
  });

  test('of a member are seen and ended by owners, and none of it by a program', async () => {
    const away = elsewhere.browser();
    await away.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
    expect((await away.get('/api/v1/session')).status).toBe(200);
    for (const browser of [seller, manager]) {
      expect((await browser.get(`/api/v1/members/${managerId}/sessions`)).status).toBe(403);
      expect((await browser.send('POST', `/api/v1/members/${managerId}/sessions/end`)).status).toBe(403);
    }
    const { key } = (await owner.send('POST', '/api/v1/api-keys', { name: 'leaked', days: 1 })).body;
    const program = office.program(String(key));
    for (const path of ['/api/v1/sessions', `/api/v1/members/${managerId}/sessions`])
      expect(await program.get(path)).toMatchObject({ status: 403, code: 'signInNeeded' });
    for (const path of ['sessions/end-others', `members/${managerId}/sessions/end`])
      expect(await program.send('POST', `/api/v1/${path}`)).toMatchObject({ status: 403, code: 'signInNeeded' });
    const { items } = (await owner.get(`/api/v1/members/${managerId}/sessions`)).body as { items: object[] };
    expect(items.length).toBeGreaterThan(1);
    const ended = await owner.send('POST', `/api/v1/members/${managerId}/sessions/end`);
    expect(ended.body).toEqual({ ended: items.length });
    await expect.poll(async () => (await away.get('/api/v1/session')).status, { timeout: 2000 }).toBe(401);
    expect((await owner.get('/api/v1/session')).status).toBe(200);
    await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
  });
});

describe('teams', () => {
  test('bear their head’s name when given none, and never contain themselves', async () => {
    expect((await owner.send('POST', '/api/v1/teams', { office: 'Gyumri' })).status).toBe(422);
    const team = await manager.send('POST', '/api/v1/teams', { head: managerId, office: 'Gyumri' });
    expect(team).toMatchObject({ status: 201, body: { name: 'Nino Beridze' } });
    const id = team.body.id as string;
    const below = await manager.send('POST', '/api/v1/teams', { name: 'Shirak', parent: id });
    const circle = await manager.send('PATCH', `/api/v1/teams/${id}`, { parent: below.body.id });
    expect(circle.body.fields).toMatchObject([{ path: 'parent', code: 'teamWithinItself' }]);
    expect((await manager.send('PATCH', `/api/v1/teams/${id}`, { name: null })).status).toBe(422);
    expect((await seller.send('PATCH', `/api/v1/teams/${id}`, { name: 'Mine' })).status).toBe(403);
  });

  test('make up whom their people work with: the teams one heads or is in, and those below', async () => {
    const make = async (plural: string, body: object) =>
      ((await owner.send('POST', `/api/v1/${plural}`, body)).body as unknown as { id: string }).id;
    const head = await make('members', { name: 'Head' });
    const top = await make('teams', { name: 'North', head });
    const lowHead = await make('members', { name: 'Low head' });
    const low = await make('teams', { name: 'Lori', parent: top, head: lowHead });
    const other = await make('teams', { name: 'South' });
    const [inTop, inLow, inOther] = [
      await make('members', { name: 'In top', team: top }),
      await make('members', { name: 'In low', team: low }),
      await make('members', { name: 'In other', team: other }),
    ];
    const [workspace] = await office.database.control.query<{ id: string; schema: string }>({
      text: 'select id, schema from workspace',
    });
    if (!workspace) throw new Error('There is no workspace');
    const reach = async (id: string) => {
      const standing = await office.registry.modules[0]?.findStanding?.(office.database.workspace(workspace), id);
      return new Set(standing?.teamMemberIds);
    };
    expect(await reach(head)).toEqual(new Set([head, inTop, inLow, lowHead]));
    expect(await reach(lowHead)).toEqual(new Set([lowHead, inLow]));
    expect(await reach(inLow)).toEqual(new Set([inLow, lowHead]));
    expect(await reach(inOther)).toEqual(new Set([inOther]));
  });
});
