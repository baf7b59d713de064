import { expect, test } from 'vitest';
import { upload } from '../../../server/access/expected-access.factory.ts';
import { systemContext } from '../../../server/context.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { serverModules } from '../../../server/modules.ts';
import { type Browser, mailer, openOffice, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { hire } from '../../workspace/server/staffed-office.factory.ts';
import { answerListener } from './answer.listener.ts';
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

/** The system with a mail server to write letters to. */
const whole = { id: address.id, schema: address.schema, name: 'Ararat', language: 'hy' as const, currency: 'AMD' };
const workspace = { ...whole, timeZone: 'Asia/Yerevan', metadataVersion: 0 };
const server = { host: 'mail.example.org', port: 25, security: 'none', user: null, password: null } as never;
const system = { ...systemContext(database, office.registry, workspace), mailer: { ...mailer, server } };

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

test('whoever is invited at the address of somebody who is gone comes in by a password of their own alone', async () => {
  const { browser, email, id } = await come();
  await anna.send('DELETE', `/api/v1/people/${id}`);
  const other = await makeClient(anna, email);
  const token = await inviteClient(anna, other, { email, wholeCompany: false });
  expect(await isIn(browser)).toBe(false);
  expect((await signIn(office.browser('203.0.113.201'), email)).status).toBe(401);
  const theirs = office.browser('203.0.113.202');
  expect((await enter(theirs, token, 'nine quinces in a boat')).status).toBe(200);
  expect([await isIn(theirs), await isIn(browser)]).toEqual([true, false]);
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

const uploaded = async (who: Browser, path = `${portal.replace('/api/v1', '')}/files`) => {
  const reply = await upload(path)(who);
  return { status: reply.status, id: String(reply.body.id) };
};
const write = (who: Browser, more: object = {}) =>
  who.send('POST', `${portal}/requests`, { subject: 'The door sticks', text: 'Since Monday', ...more });
const idsOf = async (who: Browser) =>
  ((await who.get(`${portal}/requests`)).body.items as readonly { readonly id: string }[]).map(({ id }) => id);

test('a client writes a request: a ticket of whoever looks after them, who is told; the answer is read in the portal, by letter and in the client’s story', async () => {
  const { browser, id: person } = await come({ owner: annaId });
  const file = await uploaded(browser);
  const made = await write(browser, { files: [file.id] });
  expect([file.status, made.status]).toEqual([201, 201]);
  const ticket = String(made.body.id);
  expect((await anna.get(`/api/v1/tickets/${ticket}`)).body).toMatchObject({
    ...{ subject: 'The door sticks', description: 'Since Monday', channel: 'portal', state: 'new' },
    ...{ owner: { id: annaId }, person: { id: person }, files: [{ id: file.id }] },
  });
  const notices = (await anna.get('/api/v1/my-notices')).body.items as readonly { kind: string; target: object }[];
  expect(notices).toContainEqual(
    expect.objectContaining({ kind: 'clientWrote', target: expect.objectContaining({ id: ticket }) }),
  );
  const say = (who: Browser, more: object = {}) =>
    who.send('POST', '/api/v1/ticket-comments', { ticket, body: 'We come on Friday', ...more });
  expect([(await say(vera)).status, (await say(boris)).status]).toEqual([403, 422]);
  // Nobody writes in the client's name.
  expect((await say(anna, { direction: 'fromClient' })).status).toBe(422);
  const said = await say(anna);
  expect(said).toMatchObject({
    status: 201,
    body: { direction: 'toClient', author: { id: annaId }, person: { id: person } },
  });
  const changed = await anna.send('PATCH', `/api/v1/ticket-comments/${said.body.id}`, { body: 'Never' });
  expect(changed.body.fields).toMatchObject([{ path: 'body', code: 'commentSent' }]);
  await anna.send('PATCH', `/api/v1/tickets/${ticket}`, { state: 'waiting' });
  const reply = await browser.send('POST', `${portal}/requests/${ticket}/comments`, { text: 'Friday is fine' });
  expect(reply.status).toBe(201);
  const read = await browser.get(`${portal}/requests/${ticket}`, { 'accept-language': 'ka' });
  expect(read.body).toMatchObject({
    ...{ state: { value: 'working' }, responsible: 'Anahit', files: [{ id: file.id }], mayWrite: true },
    comments: [
      { fromClient: false, name: 'Anahit', body: 'We come on Friday' },
      { fromClient: true, name: 'Giorgi Client', body: 'Friday is fine' },
    ],
  });
  const stages = read.body.stages as readonly { label: string }[];
  expect(stages).toHaveLength(3);
  expect(stages.every(({ label }) => /^[ა-ჰ ]+$/.test(label))).toBe(true);
  const story = (await anna.get(`/api/v1/timeline/person/${person}`)).text;
  expect(story).toContain('We come on Friday');
  expect(story).toContain('Friday is fine');
  await answerListener.handle(system, [
    {
      kind: 'created',
      memberId: annaId,
      through: 'web',
      recordId: said.body.id,
      fields: { direction: { to: 'toClient' } },
    },
  ] as never);
  const letters = await sql("select kind from letter where names = $1 and kind = 'portal.answer'", person);
  expect(letters).toHaveLength(1);
  await anna.send('PATCH', `/api/v1/tickets/${ticket}`, { state: 'closed' });
  const late = await browser.send('POST', `${portal}/requests/${ticket}/comments`, { text: 'One more thing' });
  expect(late).toMatchObject({ status: 409, code: 'ticketClosed' });
});

test('nobody reads or writes a request that is not theirs, by route or by a guessed id: another, a colleague, another company, who was shut out', async () => {
  const company = String((await anna.send('POST', '/api/v1/companies', { name: 'Shirak Client' })).body.id);
  const elsewhere = String((await anna.send('POST', '/api/v1/companies', { name: 'Lori Client' })).body.id);
  const author = await come({ company });
  const file = await uploaded(author.browser);
  const ticket = String((await write(author.browser, { files: [file.id] })).body.id);
  const unused = await uploaded(author.browser);
  const [stranger, colleague] = [await come(), await come({ company })];
  const [competitor, head] = [
    await come({ company: elsewhere, wholeCompany: true }),
    await come({ company, wholeCompany: true }),
  ];
  const expired = await come({ company, wholeCompany: true });
  await sql(
    "update portal_session s set begun_at = now() - interval '15 days' from portal_account a where a.id = s.account and a.email = $1",
    expired.email,
  );
  const revoked = await come({ company, wholeCompany: true });
  const { body } = await anna.get(`/api/v1/people/${revoked.id}/portal-accounts`);
  await anna.send('DELETE', `/api/v1/portal-accounts/${(body.items as { id: string }[])[0]?.id}`);
  const attempts = async (who: Browser) => [
    (await who.get(`${portal}/requests/${ticket}`)).status,
    (await who.send('POST', `${portal}/requests/${ticket}/comments`, { text: 'Mine' })).status,
    (await who.get(`${portal}/files/${file.id}`)).status,
    (await who.get(`${portal}/files/${unused.id}`)).status,
  ];
  for (const [name, { browser }, status] of [
    ['stranger', stranger, 404],
    ['colleague', colleague, 404],
    ['competitor', competitor, 404],
    ['expired', expired, 401],
    ['revoked', revoked, 401],
  ] as const) {
    expect([name, await attempts(browser)]).toEqual([name, [status, status, status, status]]);
    if (status === 404) expect(await idsOf(browser)).toEqual([]);
  }
  // What somebody else sent is nobody's to attach.
  const taken = await write(stranger.browser, { files: [unused.id] });
  expect(taken.body.fields).toMatchObject([{ path: 'files.0', code: 'fileMissing' }]);
  expect(await sql('select from ticket_comments where ticket = $1', ticket)).toEqual([]);
  expect(await idsOf(head.browser)).toEqual([ticket]);
  expect((await head.browser.get(`${portal}/requests/${ticket}`)).body).toMatchObject({
    mine: false,
    from: 'Giorgi Client',
  });
  expect((await author.browser.get(`${portal}/files/${file.id}`)).status).toBe(200);
  await anna.send('DELETE', `/api/v1/tickets/${ticket}`);
  expect(await attempts(author.browser)).toEqual([404, 404, 404, 404]);
});

test('what is internal to a ticket never leaves: notes, tasks, files of ours, fields, names of who else works on it', async () => {
  const { browser, id: person } = await come({ owner: annaId });
  const ticket = String((await write(browser)).body.id);
  const inner = await uploaded(anna, '/files');
  await anna.send('PATCH', `/api/v1/tickets/${ticket}`, { priority: 'high', files: [inner.id] });
  await anna.send('POST', '/api/v1/notes', { body: 'Secret note', person });
  await anna.send('POST', '/api/v1/tasks', { title: 'Secret task', ticket, person });
  const { text, body } = await browser.get(`${portal}/requests/${ticket}`);
  expect(text).not.toMatch(/Secret|high|priority/);
  expect(body).toMatchObject({ files: [] });
  expect((await browser.get(`${portal}/files/${inner.id}`)).status).toBe(404);
});

test('a correction that is asked for is a task of whoever looks after the client; the card stays as it is', async () => {
  const { browser, id } = await come({ owner: annaId, jobTitle: 'Buyer' });
  const before = (await anna.get(`/api/v1/people/${id}`)).body.version;
  const asked = await browser.send('POST', `${portal}/corrections`, { text: 'I am the director now' });
  expect(asked.status).toBe(201);
  expect((await anna.get(`/api/v1/people/${id}`)).body).toMatchObject({ version: before, jobTitle: 'Buyer' });
  const filter = encodeURIComponent(JSON.stringify({ field: 'person', op: 'is', value: id }));
  const { body } = await anna.get(`/api/v1/tasks?filter=${filter}`);
  expect(body.items).toMatchObject([{ description: 'I am the director now', owner: { id: annaId }, done: false }]);
  const sent: number[] = [];
  for (let turn = 0; turn < 10; turn++)
    sent.push((await browser.send('POST', `${portal}/corrections`, { text: `Again ${turn}` })).status);
  expect(sent.slice(-2)).toEqual([201, 429]);
});
