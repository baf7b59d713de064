import { expect, test } from 'vitest';
import { createSealer } from '../../../server/config/sealer.ts';
import type { Context } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { noAllowance } from '../../../server/outgoing/allowance.ts';
import { createRecord } from '../../../server/records/create.ts';
import { countRecords, listRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { markupIn, polyglots } from '../../../server/testing/polyglots.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { campaign } from '../../campaigns/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { team } from '../../workspace/contract/index.ts';
import { formAnswer, webForm } from '../contract/index.ts';
import { publicForm } from './public-form.ts';

const { database, workspace, system, join } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const anna = await join('Anahit', 'seller');
const maria = await join('Mariam', 'manager');
const vera = await join('Vesela', 'viewer');
const publicUrl = 'https://crm.example.org';
const site = 'https://www.ararat.example';
let later = 0;
const tools: Pick<Context, 'sealers' | 'mailer' | 'now'> = {
  sealers: (purpose) => createSealer('a secret of thirty-two characters', purpose),
  mailer: createMailer({
    publicUrl,
    secret: 'a secret of thirty-two characters',
    server: null,
    allowance: noAllowance,
  }),
  now: () => new Date(Date.now() + later * 1000),
};
const server = buildHttpServer({
  ...{ publicUrl, pages: [publicForm], resolveContext: async () => null },
  contextIn: async (id) => (id === workspace.id ? { ...system, ...tools } : null),
});

let forms = 0;
let addresses = 0;
async function makeForm(definition: object = {}, values: object = {}) {
  const asks = [
    { field: 'contact', required: true },
    { field: 'emails', required: true },
    { field: 'phones', required: false },
    { field: 'interest', required: false },
  ];
  const made = await createRecord(maria, webForm, {
    ...{ name: `Form ${++forms}`, definition: { asks, ...definition }, owner: anna.actor.memberId, ...values },
  });
  return { id: made.id, path: `/f/${made.key}` };
}

interface Sending {
  readonly headers?: Record<string, string>;
  /** Seconds between the page and what is sent. */
  readonly after?: number;
  readonly address?: string;
  readonly query?: string;
}
const look = (path: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url: path, headers });
const tokenIn = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Opens the page as a browser does, fills it in and sends it. */
async function fillIn(
  path: string,
  fields: Record<string, string>,
  { headers, after = 5, address, query = '' }: Sending = {},
) {
  const page = await look(`${path}${query}`, { 'accept-language': 'en' });
  const hidden = [...page.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  later += after;
  return server.inject({
    method: 'POST',
    url: `${path}${query}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: publicUrl,
      'accept-language': 'en',
      ...headers,
    },
    payload: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString(),
    remoteAddress: address ?? `203.0.${++addresses}.7`,
  });
}
async function listAll(noun: Noun, filter: Parameters<typeof listRecords>[2]['filter']) {
  return (
    JSON.parse(await listRecords(system, noun, { ...(filter ? { filter } : {}), limit: 200 })) as { items: AnyRecord[] }
  ).items;
}
const answersOf = (id: string) => listAll(formAnswer, { field: 'form', op: 'is', value: id });

test('what is no form, closed, or of no workspace is one and the same to whoever tries', async () => {
  const { id, path } = await makeForm();
  await updateRecord(maria, webForm, id, { active: false });
  const [start] = path.split('.');
  const closed = await look(path);
  for (const wrong of [
    `${start}.${'a'.repeat(22)}`,
    `/f/${'b'.repeat(22)}.${'a'.repeat(22)}`,
    '/f/x',
    '/f/%00',
    path.toUpperCase().replace('/F/', '/f/'),
  ]) {
    const answer = await look(wrong);
    expect([answer.statusCode, answer.body.replace(/nonce="[^"]+"/, '')]).toEqual([
      404,
      closed.body.replace(/nonce="[^"]+"/, ''),
    ]);
  }
  expect((await fillIn(path, { 'contact.given': 'Gor' })).statusCode).toBe(404);
  expect(await answersOf(id)).toEqual([]);
});

test('nobody makes a form but managers, nobody writes an answer, and a form asks only what people know of themselves', async () => {
  await expect(createRecord(anna, webForm, { name: 'Mine' })).rejects.toMatchObject({ status: 403 });
  await expect(createRecord(maria, formAnswer, { name: 'Forged' })).rejects.toMatchObject({ status: 403 });
  const refused = async (definition: unknown) =>
    createRecord(maria, webForm, { name: `Refused ${++forms}`, definition }).then(
      () => null,
      (error) => [error.code, error.fields?.[0]?.path],
    );
  for (const field of ['status', 'owner', 'rejectionReason', 'closedAt', 'constructor', 'campaign'])
    expect(await refused({ asks: [{ field, required: false }] })).toEqual(['invalid', 'definition.asks.0.field']);
  expect(await refused({ asks: [] })).toEqual(['invalid', 'definition.asks']);
  const twice = { field: 'interest', required: false };
  expect((await refused({ asks: [twice, twice] }))?.[0]).toBe('formAsksTwice');
  expect(await refused({ asks: [twice], sites: ['javascript:alert(1)'] })).toEqual(['invalid', 'definition.sites.0']);
});

test('a page has no script, no cookie, and a policy under which nothing else would run', async () => {
  const words = Object.fromEntries(
    ['heading', 'intro', 'consent'].map((name, at) => [name, { en: polyglots[at] ?? '' }]),
  );
  const { path } = await makeForm(
    { ...words, sites: [`${site}/contact`] },
    { redirect: 'https://thanks.example/page' },
  );
  const page = await look(path, { cookie: 'rapport.session_token=x', 'accept-language': 'en' });
  expect(page.headers['set-cookie']).toBeUndefined();
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'nonce-[\w-]+'; form-action 'self' https:\/\/thanks\.example; base-uri 'none'/,
  );
  expect(policy).toMatch(`frame-ancestors ${site}`);
  const sent = Object.fromEntries(['contact.given', 'emails', 'interest'].map((name) => [name, polyglots.join(' ')]));
  const again = await fillIn(path, sent);
  expect(again.statusCode).toBe(422);
  const plain = await makeForm({ heading: { en: 'x' }, intro: { en: 'x' }, consent: { en: 'x' } });
  expect(markupIn(page.body)).toEqual(markupIn((await look(plain.path)).body));
  const harmless = { 'contact.given': 'x', emails: 'x', interest: 'x' };
  expect(markupIn(again.body)).toEqual(markupIn((await fillIn(plain.path, harmless)).body));
  expect((await look((await makeForm()).path)).headers['content-security-policy']).toMatch("frame-ancestors 'none'");
});

test.each(['ru', 'bg', 'hy', 'ka'])('a page speaks %s to whoever does', async (language) => {
  const { path } = await makeForm();
  const page = await look(path, { 'accept-language': `${language}-XX,en;q=0.5` });
  expect(page.body).toContain(`<html lang="${language}">`);
  expect(page.body).not.toMatch(/>(Send|First name|Interest)</);
  expect((await look(`${path}?lang=en`, { 'accept-language': language })).body).toContain('>Send<');
});

test('an answer becomes a lead of whose turn it is, with where it came from, and a contact in its timeline', async () => {
  const hour = await createRecord(maria, campaign, { name: 'Autumn windows' });
  const { id: turn } = await createRecord(system, team, { name: 'In turn' });
  const both = [await join('Boris', 'seller'), await join('Giorgi', 'seller')].map(({ actor }) =>
    String(actor.memberId),
  );
  for (const one of both) await updateRecord(system, system.registry.getNoun('member'), one, { team: turn });
  const { id, path } = await makeForm({ consent: { en: 'You may call me.' } }, { team: turn, source: 'partner' });
  for (const place of [0, 1, 2]) {
    const mine = {
      'contact.given': 'Nino',
      'contact.family': `Turn ${place}`,
      emails: `turn${place}@example.ge`,
      interest: 'Two windows',
      consent: 'yes',
    };
    const answer = await fillIn(path, mine, { query: '?utm_campaign=autumn%20WINDOWS&utm_source=exhibition' });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([200, undefined]);
  }
  const made = await listAll(lead, { field: 'campaign', op: 'is', value: hour.id });
  expect(made.map(({ owner }) => (owner as { id: string }).id).toSorted()).toEqual(
    [both[0], both[0], both[1]].toSorted(),
  );
  expect(made[0]).toMatchObject({ channel: 'webForm', source: 'exhibition', interest: 'Two windows' });
  const tasks = await listAll(task, { field: 'lead', op: 'is', value: made[0]?.id ?? '' });
  expect(tasks.map(({ kind, done }) => [kind, done]).toSorted()).toEqual([
    ['call', false],
    ['form', true],
  ]);
  const answers = await answersOf(id);
  expect(answers.map(({ state, consent }) => [state, consent])).toEqual(
    answers.map(() => ['lead', 'You may call me.']),
  );
  expect(answers[0]?.cameBy).toMatchObject({ utm_source: 'exhibition', utm_campaign: 'autumn WINDOWS' });
});

test('whoever is known is told nothing of it and made no second time; their card is not touched', async () => {
  const gor = await createRecord(anna, person, { name: { given: 'Gor' }, emails: ['gor@sevan.am'] });
  const { id, path } = await makeForm();
  const fields = { 'contact.given': 'Impostor', emails: 'gor@sevan.am', phones: '+37491555666', interest: 'Hello' };
  const known = await fillIn(path, fields);
  const unknown = await fillIn(path, { ...fields, emails: 'nobody@sevan.am', phones: '' });
  expect([known.statusCode, known.body.replace(/nonce="[^"]+"/, '')]).toEqual([
    200,
    unknown.body.replace(/nonce="[^"]+"/, ''),
  ]);
  expect((await answersOf(id)).map(({ state }) => state).toSorted()).toEqual(['known', 'lead']);
  expect((await listAll(person, { field: 'id', op: 'is', value: gor.id }))[0]).toMatchObject({
    version: gor.version,
    name: { given: 'Gor' },
  });
  const theirs = await listAll(task, { field: 'person', op: 'is', value: gor.id });
  expect(theirs.map(({ kind, owner }) => [kind, (owner as { id: string }).id]).toSorted()).toEqual([
    ['call', anna.actor.memberId],
    ['form', anna.actor.memberId],
  ]);
});

test('what can not become a lead is kept, and who is responsible is given it', async () => {
  const { id, path } = await makeForm();
  await database
    .workspace(workspace)
    .query({ text: "alter table leads add constraint for_a_test check (company_name is distinct from 'Broken')" });
  const asks = { asks: [{ field: 'companyName', required: true }] };
  await updateRecord(maria, webForm, id, { definition: asks });
  expect((await fillIn(path, { companyName: 'Broken' })).statusCode).toBe(200);
  expect(await answersOf(id)).toMatchObject([
    {
      state: 'kept',
      name: 'Broken',
      problem: expect.stringContaining('internal'),
      owner: { id: anna.actor.memberId },
      said: { companyName: 'Broken' },
    },
  ]);
  await database.workspace(workspace).query({ text: 'alter table leads drop constraint for_a_test' });
  await expect(listRecords(vera, formAnswer, {})).rejects.toMatchObject({ status: 403 });
  const ofAnna = await countRecords(anna, formAnswer, { filter: { field: 'form', op: 'is', value: id } });
  expect([ofAnna.count, (await countRecords(await join('Levon', 'seller'), formAnswer, {})).count]).toEqual([1, 0]);
});

test('programs are kept out: too fast, without the page, by another form, by the trap, too many', async () => {
  const { id, path } = await makeForm();
  const fields = { 'contact.given': 'Bot', emails: 'bot@example.org' };
  expect((await fillIn(path, fields, { after: 1 })).statusCode).toBe(422);
  expect((await fillIn(path, fields, { after: 25 * 3600 })).statusCode).toBe(422);
  expect((await fillIn(path, { ...fields, token: '' })).statusCode).toBe(422);
  const others = tokenIn((await look((await makeForm()).path)).body);
  expect((await fillIn(path, { ...fields, token: others })).statusCode).toBe(422);
  expect((await fillIn(path, { ...fields, homepage_url: 'x' })).statusCode).toBe(200);
  expect((await fillIn(path, { 'contact.given': 'No address' })).statusCode).toBe(422);
  expect((await fillIn(path, { ...fields, emails: 'none' })).statusCode).toBe(422);
  expect(await answersOf(id)).toEqual([]);
  const tries = Array.from(
    { length: 12 },
    (_, at) => () => fillIn(path, { ...fields, emails: `b${at}@example.org` }, { address: '198.51.100.99' }),
  );
  const statuses: number[] = [];
  for (const attempt of tries) statuses.push((await attempt()).statusCode);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
  const big = await server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/json', origin: publicUrl },
    payload: JSON.stringify({ interest: 'x'.repeat(70_000) }),
  });
  expect(big.statusCode).toBe(413);
});

test('a site of one’s own sends it where it is named, and no other does', async () => {
  const { id, path } = await makeForm({ sites: [`${site}/contact`] }, { hourly: 1 });
  const send = (origin: string, payload: object, method: 'POST' | 'OPTIONS' = 'POST') =>
    server.inject({
      method,
      url: path,
      headers: { origin, 'content-type': 'application/json' },
      payload,
      remoteAddress: `203.1.${++addresses}.7`,
    });
  const said = { contact: 'Ani', emails: 'ani@example.am' };
  for (const origin of ['https://evil.example', 'null', `${site}.evil.example`, 'http://www.ararat.example']) {
    const refused = await send(origin, said);
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect((await send(origin, {}, 'OPTIONS')).statusCode).toBe(403);
  }
  expect((await send(site, {}, 'OPTIONS')).headers).toMatchObject({
    'access-control-allow-origin': site,
    'access-control-allow-methods': 'POST',
  });
  const wrong = await send(site, { emails: 'none' });
  expect([wrong.statusCode, wrong.json()]).toMatchObject([
    422,
    { code: 'invalid', fields: [{ path: 'contact' }, { path: 'emails' }] },
  ]);
  const taken = await send(site, said);
  expect([taken.statusCode, taken.json(), taken.headers['access-control-allow-credentials']]).toEqual([
    200,
    { received: true },
    undefined,
  ]);
  expect((await send(site, { ...said, emails: 'more@example.am' })).statusCode).toBe(429);
  expect(await answersOf(id)).toHaveLength(1);
});

test('it leads on where it is told to, and on a tablet begins again without what was typed', async () => {
  const { path } = await makeForm({ thanks: { en: 'We will ring.' } }, { redirect: 'https://thanks.example/page' });
  const fields = { 'contact.given': 'Levan', emails: 'levan@example.ge' };
  expect((await fillIn(path, fields)).headers.location).toBe('https://thanks.example/page');
  const kiosk = await fillIn(path, { ...fields, emails: 'levan2@example.ge' }, { query: '?kiosk=1' });
  expect(kiosk.body).toContain('We will ring.');
  expect(kiosk.body).toMatch(/http-equiv="refresh" content="8;url=\/f\/[\w.-]+\?kiosk=1"/);
  expect(kiosk.body).not.toContain('Levan');
  const next = await look(`${path}?kiosk=1`);
  expect([next.headers['cache-control'], next.body.includes('class="kiosk"')]).toEqual(['no-store', true]);
});
