import { beforeAll, describe, expect, test } from 'vitest';
import { recheckDomains } from '../../../server/auth/domain-proof.ts';
import { createWorkspaceWithOwner } from '../../../server/auth/set-up.ts';
import { totpCode } from '../../../server/auth/totp.ts';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { systemContext, type Workspace } from '../../../server/context.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { noAllowance, readAllowance } from '../../../server/outgoing/allowance.ts';
import { createOutgoingClient, type OutgoingAnswer } from '../../../server/outgoing/outgoing-client.ts';
import { useNameServer } from '../../../server/testing/name-server.ts';
import {
  findProof,
  inside,
  listRefused,
  openProvider,
  refused,
  settingsOf,
  someone,
  toLink,
  visitorsOf,
  withClaims,
} from './identity-provider.factory.ts';
import { addProcess, type Browser, fromBase32, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

const first = await openOffice();
const names = await useNameServer();
const allowance = readAllowance('127.0.0.1') ?? noAllowance;
const loopback = createOutgoingClient({ allowance, nameServers: [names.address] });
/** What stands between the installation and the provider does to answers. */
let between = async (answer: OutgoingAnswer): Promise<OutgoingAnswer> => answer;
const outgoing = {
  ...loopback,
  send: async (asked: Parameters<typeof loopback.send>[0]) => between(await loopback.send(asked)),
};
const office = await addProcess(first.database, undefined, undefined, outgoing);
const { control } = first.database;
const owner = await setUpByArmen(office);
const provider = await openProvider(String((await owner.get('/api/v1/identity-provider')).body.redirectUri));
const [client, another] = provider.clients as [(typeof provider.clients)[0], (typeof provider.clients)[0]];
const settings = settingsOf(provider);
const set = (more: object = {}, who = owner) => who.send('PUT', '/api/v1/identity-provider', { ...settings, ...more });
const proofOf = (domain = 'ararat.am', who = owner) => findProof(who, domain);
const prove = (domain = 'ararat.am', who = owner) => who.send('POST', '/api/v1/identity-provider/proofs', { domain });
const { fresh, carrying, start, comeBack, enter } = visitorsOf(office, provider);
const sessionOf = (browser: Browser) => browser.get('/api/v1/session');
const count = async (table: string) =>
  (await control.query<{ n: number }>({ text: `select count(*)::integer as n from ${table}` }))[0]?.n;

describe('naming a provider', () => {
  test('is for owners at a browser, and keeps the secret to itself', async () => {
    await takeIn(owner, 'Nino', 'manager', 'nino@ararat.am');
    const manager = fresh();
    await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
    expect((await set({}, manager)).status).toBe(403);
    expect((await manager.get('/api/v1/identity-provider')).status).toBe(403);
    expect((await fresh().get('/api/auth/provider')).body).toEqual({ any: false, label: null });
    const { body } = await owner.send('POST', '/api/v1/api-keys', { name: 'sync', days: 1 });
    expect((await set({}, office.program(String(body.key)))).code).toBe('signInNeeded');
    expect(await set()).toMatchObject({ status: 200, body: { provider: { label: 'Ararat ID' } } });
    const { text, body: shown } = await owner.get('/api/v1/identity-provider');
    expect([text.includes(client.client_secret), shown.redirectUri]).toEqual([false, provider.redirectUri]);
    const [row] = await control.query<{ text: string }>({ text: 'select p::text as text from identity_provider p' });
    expect(row?.text).not.toContain(client.client_secret);
  });

  test('lets nobody in before a domain is proved, by the very text it was given, at a browser of an owner', async () => {
    expect((await fresh().get('/api/auth/provider')).body).toEqual({ any: false, label: null });
    const asked = await fresh().send('POST', '/api/auth/provider', { email: 'anahit@ararat.am' });
    expect(asked.body.fields).toMatchObject([{ code: 'noProvider' }]);
    expect((await set({ isRequired: true })).body.fields).toMatchObject([{ path: 'isRequired', code: 'domainFirst' }]);
    const manager = fresh();
    await manager.signIn('nino@ararat.am', 'nino@ararat.am plum 1');
    const { body: made } = await owner.send('POST', '/api/v1/api-keys', { name: 'dns', days: 1 });
    const { record, value } = await proofOf();
    names.texts.set(record, [value]);
    expect((await prove('ararat.am', fresh())).status).toBe(401);
    expect((await prove('ararat.am', manager)).status).toBe(403);
    expect((await prove('ararat.am', office.program(String(made.key)))).code).toBe('signInNeeded');
    expect((await prove('boris.example')).status).toBe(404);
    const ask = async () => (await prove()).body.fields;
    const other = (await proofOf('ararat.example')).value;
    for (const texts of [[], [other], [`x${value}`, value.slice(0, -1), `${value}0`]]) {
      names.texts.set(record, texts);
      expect(await ask()).toMatchObject([{ path: 'domain', code: 'domainUnproved' }]);
    }
    names.isFailing = true;
    expect(await ask()).toMatchObject([{ path: 'domain', code: 'domainUnanswered' }]);
    names.isFailing = false;
    names.texts.set(record, ['v=spf1 -all', value]);
    expect((await prove()).status).toBe(200);
    expect(await proofOf()).toMatchObject({ by: 'dns', value });
    expect((await fresh().get('/api/auth/provider')).body).toEqual({ any: true, label: 'Ararat ID' });
    // What stays named stays proved; what was taken away is proved anew, by another text.
    for (const domains of [['ararat.am'], settings.domains]) await set({ domains });
    expect([(await proofOf()).by, (await proofOf('ararat.example')).value === other]).toEqual(['dns', false]);
  });

  test('stands in the log with what was changed and by whom, and of its secret only that it was', async () => {
    await set({ label: 'Before' });
    await set({ label: 'After', secret: client.client_secret });
    const [workspace] = await listWorkspaces(control);
    const [change] = await office.database.workspace(workspace as WorkspaceAddress).query({
      text: "select kind, fields, member is not null as named from change where noun = 'identityProvider' order by id desc limit 1",
    });
    const fields = { label: { from: 'Before', to: 'After' }, secret: {} };
    expect(change).toEqual({ kind: 'updated', fields, named: true });
  });

  test('names what is wrong, and sends a kept secret to nobody else', async () => {
    const { secret: _, ...withoutSecret } = settings;
    const put = (more: object) => owner.send('PUT', '/api/v1/identity-provider', { ...withoutSecret, ...more });
    expect((await put({})).status).toBe(200);
    expect((await put({ issuer: 'http://127.0.0.1:1' })).body.fields).toMatchObject([
      { path: 'secret', code: 'required' },
    ]);
    const issuer = async (text: string) => (await set({ issuer: text })).body.fields;
    expect(await issuer('http://127.0.0.1:9')).toMatchObject([{ path: 'issuer' }]);
    expect(await issuer('https://10.0.0.1')).toMatchObject([{ path: 'issuer', code: 'outgoingForbidden' }]);
    expect(await issuer(`${provider.issuer}/nowhere`)).toMatchObject([{ path: 'issuer', code: 'notAProvider' }]);
    expect((await set({ domains: [] })).body.fields).toMatchObject([{ path: 'domains' }]);
    expect((await set({ role: 'owner' })).body.fields).toMatchObject([{ path: 'role' }]);
  });
});

describe('signing in by the provider', () => {
  beforeAll(async () => void (await set()));

  test('makes a member of a verified address of its domain, once, and knows them by who they are there', async () => {
    const { browser, at } = await enter(someone('anahit'));
    expect(at).toBe(inside);
    expect((await sessionOf(browser)).body).toMatchObject({ role: 'seller', member: { name: 'anahit' } });
    const before = [await count('auth_user'), await count('identity_link')];
    // Another address there later: the same person still.
    const again = await enter(someone('anahit', { email: 'anahit@elsewhere.example', email_verified: false }));
    expect(again.at).toBe(inside);
    expect([await count('auth_user'), await count('identity_link')]).toEqual(before);
  });

  test.each<[string, ReturnType<typeof someone>, string]>([
    ['an address nobody verified', someone('mallory', { email_verified: false }), 'providerUnverified'],
    [
      'the unverified address of a member',
      someone('nino', { sub: 'evil', email_verified: false }),
      'providerUnverified',
    ],
    ['a domain nobody proved', someone('boris', { email: 'boris@ararat.example' }), 'providerUnproved'],
    ['an address of another domain', someone('boris', { email: 'boris@example.org' }), 'providerDomain'],
    ['a domain that ends like ours', someone('boris', { email: 'boris@notararat.am' }), 'providerDomain'],
  ])('lets nobody in by %s', async (_what, who, code) => {
    const before = [await count('auth_user'), await count('identity_link'), await count('auth_session')];
    const { browser, at } = await enter(who);
    expect([at, (await sessionOf(browser)).status]).toEqual([refused(code), 401]);
    expect([await count('auth_user'), await count('identity_link'), await count('auth_session')]).toEqual(before);
  });

  test('makes no members where it may not, and lets in those there are, but none who was shut out', async () => {
    await set({ makesMembers: false });
    expect((await enter(someone('gayane'))).at).toBe(refused('providerNoMember'));
    const id = await takeIn(owner, 'Gayane', 'viewer', 'gayane@ararat.am');
    const { browser, at } = await enter(someone('gayane'));
    expect([at, (await sessionOf(browser)).status]).toEqual([toLink, 401]);
    const before = await count('identity_link');
    // Nobody else's password, and not this one at another browser.
    await takeIn(owner, 'Other', 'viewer', 'other@ararat.am');
    await browser.signIn('other@ararat.am', 'other@ararat.am plum 1');
    await browser.signIn('gayane@ararat.am', 'not hers at all');
    await fresh().signIn('gayane@ararat.am', 'gayane@ararat.am plum 1');
    expect([await count('identity_link'), (await enter(someone('gayane'))).at]).toEqual([before, toLink]);
    await browser.signIn('gayane@ararat.am', 'gayane@ararat.am plum 1');
    expect((await sessionOf(browser)).body.role).toBe('viewer');
    expect([await count('identity_link'), (await enter(someone('gayane'))).at]).toEqual([Number(before) + 1, inside]);
    await owner.send('POST', `/api/v1/members/${id}/deactivate`);
    expect((await enter(someone('gayane'))).at).toBe(refused('providerNoMember'));
    expect((await sessionOf(browser)).status).toBe(401);
    await set();
  });

  test('takes no answer of another browser, twice, late, or refused there', async () => {
    Object.assign(provider, { next: someone('tigran') });
    const [victim, attacker] = [fresh(), fresh()];
    const theirs = await provider.visit(await start(attacker));
    expect(await comeBack(victim, theirs)).toBe(refused('providerRefused'));
    await start(victim);
    expect(await comeBack(victim, theirs)).toBe(refused('providerRefused'));
    const own = await provider.visit(await start(victim));
    const kept = new Map(victim.cookies);
    expect(await comeBack(victim, own)).toBe(inside);
    expect(await comeBack(victim, own)).toBe(refused('providerRefused'));
    // Also where the browser had kept what it was sent away with: the code is spent.
    expect(await comeBack(carrying(kept), own)).toBe(refused('providerRefused'));
    // Nor what comes back at the address of another provider.
    const [mixed, atOther] = [fresh(), crypto.randomUUID()];
    const sent = (await provider.visit(await start(mixed))).replace(/callback\/[\w-]+/, `callback/${atOther}`);
    expect(await comeBack(mixed, sent)).toBe(refused('providerRefused'));
    const denied = fresh();
    const no = `${provider.redirectUri}?error=access_denied&state=${new URL(await start(denied)).searchParams.get('state')}`;
    expect(await comeBack(denied, no)).toBe(refused('providerRefused'));
    // Whoever it was had begun here, and nobody vouched for them.
    await expect.poll(async () => (await listRefused(office)).slice(-2)).toEqual([null, null]);
  });

  test('that is refused stands in the log, with the member whose address it was', async () => {
    const before = (await listRefused(office)).length;
    await enter(someone('nino', { sub: 'another evil', email_verified: false }));
    await expect.poll(async () => (await listRefused(office)).slice(before)).toEqual(['Nino']);
    await enter(someone('boris', { email: 'boris@example.org' }));
    await expect.poll(async () => (await listRefused(office)).slice(before)).toEqual(['Nino', null]);
  });

  test('takes no token with another nonce, for another client, of another issuer, or signed by nobody it knows', async () => {
    /** Has the provider say so, or somebody who has no key of its. */
    const claimsTo = (change: object, sign = provider.sign) => {
      between = async (answer) => withClaims(answer, change, sign);
    };
    const before = await count('auth_session');
    for (const change of [
      ...[{ nonce: 'another' }, { aud: another.client_id }, { iss: 'https://evil.example' }],
      ...[{ exp: 1 }, { aud: [client.client_id, another.client_id], azp: another.client_id }],
    ]) {
      claimsTo(change);
      expect([change, (await enter(someone('karen'))).at]).toEqual([change, refused('providerRefused')]);
    }
    const unsigned = (claims: object) => provider.sign(claims).replace(/[^.]*$/, '');
    const strangers = (claims: object) => provider.sign(claims).replace(/\.[^.]{20}([^.]*)$/, `.${'A'.repeat(20)}$1`);
    for (const sign of [unsigned, strangers]) {
      claimsTo({}, sign);
      expect((await enter(someone('karen'))).at).toBe(refused('providerRefused'));
    }
    // The way of changing it is not what is refused.
    claimsTo({ extra: 1 });
    expect((await enter(someone('karen'))).at).toBe(inside);
    between = async (answer) => answer;
    expect(await count('auth_session')).toBe(Number(before) + 1);
  });

  test('goes on when the provider signs with another key', async () => {
    provider.rotate();
    expect((await enter(someone('anahit'))).at).toBe(inside);
  });
  test('tells when the provider is away, and lets nobody in', async () => {
    const browser = fresh();
    between = async (answer) => ({ ...answer, status: 500, body: Buffer.from('') });
    const gone = await browser.send('POST', '/api/auth/provider', {});
    between = async (answer) => answer;
    expect([403, 502]).toContain(gone.status);
    expect((await browser.send('POST', '/api/auth/provider', {})).status).toBe(200);
  });
});

test('a proof is looked for every day; that it is gone is told, and lets nobody new in from the third day on', async () => {
  const [workspace] = (await listWorkspaces(control)) as [Workspace];
  const ctx = systemContext(office.database, office.registry, workspace);
  const told: number[] = [];
  const recheck = async (hours: number) => {
    const now = () => new Date(Date.now() + hours * 3_600_000);
    await recheckDomains({ ...ctx, now }, outgoing.findTexts, async () => void told.push(hours));
    return (await proofOf()).by;
  };
  const { record, value } = await proofOf();
  await prove();
  names.texts.delete(record);
  // Not before a day is over, and not because nobody answers.
  names.isFailing = true;
  expect([await recheck(1), await recheck(25), told]).toEqual(['dns', 'dns', []]);
  names.isFailing = false;
  expect([await recheck(26), await recheck(50), told]).toEqual(['dns', 'dns', [26]]);
  expect((await enter(someone('artur'))).at).toBe(inside);
  expect([await recheck(100), told]).toEqual([null, [26, 100]]);
  expect((await enter(someone('sona'))).at).toBe(refused('providerUnproved'));
  // Who is known by who they are there comes in as before.
  expect((await enter(someone('artur'))).at).toBe(inside);
  names.texts.set(record, [value]);
  expect([(await prove()).status, (await enter(someone('sona'))).at]).toEqual([200, inside]);
  // A domain that is taken away while its record is looked for is left alone, and no other waits for it.
  const other = await proofOf('ararat.example');
  names.texts.set(other.record, [other.value]);
  expect((await prove('ararat.example')).status).toBe(200);
  const takenAway = async (asked: string) => {
    if (asked === other.record) await set({ domains: ['ararat.am'] });
    return names.texts.get(asked) ?? [];
  };
  const now = () => new Date(Date.now() + 30 * 3_600_000);
  await recheckDomains({ ...ctx, now }, takenAway, async () => void told.push(30));
  const { proofs } = (await owner.get('/api/v1/identity-provider')).body;
  expect([proofs, told]).toMatchObject([[{ domain: 'ararat.am', by: 'dns' }], [26, 100]]);
  await set();
});

test('an account of another workspace too is opened by no provider that one of them names', async () => {
  const { registry, database } = office;
  const migrate = (address: WorkspaceAddress) => migrateWorkspace(database, address, registry);
  const vesela = { name: 'Vesela', email: 'vesela@ararat.am', password: 'eight quinces' };
  await createWorkspaceWithOwner(
    { database, registry, migrate },
    { workspace: { name: 'Vesela Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' }, owner: vesela },
  );
  // Of the other workspace alone: nothing is told of it.
  expect((await enter(someone('vesela'))).at).toBe(refused('providerNoMember'));
  const member = await owner.send('POST', '/api/v1/members', { name: 'Vesela' });
  await control.query({
    text: `insert into membership (account, workspace, member) select u.id, w.id, $1 from auth_user u, workspace w
      where u.email = $2 and w.name = 'Ararat Trade'`,
    values: [member.body.id, vesela.email],
  });
  expect((await enter(someone('vesela'))).at).toBe(refused('accountElsewhere'));
  const theirs = fresh();
  await theirs.signIn(vesela.email, vesela.password);
  // Whoever names a domain gets a text of their own for it, and another workspace does not speak for the same one.
  expect((await theirs.send('PUT', '/api/v1/identity-provider', settings)).status).toBe(200);
  const [ours, proof] = [await proofOf(), await proofOf('ararat.am', theirs)];
  expect((await prove('ararat.am', theirs)).body.fields).toMatchObject([{ code: 'domainUnproved' }]);
  names.texts.set(proof.record, [ours.value, proof.value]);
  expect((await prove('ararat.am', theirs)).code).toBe('domainElsewhere');
  expect((await fresh().get('/api/auth/provider')).body).toEqual({ any: true, label: 'Ararat ID' });
});

describe('a second factor', () => {
  test('is asked for after the provider, unless it vouches for one as the owners said', async () => {
    await owner.send('PUT', '/api/v1/second-factor-roles', { roles: ['seller'] });
    const weak = await enter(someone('lilit'));
    expect((await sessionOf(weak.browser)).body).toMatchObject({ secondFactorNeeded: true });
    expect((await weak.browser.get('/api/v1/members')).code).toBe('secondFactorNeeded');
    const strong = await enter(someone('lilit'), fresh(), ['pwd', 'mfa']);
    expect((await strong.browser.get('/api/v1/members')).status).toBe(200);
    // As any other sign-in: after thirty days the provider is asked anew.
    const old = await enter(someone('lilit'), fresh(), ['mfa']);
    await control.query({
      text: `update auth_session set created_at = now() - interval '31 days' where by_provider and id = (
        select id from auth_session order by created_at desc limit 1)`,
    });
    expect((await sessionOf(old.browser)).status).toBe(401);
    // Without a password: having signed in just now does, and a while ago does not.
    expect((await weak.browser.get('/api/v1/second-factor')).body).toMatchObject({ hasPassword: false });
    expect((await weak.browser.send('POST', '/api/v1/second-factor', { password: '' })).status).toBe(200);
    await control.query({
      text: `update auth_session set created_at = now() - interval '11 minutes' where by_provider`,
    });
    expect((await weak.browser.send('POST', '/api/v1/second-factor', { password: '' })).code).toBe('signInAgain');
    await owner.send('PUT', '/api/v1/second-factor-roles', { roles: [] });
    await control.query({ text: `update second_factor set confirmed_at = now()` });
    const held = await enter(someone('lilit'));
    expect(held.at).toBe('/sign-in/code?next=%2Fdeals');
    expect((await held.browser.get('/api/v1/members')).status).toBe(401);
    expect((await enter(someone('lilit'), fresh(), ['mfa'])).at).toBe(inside);
  });
});

test('an owner who names the provider does not come in by it as another owner', async () => {
  const { body } = await owner.send('POST', '/api/v1/members', { name: 'Olga' });
  const account = { email: 'olga@ararat.am', password: 'olga@ararat.am plum 1', role: 'owner' };
  await owner.send('POST', `/api/v1/members/${body.id}/account`, account);
  const evil = await enter(someone('olga', { sub: 'evil owner' }), fresh(), ['mfa']);
  expect([evil.at, (await sessionOf(evil.browser)).status]).toEqual([toLink, 401]);
  // A password is not enough where there is a second factor, whatever the provider says of its own.
  const olga = fresh();
  await olga.signIn(account.email, account.password);
  const began = await olga.send('POST', '/api/v1/second-factor', { password: account.password });
  const key = fromBase32(String(began.body.key));
  const confirmed = await olga.send('POST', '/api/v1/second-factor/confirm', {
    code: totpCode(key, Math.floor(Date.now() / 30_000)),
  });
  const [code] = confirmed.body.codes as string[];
  const before = await count('identity_link');
  expect((await evil.browser.signIn(account.email, account.password)).body).toEqual({ secondFactor: true });
  expect([await count('identity_link'), (await sessionOf(evil.browser)).status]).toEqual([before, 401]);
  await evil.browser.send('POST', '/api/auth/second-factor', { code });
  expect(await count('identity_link')).toBe(Number(before) + 1);
});

describe('a provider that is required', () => {
  test('is the only way in for all but owners; sessions begun otherwise end', async () => {
    await takeIn(owner, 'Ruben', 'seller', 'ruben@ararat.am');
    const browser = fresh();
    await browser.signIn('ruben@ararat.am', 'ruben@ararat.am plum 1');
    expect((await set({ isRequired: true })).status).toBe(200);
    expect((await sessionOf(browser)).status).toBe(401);
    const wrong = await fresh().signIn('ruben@ararat.am', 'not his at all');
    expect(wrong).toMatchObject({ status: 401, code: 'invalidEmailOrPassword' });
    const right = await fresh().signIn('ruben@ararat.am', 'ruben@ararat.am plum 1');
    expect(right).toMatchObject({ status: 403, code: 'providerRequired', setCookies: [] });
    const once = await enter(someone('ruben'));
    expect(once.at).toBe(toLink);
    expect((await once.browser.signIn('ruben@ararat.am', 'ruben@ararat.am plum 1')).status).toBe(200);
    expect((await sessionOf(once.browser)).status).toBe(200);
    expect((await enter(someone('ruben'))).at).toBe(inside);
    expect((await sessionOf(owner)).status).toBe(200);
    expect((await owner.signIn('armen@ararat.am', 'seven apricots')).status).toBe(200);
  });

  test('is taken away with the sessions it began', async () => {
    const { browser } = await enter(someone('ruben'));
    expect((await sessionOf(browser)).status).toBe(200);
    expect((await browser.send('DELETE', '/api/v1/identity-provider')).status).toBe(403);
    expect((await owner.send('DELETE', '/api/v1/identity-provider')).status).toBe(200);
    expect((await sessionOf(browser)).status).toBe(401);
    expect((await fresh().send('POST', '/api/auth/provider', {})).body.fields).toMatchObject([{ path: 'email' }]);
    expect((await fresh().signIn('ruben@ararat.am', 'ruben@ararat.am plum 1')).status).toBe(200);
  });
});
