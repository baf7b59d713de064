import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test, vi } from 'vitest';
import { startChild, type TestChild } from './testing/child-process.ts';
import { useDatabase } from './testing/database.ts';
import { queryAsSuperuser } from './testing/superuser.ts';

const database = await useDatabase();
const entry = new URL('./testing/killed-server.ts', import.meta.url);
const secret = randomBytes(32).toString('base64url');

async function start(): Promise<{ readonly child: TestChild; readonly url: string }> {
  const child = await startChild(entry, { connection: database.connection, secret });
  await vi.waitFor(() => expect(child.output()).toMatch(/listening \d+/), { timeout: 60_000, interval: 20 });
  const port = /listening (\d+)/.exec(child.output())?.[1];
  return { child, url: `http://127.0.0.1:${port}/api/v1` };
}

async function setUp(url: string): Promise<string> {
  const workspace = { name: 'Ararat Trade', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' };
  const owner = { name: 'Armen Petrosyan', email: 'armen@ararat.am', password: 'seven apricots' };
  const body = JSON.stringify({ workspace, owner });
  const answer = await fetch(`${url}/setup`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([201, '']);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Somebody outside who takes webhooks: the first `patience` are answered, those after it wait for ever. */
async function openReceiver() {
  const receiver = { url: '', patience: 0, received: [] as { readonly id: string; readonly body: string }[] };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    receiver.received.push({ id: String(request.headers['webhook-id']), body });
    if (receiver.received.length <= receiver.patience) response.writeHead(204).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}

/** As if the leases of deliveries under way had run out. */
async function endLeases(): Promise<void> {
  const [row] = (await queryAsSuperuser(database, 'select schema from rapport.workspace')) as { schema: string }[];
  const due = `update ${row?.schema}.webhook_delivery set next_at = now() where state = 'waiting'`;
  const jobs = 'update graphile_worker._private_jobs set run_at = now(), locked_at = null, locked_by = null';
  await queryAsSuperuser(database, `${due}; ${jobs}`);
}

/** What the first test leaves behind. */
let left: { cookie: string; server: Awaited<ReturnType<typeof start>> };

test('a server killed amid 120 writes keeps every one it acknowledged, and repeating them all makes 120', async () => {
  const first = await start();
  const cookie = await setUp(first.url);
  const headers = { cookie, 'content-type': 'application/json' };
  const create = async (url: string, index: number) => {
    const body = JSON.stringify({ name: `Deal ${index}`, externalId: `deal-${index}` });
    const once = { ...headers, 'idempotency-key': `key-${index}` };
    const answer = await fetch(`${url}/deals`, { method: 'POST', body, headers: once });
    return { status: answer.status, id: ((await answer.json()) as { id: string }).id };
  };
  const acknowledged = new Map<number, string>();
  const writes = Array.from({ length: 120 }, async (_, index) => {
    const { status, id } = await create(first.url, index);
    if (status === 201) acknowledged.set(index, id);
    if (acknowledged.size === 40) await first.child.kill();
  });
  await Promise.allSettled(writes);
  await first.child.kill();
  expect(acknowledged.size).toBeGreaterThanOrEqual(40);
  expect(acknowledged.size).toBeLessThan(120);

  const second = await start();
  const read = async (path: string) => (await fetch(`${second.url}${path}`, { headers })).json() as Promise<never>;
  const kept: { items: { id: string; name: string }[] } = await read('/deals?limit=200');
  const byId = new Map(kept.items.map((item) => [item.id, item.name]));
  for (const [index, id] of acknowledged) expect(byId.get(id)).toBe(`Deal ${index}`);
  expect(new Set(byId.values()).size).toBe(kept.items.length);

  const repeated = await Promise.all(Array.from({ length: 120 }, (_, index) => create(second.url, index)));
  expect(new Set(repeated.map((answer) => answer.status))).toEqual(new Set([201]));
  for (const [index, id] of acknowledged) expect(repeated[index]?.id).toBe(id);
  expect(new Set(repeated.map((answer) => answer.id)).size).toBe(120);
  expect(await read('/deals/count')).toEqual({ count: 120, capped: false });
  expect(await read('/stage-visits/count')).toEqual({ count: 120, capped: false });
  left = { cookie, server: second };
}, 180_000);

test('a server killed amid its deliveries and a bulk act loses none, does nothing twice, repeats them only under the same id, and two go on together', async () => {
  const { cookie, server: first } = left;
  const receiver = await openReceiver();
  receiver.patience = 15;
  const headers = { cookie, 'content-type': 'application/json' };
  const ask = async (url: string, method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return (await answer.json()) as never;
  };
  const events = [{ noun: 'deal', kinds: ['updated'] }];
  await ask(first.url, 'POST', '/webhooks', {
    url: receiver.url,
    description: 'Shop',
    active: true,
    role: null,
    events,
  });
  const { items }: { items: { id: string }[] } = await ask(first.url, 'GET', '/deals?limit=40&fields=name');
  const operations = items.map(({ id }) => ({ update: { id, description: 'Call' } }));
  await ask(first.url, 'POST', '/deals/batch', { operations });
  for (let from = 0; from < 600; from += 200) {
    const companies = Array.from({ length: 200 }, (_, index) => ({ create: { name: `Company ${from + index}` } }));
    await ask(first.url, 'POST', '/companies/batch', { operations: companies });
  }
  const act = { update: { description: 'Once' } };
  const bulk: { job: { id: string } } = await ask(first.url, 'POST', '/companies/bulk', { filter: { all: [] }, act });
  const jobOf = (url: string) => ask(url, 'GET', `/bulk-jobs/${bulk.job.id}`) as Promise<Record<string, never>>;
  await vi.waitFor(async () => expect((await jobOf(first.url)).changed).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 5,
  });
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(receiver.patience), { timeout: 20_000 });
  await first.child.kill();
  receiver.patience = Number.POSITIVE_INFINITY;

  // While nobody delivers: a delivery that has just looked when the next one is due would sleep until then.
  await endLeases();
  const [one, other] = await Promise.all([start(), start()]);
  const distinct = () => new Set(receiver.received.map(({ id }) => id)).size;
  await vi.waitFor(() => expect(distinct()).toBe(40), { timeout: 30_000 });
  expect(new Set(receiver.received.map(({ id, body }) => id + body)).size).toBe(40);

  await vi.waitFor(async () => expect((await jobOf(one.url)).state).toBe('done'), { timeout: 30_000 });
  expect(await jobOf(one.url)).toMatchObject({ total: 600, changed: 600, waiting: 0, unchanged: 0 });
  const [row] = (await queryAsSuperuser(database, 'select schema from rapport.workspace')) as { schema: string }[];
  const told = `select count(*)::int as changes, count(distinct record)::int as records from ${row?.schema}.change`;
  const once = await queryAsSuperuser(database, `${told} where noun = 'company' and kind = 'updated'`);
  expect(once).toEqual([{ changes: 600, records: 600 }]);

  const named = (url: string, path: string) => ask(url, 'GET', path) as Promise<Record<string, never>>;
  const deal = `/deals/${items[0]?.id}`;
  // Each knows them before the other changes them.
  for (const { url } of [one, other]) await named(url, '/metadata');
  await ask(one.url, 'PATCH', deal, { description: 'Write' });
  expect(await named(other.url, deal)).toMatchObject({ description: 'Write' });
  const label = { en: 'Berth' };
  await ask(one.url, 'POST', '/custom-fields', { noun: 'deal', kind: 'text', label });
  const noun = { one: { en: 'Boat' }, many: { en: 'Boats' }, fields: [] };
  await ask(one.url, 'POST', '/custom-nouns', noun);
  const scope = { noun: 'deal', surface: 'card', role: null, kindField: null, kind: null, version: 0 };
  const sections = [{ id: 'only', name: { en: 'Only' }, columns: 1, fields: ['name'] }];
  await ask(one.url, 'PUT', '/layouts', { ...scope, layout: { sections, hidden: [] } });
  await ask(one.url, 'POST', '/views', {
    noun: 'deal',
    name: { en: 'Mine' },
    type: 'list',
    settings: {},
    visibility: 'private',
  });
  expect(await ask(other.url, 'PATCH', deal, { xBerth: 'North' })).toMatchObject({ xBerth: 'North' });
  expect(await ask(other.url, 'POST', '/x-boats', { name: 'Sevan' })).toMatchObject({ name: 'Sevan' });
  expect(JSON.stringify(await named(other.url, '/metadata'))).toMatch(/"layouts":.*"xBoat"/);
  expect(JSON.stringify(await named(other.url, '/views?noun=deal'))).toContain('"Mine"');
  await Promise.all([one.child.kill(), other.child.kill()]);
}, 180_000);
