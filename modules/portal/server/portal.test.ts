import { expect, test } from 'vitest';
import { systemContext } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { serverModules } from '../../../server/modules.ts';
import { type Browser, mailer, openOffice, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { hire } from '../../workspace/server/staffed-office.factory.ts';
import { goneListener } from './gone.listener.ts';
import { passwordJob } from './password.job.ts';
import { enterPortal, inviteClient, makeClient, portalOf } from './portal-client.factory.ts';

const office = await openOffice(serverModules);
const { database } = office;
const owner = await setUpByArmen(office);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const { browser: anna, id: annaId } = await hire(owner, 'Anahit', 'seller', office);
const { browser: boris } = await hire(owner, 'Boris', 'seller', office);
const { browser: vera } = await hire(owner, 'Vesela', 'viewer', office);
const portal = await portalOf(owner);
const [address] = await database.control.query<{ id: string; schema: string }>({ text: 'select * from workspace' });
if (!address) throw new Error('There is no workspace');
const db = database.workspace(address);
const sql = (text: string, ...values: readonly unknown[]) => db.query({ text, values });

let count = 0;
const newEmail = () => `giorgi${++count}@client.example`;
const good = 'eleven medlars on a stair';
const enter = (browser: Browser, token: string, password = good) =>
  browser.send('POST', `${portal}/password`, { token, password });
const signIn = (browser: Browser, email: string, password = good) =>
  browser.send('POST', `${portal}/sign-in`, { email, password });
const isIn = async (browser: Browser) => (await browser.get(`${portal}/me`)).status === 200;

/** A client of Anahit's who is in. */
async function come(more: Record<string, unknown> = {}) {
  const [browser, email] = [office.browser(`203.0.113.${count + 1}`), newEmail()];
  return { browser, email, id: await enterPortal(anna, browser, { email, ...more }) };
}

test('who may not change a person does not invite them, and nobody is invited at an address that is not theirs', async () => {
  const email = newEmail();
  const id = await makeClient(anna, email);
  const invite = (who: Browser, wish: object = { email }) =>
    who.send('POST', `/api/v1/people/${id}/portal-accounts`, wish);
  expect((await invite(vera)).status).toBe(403);
  expect((await invite(boris)).status).toBe(403);
  expect(await invite(anna, { email: 'another@client.example' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'email', code: 'notTheirAddress' }] },
  });
  const alone = await invite(anna, { email, wholeCompany: true });
  expect(alone.body.fields).toMatchObject([{ path: 'wholeCompany', code: 'personWithoutCompany' }]);
  const { body: company } = await boris.send('POST', '/api/v1/companies', { name: 'Ararat Client' });
  await anna.send('PATCH', `/api/v1/people/${id}`, { company: company.id });
  // Whoever keeps one person does not show them what is a colleague's company's.
  expect((await invite(anna, { email, wholeCompany: true })).status).toBe(403);
  const made = await invite(owner, { email, wholeCompany: true });
  expect(made).toMatchObject({ status: 201, body: { account: { state: 'invited', wholeCompany: true } } });
  const twin = await makeClient(anna, email);
  const taken = await anna.send('POST', `/api/v1/people/${twin}/portal-accounts`, { email });
  expect(taken.body.fields).toMatchObject([{ path: 'email', code: 'portalAddressTaken' }]);
  expect((await boris.get(`/api/v1/people/${id}/portal-accounts`)).body).toMatchObject({ mayChange: false });
});

test('a link lets in once, while it is good, by a password nobody guesses; a newer one takes its place', async () => {
  const email = newEmail();
  const id = await makeClient(anna, email);
  const old = await inviteClient(anna, id, { email });
  const token = await inviteClient(anna, id, { email });
  const browser = office.browser();
  expect((await enter(browser, old)).code).toBe('linkGone');
  for (const [password, code] of [
    ['short', 'passwordTooShort'],
    ['password1234', 'passwordCommon'],
    ['Ararat Trade, Giorgi', 'passwordTelling'],
  ] as const)
    expect((await enter(browser, token, password)).code).toBe(code);
  expect(await isIn(browser)).toBe(false);
  expect((await enter(browser, token)).status).toBe(200);
  expect(await isIn(browser)).toBe(true);
  expect((await enter(office.browser(), token)).code).toBe('linkGone');
  const late = await makeClient(anna, newEmail());
  const { body } = await anna.get(`/api/v1/people/${late}`);
  const lapsed = await inviteClient(anna, late, { email: (body.emails as { address: string }[])[0]?.address });
  await sql("update portal_link set expires_at = now() - interval '1 second' where hash is not null");
  expect((await enter(office.browser(), lapsed)).code).toBe('linkGone');
});

