import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../../server/auth/api-key.ts';
import { insertMembership } from '../../../server/auth/membership.repository.ts';
import { insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import { addWorkspace } from '../../../server/testing/workspace.ts';
import { addProcess, type Browser, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const office = await openOffice();
const owner = await setUpByArmen(office);
const elsewhere = await addProcess(office.database);
const ivanId = await takeIn(owner, 'Ivan Petrov', 'seller', 'ivan@ararat.am');
await takeIn(owner, 'Maro', 'manager', 'maro@ararat.am');
await takeIn(owner, 'Vera', 'viewer', 'vera@ararat.am');
const comeIn = async (email: string) => {
  const browser = office.browser();
  await browser.signIn(email, `${email} plum 1`);
  return browser;
};
const [ivan, maro, vera] = [
  await comeIn('ivan@ararat.am'),
  await comeIn('maro@ararat.am'),
  await comeIn('vera@ararat.am'),
];

interface Key {
  id: string;
  key: string;
  start: string;
}
const make = async (browser: Browser, body: object) =>
  (await browser.send('POST', '/api/v1/api-keys', body)).body as unknown as Key;

interface ServiceKey extends Key {
  service: string;
}
interface Held extends Key {
  name: string;
  holder: { id: string; name: string; service: boolean; role: string; accessRole: string | null };
  madeBy: { name: string } | null;
  lastUsedFrom: string | null;
}
const serve = async (body: object) =>
  (await owner.send('POST', '/api/v1/service-keys', { days: 1, ...body })).body as unknown as ServiceKey;
const listAll = async (who: Browser = owner) => (await who.get('/api/v1/workspace-keys')).body.items as Held[];
const session = async (who: Browser) => (await who.get('/api/v1/session')).body;

describe('a key of a service', () => {
  test('is made, listed and ended by nobody but an owner, and made by no key', async () => {
    const { id, key } = await serve({ name: 'Guarded', role: 'manager' });
    const owners = office.program((await make(owner, { name: 'owner’s', days: 1 })).key);
    const wish = { name: 'Mine', days: 1 };
    for (const who of [maro, ivan, vera, office.program(key)]) {
      expect((await who.send('POST', '/api/v1/service-keys', wish)).code).toBe('roleRequired');
      expect((await who.get('/api/v1/workspace-keys')).code).toBe('roleRequired');
      expect((await who.send('DELETE', `/api/v1/workspace-keys/${id}`)).code).toBe('roleRequired');
    }
    expect((await owners.send('POST', '/api/v1/service-keys', wish)).code).toBe('signInNeeded');
    expect((await office.program(key).get('/api/v1/session')).status).toBe(200);
    expect((await listAll()).map(({ name }) => name)).not.toContain('Mine');
  });

  test.each([
    ['role', { role: 'owner' }],
    ['accessRole', { accessRole: '0190b6f0-0000-7000-8000-00000000dead' }],
    ['service', { service: '0190b6f0-0000-7000-8000-00000000dead' }],
    ['networks.0', { networks: ['office'] }],
    ['scopes.spaceship', { scopes: { spaceship: 'read' } }],
    ['name', { name: '' }],
  ])('with a wrong %s is refused, and leaves no service behind', async (path, body) => {
    const count = async () => (await owner.get('/api/v1/members/count')).body.count;
    const before = await count();
    const answer = await owner.send('POST', '/api/v1/service-keys', { name: 'Wrong', days: 1, ...body });
    expect(answer.body.fields).toMatchObject([{ path }]);
    expect(await count()).toBe(before);
  });

  test('acts under its own name, with its own role, and has no account', async () => {
    const { key, service } = await serve({ name: 'Site form', role: 'manager' });
    const program = office.program(key);
    expect(await session(program)).toMatchObject({
      ...{ account: null, role: 'manager', member: { id: service, name: 'Site form' } },
    });
    const made = await program.send('POST', '/api/v1/members', { name: 'Somebody by service' });
    const { items } = (await owner.get(`/api/v1/members/${made.body.id}/changes`)).body;
    expect(items).toMatchObject([{ kind: 'created', through: 'api', memberId: service }]);
    expect((await program.send('PATCH', '/api/v1/workspace', { name: 'Taken' })).status).toBe(403);
    expect((await program.send('PATCH', `/api/v1/members/${service}`, { role: 'owner' })).status).toBe(403);
    for (const [method, path] of [
      ...(['api-keys', 'sessions', 'second-factor', 'passkeys', 'workspaces'] as const).map(
        (one) => ['GET', one] as const,
      ),
      ...[['POST', 'sessions/end-others'] as const, ['DELETE', `api-keys/${service}`] as const],
    ]) {
      const answer = method === 'GET' ? program.get(`/api/v1/${path}`) : program.send(method, `/api/v1/${path}`);
      expect([path, (await answer).code]).toEqual([path, 'signInNeeded']);
    }
    expect((await program.send('POST', '/api/v1/api-keys', { name: 'x', days: 1 })).code).toBe('signInNeeded');
  });

  test('is narrowed as a person’s is, and there may be several', async () => {
    const first = await serve({ name: 'Narrow', role: 'viewer', networks: ['10.0.0.0/8'] });
    expect((await office.program(first.key).get('/api/v1/members')).code).toBe('keyFromElsewhere');
    const second = await serve({ name: 'Teams alone', service: first.service, scopes: { team: 'read' } });
    expect(second.service).toBe(first.service);
    expect((await office.program(second.key).get('/api/v1/members')).status).toBe(403);
    expect((await office.program(second.key).get('/api/v1/teams')).status).toBe(200);
    const wish = { name: 'As Ivan', days: 1, service: ivanId };
    expect((await owner.send('POST', '/api/v1/service-keys', wish)).body.fields).toMatchObject([{ path: 'service' }]);
  });

  test('acts by a changed role from the next request on, at every process', async () => {
    const { key, service } = await serve({ name: 'Promoted', role: 'viewer' });
    const there = elsewhere.program(key);
    expect(await session(there)).toMatchObject({ role: 'viewer' });
    expect((await owner.send('PATCH', `/api/v1/members/${service}`, { role: 'manager' })).status).toBe(200);
    await expect.poll(async () => (await session(there)).role, { timeout: 5_000 }).toBe('manager');
    const own = await owner.send('POST', '/api/v1/access-roles', {
      ...{ name: 'Form role', base: 'viewer' },
    });
    await owner.send('PATCH', `/api/v1/members/${service}`, { accessRole: own.body.id });
    await expect.poll(async () => (await session(there)).role, { timeout: 5_000 }).toBe('viewer');
    expect((await listAll()).find(({ holder }) => holder.id === service)?.holder).toMatchObject({
      ...{ role: 'viewer', accessRole: 'Form role', service: true },
    });
    expect((await owner.send('DELETE', `/api/v1/access-roles/${own.body.id}`)).code).toBe('roleInUse');
  });

  test('is no person: nobody sees as it, signs in as it, takes over from others in its name, or changes it but owners', async () => {
    const { service, key } = await serve({ name: 'No person', role: 'viewer' });
    const path = `/api/v1/members/${service}`;
    expect((await owner.send('POST', `${path}/see-as`)).code).toBe('memberIsService');
    const seeing = office.browser();
    await seeing.signIn('armen@ararat.am', 'seven apricots');
    seeing.cookies.set('__Host-rapport.seeing', service);
    expect(await session(seeing)).toMatchObject({ role: 'owner', member: { name: 'Armen Petrosyan' } });
    const account = { email: 'form@ararat.am', password: 'nine plums ok' };
    expect((await owner.send('POST', `${path}/account`, account)).code).toBe('memberIsService');
    expect((await owner.send('PATCH', path, { email: 'form@ararat.am' })).code).toBe('memberIsService');
    expect((await owner.send('PATCH', path, { role: 'owner' })).code).toBe('memberIsService');
    expect((await owner.send('PATCH', path, { service: false })).status).toBe(422);
    expect((await owner.send('POST', '/api/v1/members', { name: 'x', service: true })).status).toBe(422);
    expect((await maro.send('PATCH', path, { name: 'Hers' })).code).toBe('roleRequired');
    const over = await owner.send('POST', `/api/v1/members/${ivanId}/hand-over`, {
      to: service,
      nouns: ['company'],
    });
    expect(over.body.fields).toMatchObject([{ path: 'to' }]);
    expect(await session(office.program(key))).toMatchObject({ member: { name: 'No person' } });
  });

  test('ends at once everywhere: by itself, with its service, and by the one who comes after whoever made it', async () => {
    const anahit = await takeIn(owner, 'Anahit', 'owner', 'anahit@ararat.am');
    const maker = office.browser();
    await maker.signIn('anahit@ararat.am', 'anahit@ararat.am plum 1');
    const made = (await maker.send('POST', '/api/v1/service-keys', { name: 'Outlives her', days: 1 }))
      .body as unknown as ServiceKey;
    const programs = [office.program(made.key), elsewhere.program(made.key)];
    expect((await owner.send('DELETE', `/api/v1/members/${anahit}`)).status).toBe(200);
    for (const program of programs) expect((await program.get('/api/v1/session')).status).toBe(200);
    const found = (await listAll()).find(({ id }) => id === made.id);
    expect(found).toMatchObject({ madeBy: { name: 'Anahit' }, lastUsedFrom: '198.51.100.8', start: made.start });
    expect(JSON.stringify(found)).not.toContain(made.key);
    const further = await serve({ name: 'Further', service: made.service });
    expect((await owner.send('DELETE', `/api/v1/workspace-keys/${made.id}`)).status).toBe(200);
    const gone = async (program: Browser) =>
      expect.poll(async () => (await program.get('/api/v1/session')).status, { timeout: 5_000 }).toBe(401);
    for (const program of programs) await gone(program);
    expect((await owner.send('DELETE', `/api/v1/workspace-keys/${made.id}`)).status).toBe(404);
    const { items } = (await owner.get(`/api/v1/members/${made.service}/changes`)).body;
    expect((items as unknown as { kind: string }[]).map(({ kind }) => kind).slice(0, 3)).toEqual([
      'keyEnded',
      'keyMade',
      'keyMade',
    ]);
    const last = elsewhere.program(further.key);
    expect((await last.get('/api/v1/session')).status).toBe(200);
    expect((await owner.send('POST', `/api/v1/members/${made.service}/deactivate`)).status).toBe(200);
    await gone(last);
    await owner.send('PATCH', `/api/v1/members/${made.service}`, { active: true });
    expect((await last.get('/api/v1/session')).status).toBe(401);
  });

  test('of another workspace opens nothing here, and is not listed or ended; nor is what somebody here has there', async () => {
    const { database, registry } = office;
    const { workspace, join } = await addWorkspace(database, registry);
    await insertWorkspace(database.control, workspace);
    const { actor } = await join('Petros', 'owner');
    const [ivans] = await database.control.query<{ id: string }>({
      text: "select id from auth_user where email = 'ivan@ararat.am'",
    });
    await insertMembership(database.control, ivans?.id ?? '', workspace.id, actor.memberId ?? '');
    const there = { accountId: ivans?.id ?? '', workspaceId: workspace.id };
    const foreign = await createApiKey(database.control, there, { name: 'Ivan’s elsewhere', days: 1 });
    const here = await make(ivan, { name: 'Ivan’s here', days: 1 });
    const away = office.browser();
    await away.signIn('ivan@ararat.am', 'ivan@ararat.am plum 1');
    away.cookies.set('__Host-rapport.workspace', workspace.id);
    const theirs = (await away.send('POST', '/api/v1/service-keys', { name: 'Theirs', days: 1 }))
      .body as unknown as ServiceKey;
    expect((await session(office.program(theirs.key))).workspace).toMatchObject({ id: workspace.id });
    expect(
      (await office.program(theirs.key).get(`/api/v1/members/${(await serve({ name: 'Ours' })).service}`)).status,
    ).toBe(404);
    const ours = (await listAll()).map(({ id }) => id);
    expect(ours).toContain(here.id);
    for (const { id } of [foreign, theirs]) {
      expect(ours).not.toContain(id);
      expect((await owner.send('DELETE', `/api/v1/workspace-keys/${id}`)).status).toBe(404);
    }
    expect((await listAll(away)).map(({ id }) => id)).toEqual([foreign.id, theirs.id]);
    expect((await owner.send('DELETE', `/api/v1/workspace-keys/${here.id}`)).status).toBe(200);
    expect((await office.program(here.key).get('/api/v1/session')).status).toBe(401);
    expect((await office.program(foreign.key).get('/api/v1/session')).status).toBe(200);
  });
});
