import { expect, test } from 'vitest';
import { createWorkspaceWithOwner } from '../../../server/auth/set-up.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { type Context, systemContext, type Workspace } from '../../../server/context.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { serverModules } from '../../../server/modules.ts';
import { type Browser, mailer, openOffice, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { writePassword } from './account.repository.ts';
import { changePassword, signIn } from './enter.ts';
import { enterPortal, portalClient, portalOf } from './portal-client.factory.ts';
import { refusedJob } from './refused.job.ts';
import { beginSession, useSession } from './session.repository.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const armen = await setUpByArmen(office);
const [here] = (await listWorkspaces(database.control)) as [Workspace];
const server = { host: 'mail.example.org', port: 25, security: 'none', user: null, password: null } as never;
const system: Context = { ...systemContext(database, registry, here), mailer: { ...mailer, server } };
const portal = await portalOf(armen);
const { email, password } = portalClient;
const client = office.browser('203.0.113.7');
const person = await enterPortal(armen, client);
const enter = (browser: Browser, at: string, given = password) =>
  browser.send('POST', `${at}/sign-in`, { email, password: given });
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: [refusedJob], findWorkspace: async () => here, contextOf: () => system },
  });
const refusals = async () => {
  const { body } = await armen.get('/api/v1/oversight/audit?sorts=signIn&door=portal');
  return (body.items as { kind: string; record: string | null; address: string }[]).map((one) => [
    ...[one.kind, one.record, one.address],
  ]);
};

test('who is not let in stands where owners look, with the card of whose address it was', async () => {
  const stranger = office.browser('203.0.113.66');
  expect((await enter(stranger, portal, 'not the password')).status).toBe(401);
  const nobody = { email: 'nobody@client.example', password };
  expect((await stranger.send('POST', `${portal}/sign-in`, nobody)).status).toBe(401);
  await work();
  expect((await refusals()).toSorted()).toEqual(
    [
      ['signInFailed', person, '203.0.113.66'],
      ['signInFailed', null, '203.0.113.66'],
    ].toSorted(),
  );
});

test('a client in the portal changes their password by the one they know, and is out everywhere else', async () => {
  const elsewhere = office.browser('203.0.113.8');
  await enter(elsewhere, portal);
  const change = (browser: Browser, current: string, next: string) =>
    browser.send('PUT', `${portal}/password`, { current, password: next });
  expect((await change(office.browser(), password, 'three plums in a bowl')).status).toBe(401);
  expect((await change(armen, password, 'three plums in a bowl')).status).toBe(401);
  expect((await change(client, 'a guess', 'three plums in a bowl')).body.fields).toMatchObject([
    { path: 'current', code: 'invalidPassword' },
  ]);
  expect((await change(client, password, 'short')).body.fields).toMatchObject([{ path: 'password' }]);
  const other = 'three plums in a bowl';
  const { status, setCookies } = await change(client, password, other);
  expect([status, setCookies.length]).toEqual([200, 1]);
  expect((await client.get(`${portal}/me`)).status).toBe(200);
  expect((await elsewhere.get(`${portal}/me`)).status).toBe(401);
  expect((await enter(elsewhere, portal)).status).toBe(401);
  // Guessing at a browser that was left open is counted as at the door.
  for (let n = 0; n < 5; n += 1) await change(client, 'a guess', password);
  expect((await change(client, other, password)).status).toBe(429);
  await database.control.query({ text: 'delete from sign_in_attempt' });
  expect((await change(client, other, password)).status).toBe(200);
});

test('of two who change the password at once one does, and what the former one was opening stays shut', async () => {
  const [account] = await system.db.query<{ id: string; password: string }>({
    text: 'select id, password from portal_account where email = $1',
    values: [email],
  });
  if (!account) throw new Error('There is no account');
  const asClient = { ...system, client: { account: account.id, person, company: null } };
  const from = { address: '203.0.113.9', userAgent: null };
  const both = await Promise.allSettled(
    ['four pears on a tree', 'five figs in a basket'].map((next) =>
      changePassword(asClient, { current: password, password: next }, from),
    ),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const letters = await system.db.query({ text: "select kind from letter where kind = 'portal.changed'" });
  expect(letters).toHaveLength(1);
  // Whoever proved the former password a moment before it changed comes too late.
  const hash = Buffer.alloc(32, 7);
  expect(await beginSession(system.db, { account: account.id, password: account.password }, hash)).toBe(false);
  expect(await useSession(system.db, hash)).toBeNull();
  await writePassword(system.db, { account: account.id, hash: account.password, language: null });
  expect(await signIn(system, { email, password }, from)).toMatch(/^[\w-]{43}$/);
  expect((await enter(client, portal)).status).toBe(200);
});

test('what a client does is told in their name, by the history, the feed and the audit', async () => {
  const { body } = await client.send('POST', `${portal}/requests`, { subject: 'Torn again', text: 'Please help' });
  const { body: history } = await armen.get(`/api/v1/tickets/${body.id}/changes`);
  expect(history.items).toMatchObject([{ kind: 'created', memberId: null, through: 'portal', client: person }]);
  // The feed tells what is final: it waits for transactions of others that began before.
  const fed = async () => ((await armen.get('/api/v1/changes?nouns=ticket')).body.items as object[]).at(-1);
  await expect.poll(fed, { timeout: 5_000 }).toMatchObject({ recordId: body.id, through: 'portal', client: person });
  const { body: audit } = await armen.get('/api/v1/oversight/audit?sorts=changed&door=portal');
  expect((audit.items as { record: string }[]).map(({ record }) => record)).toContain(body.id);
});

test('two workspaces that have the same client know nothing of each other', async () => {
  const migrate = (address: WorkspaceAddress) => migrateWorkspace(database, address, registry);
  const boris = { name: 'Boris', email: 'boris@example.org', password: 'eight quinces in a row' };
  const theirs = { name: 'Boris Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
  await createWorkspaceWithOwner({ database, registry, migrate }, { workspace: theirs, owner: boris });
  const owner = office.browser('203.0.113.20');
  await owner.signIn(boris.email, boris.password);
  const there = await portalOf(owner);
  expect(there).not.toBe(portal);
  // The password here opens nothing there, neither does the session.
  expect((await enter(office.browser('203.0.113.21'), there)).status).toBe(401);
  expect((await client.get(`${there}/me`)).status).toBe(401);
  const both = office.browser('203.0.113.22');
  await enterPortal(owner, both);
  await enter(both, portal);
  const { body: request } = await both.send('POST', `${there}/requests`, { subject: 'Only there', text: 'x' });
  const subjects = async (at: string) =>
    ((await both.get(`${at}/requests`)).body.items as { subject: string }[]).map(({ subject }) => subject);
  expect(await subjects(there)).toEqual(['Only there']);
  expect(await subjects(portal)).not.toContain('Only there');
  expect((await both.get(`${portal}/requests/${request.id}`)).status).toBe(404);
  // The end of one is not the end of the other.
  const { body: accounts } = await armen.get(`/api/v1/people/${person}/portal-accounts`);
  const [account] = accounts.items as { id: string }[];
  expect((await owner.send('DELETE', `/api/v1/portal-accounts/${account?.id}`)).status).toBe(404);
  expect((await armen.send('DELETE', `/api/v1/portal-accounts/${account?.id}`)).status).toBe(200);
  expect([(await both.get(`${portal}/me`)).status, (await both.get(`${there}/me`)).status]).toEqual([401, 200]);
});
