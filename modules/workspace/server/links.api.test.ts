import { beforeEach, describe, expect, test } from 'vitest';
import { invite as inviteBy } from '../../../server/auth/invitation.ts';
import { giveAccount } from '../../../server/auth/member-account.ts';
import { resetJob } from '../../../server/auth/reset-job.ts';
import { createWorkspaceWithOwner } from '../../../server/auth/set-up.ts';
import { accountJob } from '../../../server/auth/tell-of-account.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { type Context, systemContext } from '../../../server/context.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { type Answer, armen, mailer, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const office = await openOffice();
const { database, registry } = office;
await prepareJobs(database, silent);
const owner = await setUpByArmen(office);
const manager = office.browser();
const ninoId = await takeIn(owner, 'Nino Beridze', 'manager', 'nino@ararat.am');
await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
const [workspace] = await listWorkspaces(database.control);
if (!workspace) throw new Error('There is no workspace');
const system: Context = { ...systemContext(database, registry, workspace), mailer };

/** Names a mail server that nothing is ever sent to here; or none. */
const nameServer = async (host: string | null) => {
  await system.db.query({ text: 'delete from mail_server' });
  if (host)
    await system.db.query({
      text: `insert into mail_server (host, port, security, from_name, from_address) values ($1, 25, 'none', '', 'a@ararat.am')`,
      values: [host],
    });
};
interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
const letters = async (): Promise<Letter[]> => {
  const rows = await system.db.query<Letter & { readonly content: string }>({
    text: 'select to_address as "to", subject, content from letter order by id',
  });
  return rows.map(({ to, subject, content }) => ({
    ...{ to, subject },
    ...(JSON.parse(mailer.sealer.open(content) ?? '{}') as { text: string }),
  }));
};
const tokenIn = (text: string | undefined) =>
  /https:\/\/crm\.example\.org\/[\w-]+#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const lastToken = async () => tokenIn((await letters()).at(-1)?.text);
const work = () =>
  drainJobs({
    ...{
      database,
      log: silent,
      jobs: [resetJob, accountJob],
      findWorkspace: async () => workspace,
      contextOf: () => system,
    },
  });

/** How many links that were refused stand in the log. */
const lastGone = async () => {
  const text = `select count(*)::int as count from access_log where kind = 'signInFailed' and details ->> 'by' = 'link'`;
  return (await system.db.query<{ count: number }>({ text }))[0]?.count ?? 0;
};

const invite = (email: string, wish: object = {}, by = owner) =>
  by.send('POST', '/api/v1/invitations', { email, ...wish });
const accept = (token: string, input: object = {}) =>
  office.browser().send('POST', '/api/v1/invitations/accept', {
    ...{ token, name: 'Гор Акопян', password: 'nine plums ok', ...input },
  });
const idOf = ({ body }: Answer) => (body.invitation as { id: string }).id;

beforeEach(async () => {
  await system.db.query({ text: 'delete from letter' });
  await nameServer('mail.example.org');
});

const sandbox: Context = { ...system, workspace: { ...workspace, sandboxOf: workspace.id } };

test('who is shut out in a sandbox goes on with their work', async () => {
  const shut = async (active: boolean) =>
    void (await updateRecord(sandbox, registry.getNoun('member'), ninoId, { active }));
  const session = () => manager.get('/api/v1/session');
  await shut(false);
  await expect.poll(async () => (await session()).status, { timeout: 10_000 }).toBe(401);
  await shut(true);
  await expect.poll(async () => (await session()).status, { timeout: 10_000 }).toBe(200);
});

test('a link that nobody knows is written down where there is one workspace, without the link, and so often a minute only', async () => {
  const address = '203.0.113.250';
  const lines = () =>
    system.db.query<{ member: string | null; details: object }>({
      text: "select member, details from access_log where kind = 'signInFailed' and address = $1",
      values: [address],
    });
  const stranger = office.browser(address);
  const token = 'A'.repeat(43);
  expect((await stranger.send('POST', '/api/v1/invitations/look', { token })).status).toBe(404);
  const reset = { token, password: 'nine plums ok' };
  expect((await stranger.send('POST', '/api/v1/password-resets/complete', reset)).status).toBe(404);
  const line = { member: null, details: { by: 'link', userAgent: expect.toBeOneOf([null, expect.any(String)]) } };
  await expect.poll(lines, { timeout: 5000 }).toEqual([line, line]);
  expect(JSON.stringify(await lines())).not.toContain(token);
  for (let turn = 0; turn < 40; turn++) await stranger.send('POST', '/api/v1/invitations/look', { token });
  await expect.poll(async () => (await lines()).length, { timeout: 5000 }).toBeGreaterThanOrEqual(10);
  // A minute may have turned meanwhile.
  expect((await lines()).length).toBeLessThanOrEqual(20);
});

describe('an invitation', () => {
  test('lets somebody in once, with the role given, under the name they say', async () => {
    const made = await invite('Gor@Ararat.am', { role: 'manager', language: 'ru' });
    expect(made).toMatchObject({
      status: 201,
      body: { link: null, invitation: { email: 'gor@ararat.am', isOpen: true } },
    });
    const [letter] = await letters();
    expect(letter).toMatchObject({ to: 'gor@ararat.am', subject: 'Armen Petrosyan приглашает вас в «Ararat Trade»' });
    const token = tokenIn(letter?.text);
    const look = await office.browser().send('POST', '/api/v1/invitations/look', { token });
    expect(look.body).toEqual({ workspace: 'Ararat Trade', email: 'gor@ararat.am', name: 'gor', language: 'ru' });
    expect(await accept(token, { password: 'short' })).toMatchObject({ status: 422, code: 'passwordTooShort' });
    expect(await accept(token, { password: 'Qwerty123456' })).toMatchObject({ status: 422, code: 'passwordCommon' });
    expect(await accept(token, { password: 'AraratTradeX1' })).toMatchObject({ status: 422, code: 'passwordTelling' });
    const gor = office.browser();
    const wish = { token, name: 'Гор Акопян', password: 'nine plums ok', language: 'hy' };
    expect((await gor.send('POST', '/api/v1/invitations/accept', wish)).status).toBe(201);
    expect((await gor.get('/api/v1/session')).body).toMatchObject({ role: 'manager', member: { name: 'Гор Акопян' } });
    expect(await accept(token)).toMatchObject({ status: 404, code: 'linkGone' });
    expect((await owner.get('/api/v1/invitations')).body).toEqual({ items: [] });
    expect(await invite('gor@ararat.am')).toMatchObject({ status: 409, code: 'memberHasAccount' });
    expect((await gor.signIn('gor@ararat.am', 'nine plums ok')).status).toBe(200);
  });

  test('tells nobody who invites whether the address has an account, and lets that account in by its own password', async () => {
    await nameServer(null);
    const there = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
    const settings = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
    const migrate = (address: WorkspaceAddress) => migrateWorkspace(database, address, registry);
    const theirs = await createWorkspaceWithOwner(
      { database, registry, migrate },
      { workspace: settings, owner: there },
    );
    const shape = ({ status, body }: Answer) => [status, Object.keys(body), Object.keys(body.invitation as object)];
    const [known, unknown] = [await invite(there.email, {}, manager), await invite('new@example.org', {}, manager)];
    expect(shape(known)).toEqual(shape(unknown));
    for (const { body } of [known, unknown])
      expect(await accept(tokenIn(String(body.link)), { password: 'x' })).toMatchObject({ code: 'passwordTooShort' });
    const token = tokenIn(String(known.body.link));
    expect((await accept(token, { password: 'nine plums ok' })).body.fields).toMatchObject([
      { path: 'password', code: 'invalidEmailOrPassword' },
    ]);
    const mallory = office.browser('203.0.113.90');
    await mallory.signIn(there.email, there.password);
    expect((await mallory.get('/api/v1/workspaces')).body.items).toEqual([
      { id: theirs.id, name: 'Mallory Ltd', current: true },
    ]);
    const wish = { token, name: 'Mallory M.', password: there.password };
    expect((await mallory.send('POST', '/api/v1/invitations/accept', wish)).status).toBe(201);
    expect((await mallory.get('/api/v1/session')).body).toMatchObject({
      ...{ workspace: { id: workspace.id }, member: { name: 'Mallory M.' }, role: 'seller' },
    });
    expect((await mallory.get('/api/v1/workspaces')).body.items).toEqual([
      { id: theirs.id, name: 'Mallory Ltd', current: false },
      { id: workspace.id, name: 'Ararat Trade', current: true },
    ]);
    mallory.cookies.set('__Host-rapport.workspace', theirs.id);
    expect((await mallory.get('/api/v1/session')).body).toMatchObject({ workspace: { id: theirs.id }, role: 'owner' });
    // Somebody else's is not entered by naming it.
    owner.cookies.set('__Host-rapport.workspace', theirs.id);
    expect((await owner.get('/api/v1/session')).body).toMatchObject({ workspace: { id: workspace.id } });
    owner.cookies.delete('__Host-rapport.workspace');
    await database.control.query({ text: 'delete from membership where workspace = $1', values: [theirs.id] });
    await database.control.query({ text: 'delete from workspace where id = $1', values: [theirs.id] });
  });

  test('keeps nothing of its link but a hash', async () => {
    await invite('anna@ararat.am');
    const token = await lastToken();
    const rows = await database.control.query({ text: 'select i::text as row from invitation i' });
    expect(token).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await system.db.query({ text: 'select l::text as row from letter l' }))).not.toContain(token);
  });

  test('is good no longer once whoever made it is shut out: they may hold the link', async () => {
    await nameServer(null);
    const id = await takeIn(owner, 'Hovik', 'manager', 'hovik@ararat.am');
    const hovik = office.browser();
    await hovik.signIn('hovik@ararat.am', 'hovik@ararat.am plum 1');
    const token = tokenIn(String((await invite('straw@ararat.am', {}, hovik)).body.link));
    await owner.send('POST', `/api/v1/members/${id}/deactivate`);
    expect(await accept(token)).toMatchObject({ status: 404, code: 'linkGone', setCookies: [] });
  });

  test('is a link to copy where there is no mail, and sent again it is another', async () => {
    await nameServer(null);
    const first = await invite('lilit@ararat.am');
    expect(first.body.link).toMatch(/^https:\/\/crm\.example\.org\/invitation#[\w-]{43}$/);
    const again = await owner.send('POST', `/api/v1/invitations/${idOf(first)}/repeat`);
    expect(await letters()).toEqual([]);
    expect(await accept(tokenIn(String(first.body.link)))).toMatchObject({ status: 404, code: 'linkGone' });
    expect((await accept(tokenIn(String(again.body.link)))).status).toBe(201);
  });

  test.each([
    ['it was taken back', async (id: string) => void (await owner.send('DELETE', `/api/v1/invitations/${id}`))],
    [
      'its seven days are over',
      async () =>
        void (await database.control.query({ text: `update invitation set expires_at = now() - interval '1 second'` })),
    ],
    [
      'the member was shut out',
      async (_id: string, member: string) =>
        void (await owner.send('PATCH', `/api/v1/members/${member}`, { active: false })),
    ],
    [
      'the member was given the rights of a manager',
      async (_id: string, member: string) =>
        void (await owner.send('PATCH', `/api/v1/members/${member}`, { role: 'manager' })),
    ],
    [
      'the member’s address was corrected',
      async (_id: string, member: string) =>
        void (await manager.send('PATCH', `/api/v1/members/${member}`, { email: 'sona.s@ararat.am' })),
    ],
    [
      'the member was deleted',
      async (_id: string, member: string) => void (await owner.send('DELETE', `/api/v1/members/${member}`)),
    ],
  ])('is good no longer once %s', async (_what, end) => {
    const made = await invite('sona@ararat.am');
    const { member } = made.body.invitation as { member: { id: string } };
    const token = await lastToken();
    await end(idOf(made), member.id);
    const look = await office.browser().send('POST', '/api/v1/invitations/look', { token });
    expect([look, await accept(token)]).toMatchObject([
      { status: 404, code: 'linkGone' },
      { status: 404, code: 'linkGone' },
    ]);
    await database.control.query({ text: 'delete from invitation' });
    await system.db.query({ text: `delete from members where email = 'sona@ararat.am'` });
  });

  test('that is refused stands in the log by whom it was for, and one that nobody knows in none', async () => {
    const gone = await lastGone();
    await invite('ruzan@ararat.am');
    const token = await lastToken();
    await database.control.query({ text: `update invitation set expires_at = now() - interval '1 second'` });
    expect(await accept(token)).toMatchObject({ status: 404, code: 'linkGone' });
    expect(await accept('x'.repeat(43))).toMatchObject({ status: 404 });
    await expect.poll(lastGone).toBe(gone + 1);
    await database.control.query({ text: 'delete from invitation' });
  });

  test('of a manager gives no more than they may, nor does one for somebody known already', async () => {
    for (const role of ['owner', 'manager'])
      expect(await invite('friend@ararat.am', { role }, manager)).toMatchObject({ status: 403, code: 'roleRequired' });
    const strong = await owner.send('POST', '/api/v1/members', {
      name: 'Davit',
      email: 'davit@ararat.am',
      role: 'owner',
    });
    expect(strong.status).toBe(201);
    expect(await invite('davit@ararat.am', {}, manager)).toMatchObject({ status: 403, code: 'roleRequired' });
    const byOwner = await invite('davit@ararat.am');
    expect(byOwner.body.invitation).toMatchObject({ member: { id: strong.body.id, role: 'owner' } });
    const path = `/api/v1/invitations/${idOf(byOwner)}`;
    expect(await manager.send('POST', `${path}/repeat`)).toMatchObject({ status: 403, code: 'roleRequired' });
    expect(await manager.send('DELETE', path)).toMatchObject({ status: 403, code: 'roleRequired' });
    expect((await invite('seller@ararat.am', {}, manager)).status).toBe(201);
    expect((await owner.get('/api/v1/members')).text).not.toContain('friend@ararat.am');
  });

  test('is made at a browser, not by a key', async () => {
    const { key } = (await owner.send('POST', '/api/v1/api-keys', { name: 'robot', days: null })).body as {
      key?: string;
    };
    const robot = office.program(key ?? '');
    const answer = await invite('robot@ararat.am', {}, robot);
    expect(answer).toMatchObject({ status: 403, code: 'signInNeeded' });
    const { id } = (await robot.send('POST', '/api/v1/members', { name: 'Robot' })).body;
    const account = { email: 'robot@ararat.am', password: 'nine plums ok' };
    const given = await robot.send('POST', `/api/v1/members/${id}/account`, account);
    expect(given).toMatchObject({ status: 403, code: 'signInNeeded' });
    expect((await office.browser().signIn(account.email, account.password)).status).toBe(401);
  });

  test('comes out of no sandbox', async () => {
    await expect(inviteBy(sandbox, { email: 'trial@ararat.am' })).rejects.toMatchObject({
      ...{ status: 409, code: 'outgoingSandbox' },
    });
    expect((await owner.get('/api/v1/members')).text).not.toContain('trial@ararat.am');
    const wish = { email: 'trial@ararat.am', password: 'nine plums ok' };
    await expect(giveAccount(sandbox, ninoId, wish)).rejects.toMatchObject({ status: 409, code: 'notInSandbox' });
  });
});