test('the session is a cookie of its own that no script reads; it is good for the portal and for nothing else', async () => {
  const { browser, email } = await come();
  const { setCookies } = await signIn(browser, email);
  expect(setCookies).toEqual([expect.stringMatching(/^__Host-rapport-portal\..+; HttpOnly; SameSite=Strict; Secure$/)]);
  for (const path of ['/api/v1/session', '/api/v1/people', '/api/v1/metadata', '/api/v1/stream?once=true'])
    expect([path, (await browser.get(path)).status]).toEqual([path, 401]);
  const made = await owner.send('POST', '/api/v1/api-keys', { name: 'All of it', days: 1 });
  const key = office.program(String(made.body.key));
  expect((await key.get('/api/v1/session')).status).toBe(200);
  expect((await key.get(`${portal}/me`)).status).toBe(401);
  expect((await owner.get(`${portal}/me`)).status).toBe(401);
  // Of another workspace there is no portal that this session opens.
  const other = portal.replace(/[^/]+$/, '0190b6f0-0000-7000-8000-000000000001');
  expect((await browser.get(`${other}/me`)).status).toBe(401);
  expect((await browser.get(other)).status).toBe(404);
  const evil = { origin: 'https://evil.example' };
  expect((await browser.send('POST', `${portal}/sign-out`, undefined, evil)).code).toBe('crossOrigin');
  expect(await isIn(browser)).toBe(true);
});

test('an address nobody has is answered as one with a wrong password, and counted as that; a letter is asked for in vain alike', async () => {
  const { email } = await come();
  const browser = office.browser('203.0.113.200');
  const [known, unknown] = [await signIn(browser, email, 'wrong and wrong'), await signIn(browser, newEmail())];
  expect([known.status, known.code]).toEqual([401, 'invalidEmailOrPassword']);
  const plain = ({ status, body }: typeof known) => [status, { ...body, requestId: '' }];
  expect(plain(unknown)).toEqual(plain(known));
  const guesses: number[] = [];
  for (let guess = 0; guess < 5; guess++) guesses.push((await signIn(browser, email, `wrong ${guess}`)).status);
  expect(guesses).toEqual([401, 401, 401, 401, 429]);
  // From elsewhere whoever it is still comes in.
  expect((await signIn(office.browser('203.0.113.201'), email)).status).toBe(200);
  const ask = (one: string) => browser.send('POST', `${portal}/forgotten`, { email: one });
  expect([(await ask(email)).text, (await ask(newEmail())).text]).toEqual(['{}', '{}']);
});

test('a letter with a new password goes to whoever has access, and the password ends all sessions of before', async () => {
  const { browser, email, id } = await come();
  const whole = { id: address.id, schema: address.schema, name: 'Ararat', language: 'hy' as const, currency: 'AMD' };
  const workspace = { ...whole, timeZone: 'Asia/Yerevan', metadataVersion: 0 };
  const server = { host: 'mail.example.org', port: 25, security: 'none', user: null, password: null } as never;
  const system = { ...systemContext(database, office.registry, workspace), mailer: { ...mailer, server } };
  const letters = () => sql('select to_address, kind from letter where names = $1', id);
  await passwordJob.run(system, { email: newEmail() }, {} as never);
  expect(await letters()).toEqual([]);
  await passwordJob.run(system, { email }, {} as never);
  expect(await letters()).toEqual([{ to_address: email, kind: 'portal.password' }]);
  const token = await inviteClient(anna, id, { email });
  expect(await isIn(browser)).toBe(true);
  const elsewhere = office.browser();
  expect((await enter(elsewhere, token, 'another medlar on the stairs')).status).toBe(200);
  expect([await isIn(browser), await isIn(elsewhere)]).toEqual([false, true]);
  expect((await signIn(office.browser('203.0.113.210'), email)).status).toBe(401);
});

