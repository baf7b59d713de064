import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { startChild, type TestChild } from './testing/child-process.ts';
import { useDatabase } from './testing/database.ts';

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
  await second.child.kill();
}, 180_000);