describe('a forgotten password', () => {
  let turn = 0;
  /** Each from an address of its own, so that none waits for the others. */
  const ask = (email: string) =>
    office.browser(`203.0.113.${++turn}`).send('POST', '/api/v1/password-resets', { email });
  const complete = (token: string, password = 'ten apricots') =>
    office.browser().send('POST', '/api/v1/password-resets/complete', { token, password });

  test('is answered the same for everybody, and only who has an account gets a letter', async () => {
    const answers = await Promise.all([ask('nino@ararat.am'), ask('nobody@ararat.am'), ask('nobody@example.org')]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['202 {}']));
    const asked = await database.control.query<{ count: number }>({
      text: `select count(*)::integer as count from graphile_worker.jobs where task_identifier = 'auth.reset'`,
    });
    expect(asked).toEqual([{ count: 3 }]);
    await work();
    expect((await letters()).map(({ to }) => to)).toEqual(['nino@ararat.am']);
  });

  test('is made good by a link, once, that ends every session and API key and signs in', async () => {
    const before = office.browser();
    await before.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
    const { key } = (await before.send('POST', '/api/v1/api-keys', { name: 'sync', days: null })).body;
    const program = office.program(String(key));
    expect((await program.get('/api/v1/members')).status).toBe(200);
    await owner.send('PATCH', `/api/v1/members/${ninoId}`, { language: 'ka' });
    await ask('NINO@ararat.am');
    await work();
    const [letter] = await letters();
    expect(letter?.subject).toBe('Rapport-ის ახალი პაროლი');
    const token = tokenIn(letter?.text);
    expect(await complete(token, 'short')).toMatchObject({ status: 422, code: 'passwordTooShort' });
    expect(await complete(token, 'Sunshine2024')).toMatchObject({ status: 422, code: 'passwordCommon' });
    expect(await complete(token, 'Nino Beridze')).toMatchObject({ status: 422, code: 'passwordTelling' });
    const nino = office.browser();
    const answer = await nino.send('POST', '/api/v1/password-resets/complete', { token, password: 'ten apricots' });
    expect(answer.status).toBe(200);
    expect((await nino.get('/api/v1/session')).body).toMatchObject({ member: { name: 'Nino Beridze' } });
    await expect.poll(async () => (await before.get('/api/v1/session')).status).toBe(401);
    await expect.poll(async () => (await program.get('/api/v1/members')).status).toBe(401);
    expect((await before.signIn('nino@ararat.am', 'nino@ararat.am plum 1')).status).toBe(401);
    expect(await complete(token)).toMatchObject({ status: 404, code: 'linkGone' });
    await work();
    const told = (await letters()).at(-1);
    expect([told?.to, told?.subject]).toEqual(['nino@ararat.am', 'პაროლი შეიცვალა']);
    expect(told?.text).toContain('198.51.100.7');
  });

  test('has one good link at a time, for an hour, kept as a hash', async () => {
    await ask(armen.email);
    await work();
    const first = await lastToken();
    await ask(armen.email);
    await work();
    const second = await lastToken();
    const kept = await database.control.query<{ row: string; minutes: number }>({
      text: `select r::text as row, round(extract(epoch from expires_at - now()) / 60)::integer as minutes from password_reset r`,
    });
    expect(kept).toMatchObject([{ minutes: 60 }]);
    expect(kept[0]?.row).not.toContain(second);
    expect(await complete(first)).toMatchObject({ status: 404, code: 'linkGone' });
    await database.control.query({ text: `update password_reset set expires_at = now() - interval '1 second'` });
    expect(await complete(second)).toMatchObject({ status: 404, code: 'linkGone' });
    expect((await office.browser().signIn(armen.email, armen.password)).status).toBe(200);
  });

  test('is nothing for whoever was shut out, before or after the letter', async () => {
    const id = await takeIn(owner, 'Lusine', 'seller', 'lusine@ararat.am');
    await ask('lusine@ararat.am');
    await work();
    const token = await lastToken();
    await owner.send('POST', `/api/v1/members/${id}/deactivate`);
    expect(await system.db.query({ text: 'select state, content from letter' })).toEqual([
      { state: 'dead', content: null },
    ]);
    await system.db.query({ text: 'delete from letter' });
    await ask('lusine@ararat.am');
    await work();
    expect(await letters()).toEqual([]);
    const answer = await complete(token);
    expect(answer.setCookies).toEqual([]);
    expect(answer.status).toBe(404);
  });

  test('is asked for a few times an hour, known or not', async () => {
    for (const email of ['vera@ararat.am', 'nobody@ararat.am']) {
      const browser = office.browser('203.0.113.200');
      const statuses: number[] = [];
      for (let time = 0; time < 4; time += 1)
        statuses.push((await browser.send('POST', '/api/v1/password-resets', { email })).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
  });
});