test.each([
  ['unused for a day', "update portal_session set seen_at = now() - interval '25 hours'"],
  ['two weeks old, however busy', "update portal_session set begun_at = now() - interval '15 days'"],
])('a session %s is over', async (_what, text) => {
  const { browser } = await come();
  expect(await isIn(browser)).toBe(true);
  await sql(text);
  expect(await isIn(browser)).toBe(false);
});

test('whoever keeps the person ends the access at once, as does deleting or erasing them; a person who comes back is not back in', async () => {
  const ended = await come();
  const { body } = await anna.get(`/api/v1/people/${ended.id}/portal-accounts`);
  const [account] = body.items as readonly { readonly id: string }[];
  expect((await boris.send('DELETE', `/api/v1/portal-accounts/${account?.id}`)).status).toBe(403);
  expect(await isIn(ended.browser)).toBe(true);
  expect((await anna.send('DELETE', `/api/v1/portal-accounts/${account?.id}`)).status).toBe(200);
  expect([await isIn(ended.browser), (await signIn(ended.browser, ended.email)).status]).toEqual([false, 401]);
  const kinds = (await anna.get(`/api/v1/people/${ended.id}/changes`)).body.items as readonly { kind: string }[];
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['portalInvited', 'portalEnded']));

  const deleted = await come();
  await anna.send('DELETE', `/api/v1/people/${deleted.id}`);
  expect([await isIn(deleted.browser), (await signIn(deleted.browser, deleted.email)).status]).toEqual([false, 401]);
  await goneListener.handle({ db } as never, [{ kind: 'deleted', recordId: deleted.id }] as never);
  await anna.send('POST', `/api/v1/people/${deleted.id}/restore`);
  expect([await isIn(deleted.browser), (await signIn(deleted.browser, deleted.email)).status]).toEqual([false, 401]);

  const erased = await come();
  const { body: person } = await owner.get(`/api/v1/people/${erased.id}`);
  const { family, given } = person.name as { family: string; given: string };
  const answer = await owner.send('POST', `/api/v1/privacy/people/${erased.id}/erase`, { name: `${given} ${family}` });
  expect([answer.status, await isIn(erased.browser)]).toEqual([200, false]);
  expect(await sql('select from portal_account where email = $1', erased.email)).toEqual([]);
});

test('who becomes part of another keeps the access as that one, and has it back when they are two again', async () => {
  const { browser, id, email } = await come();
  const other = await makeClient(anna, newEmail(), { name: { given: 'Giorgi', family: 'Merged' } });
  const { body } = await anna.send('POST', `/api/v1/people/${other}/merges`, { other: id });
  await goneListener.handle({ db } as never, [{ kind: 'deleted', recordId: id }] as never);
  expect((await browser.get(`${portal}/me`)).body).toMatchObject({ email, name: 'Giorgi Merged' });
  const { body: listed } = await anna.get(`/api/v1/people/${other}/portal-accounts`);
  expect(listed.items).toMatchObject([{ email }]);
  const merge = body.merge as { readonly id: string };
  expect((await anna.send('DELETE', `/api/v1/people/${other}/merges/${merge.id}`)).status).toBe(200);
  expect((await browser.get(`${portal}/me`)).body).toMatchObject({ name: 'Giorgi Client' });
});

test('a client sees what is known of them, field by field, and nothing that is kept about them', async () => {
  const inner = { description: 'Pays late', needs: 'Money', jobTitle: 'Director', owner: annaId };
  const { browser } = await come({ ...inner, phones: ['+374 10 512300'] });
  const { body, text } = await browser.get(`${portal}/me`);
  expect(body).toMatchObject({ name: 'Giorgi Client', jobTitle: 'Director', responsible: 'Anahit', company: null });
  expect(Object.keys(body).sort()).toEqual(
    [
      ...['address', 'company', 'email', 'emails', 'jobTitle', 'name', 'phones', 'responsible', 'timeZone'],
      ...['wholeCompany', 'workspace'],
    ].sort(),
  );
  expect(text).not.toMatch(/Pays late|Money/);
});
