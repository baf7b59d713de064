import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addProcess, type Browser, openOffice, setUpByArmen } from '../../modules/workspace/server/office.factory.ts';
import { hire } from '../../modules/workspace/server/staffed-office.factory.ts';
import type { Other } from '../../shared/stream/stream-event.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { listenTo, type StreamListener } from '../stream/listener.factory.ts';
import { forgetAbsent, listPresent } from './presence.repository.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
const url = await office.listen();
const other = await addProcess(database, serverModules, { absence: 30 });
const otherUrl = await other.listen();
const armen = await setUpByArmen(office);
const { id: borisId, browser: boris } = await hire(armen, 'Boris', 'seller', office);
const armenId = ((await armen.get('/api/v1/session')).body as { member: { id: string } }).member.id;
const [workspace] = await database.control.query<{ id: string; schema: string }>({
  text: 'select id, schema from workspace',
});
if (!workspace) throw new Error('There is no workspace');
const db = database.workspace(workspace);

const add = async (name: string) =>
  ((await armen.send('POST', '/api/v1/companies', { name })).body as { id: string }).id;

/** Somebody with a browser of which one tab can show a record. */
function sitDown(person: Browser) {
  const [browser, tab] = [randomUUID(), randomUUID()];
  return {
    browser,
    show: (id: string, field: string | null = null, noun = 'company') =>
      person.send('POST', '/api/v1/presence', { browser, tab, noun, id, field }),
    leave: () => person.send('POST', '/api/v1/presence/end', { tab }),
    tab,
  };
}

/** What the stream said last of who else is at the record. */
const lastTold = (listener: StreamListener, id: string) =>
  listener.events.findLast(({ event, data }) => event === 'presence' && (data as { id?: string }).id === id)?.data as
    | { readonly others: readonly Other[] }
    | undefined;
const told = (listener: StreamListener, id: string) =>
  expect.poll(() => lastTold(listener, id)?.others, { timeout: 5_000 });

describe('who shows a record', () => {
  test('learns who else does, at any process, what they edit, and when they leave', async () => {
    const id = await add('Met by two');
    const [his, hers] = [sitDown(armen), sitDown(boris)];
    const listener = await listenTo(otherUrl, armen.cookies, { browser: his.browser });
    expect((await his.show(id)).body).toEqual({ others: [] });
    expect((await hers.show(id)).body).toEqual({ others: [{ memberId: armenId, field: null }] });
    await told(listener, id).toEqual([{ memberId: borisId, field: null }]);
    await hers.show(id, 'name');
    await told(listener, id).toEqual([{ memberId: borisId, field: 'name' }]);
    await hers.show(id);
    await told(listener, id).toEqual([{ memberId: borisId, field: null }]);
    await hers.leave();
    await told(listener, id).toEqual([]);
  });

  test('is told of a colleague once, and of nobody at another record or in their own other tab', async () => {
    const [id, elsewhere] = [await add('Here'), await add('Elsewhere')];
    const [his, again, hers, third] = [sitDown(armen), sitDown(armen), sitDown(boris), sitDown(boris)];
    await again.show(id);
    await hers.show(id, 'name');
    await third.show(id);
    expect((await his.show(id)).body).toEqual({ others: [{ memberId: borisId, field: 'name' }] });
    expect((await his.show(elsewhere)).body).toEqual({ others: [] });
  });

  test('is told when somebody ended without a word', async () => {
    const id = await add('Left open');
    const [his, hers] = [sitDown(armen), sitDown(boris)];
    const listener = await listenTo(otherUrl, armen.cookies, { browser: his.browser });
    await his.show(id);
    await hers.show(id);
    await told(listener, id).toEqual([{ memberId: borisId, field: null }]);
    await db.query({
      text: "update presence set seen_at = now() - interval '26 s' where tab = $1",
      values: [hers.tab],
    });
    await told(listener, id).toEqual([]);
  });

  test('hears nothing on the stream of another browser', async () => {
    const id = await add('Not shown there');
    const [his, hers] = [sitDown(armen), sitDown(boris)];
    const stranger = await listenTo(url, boris.cookies, { browser: his.browser });
    const own = await listenTo(url, armen.cookies, { browser: his.browser });
    await his.show(id);
    await hers.show(id);
    await told(own, id).toEqual([{ memberId: borisId, field: null }]);
    expect(lastTold(stranger, id)).toBeUndefined();
  });
});

describe('refused is', () => {
  test('a record of another workspace, one that is not there and a noun nobody declared', async () => {
    const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
    const wish = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
    const owner = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
    await createWorkspaceWithOwner({ database, registry, migrate }, { workspace: wish, owner });
    const mallory = office.browser();
    await mallory.signIn(owner.email, owner.password);
    const id = await add('Ours');
    const before = await listPresent(db);
    const hers = sitDown(mallory);
    expect((await hers.show(id)).status).toBe(404);
    expect((await sitDown(armen).show(randomUUID())).status).toBe(404);
    expect((await sitDown(armen).show(id, null, 'nothing')).status).toBe(404);
    expect((await sitDown(office.browser()).show(id)).status).toBe(401);
    expect(await listPresent(db)).toEqual(before);
  });

  test('to take the place of another away', async () => {
    const id = await add('Mine');
    const his = sitDown(armen);
    await his.show(id);
    await boris.send('POST', '/api/v1/presence/end', { tab: his.tab });
    expect((await sitDown(boris).show(id)).body).toEqual({ others: [{ memberId: armenId, field: null }] });
  });
});

test('who ended long ago is forgotten', async () => {
  const his = sitDown(armen);
  await his.show(await add('Long ago'));
  await db.query({ text: "update presence set seen_at = now() - interval '2 h' where tab = $1", values: [his.tab] });
  await forgetAbsent(db);
  const rows = await db.query({ text: 'select 1 from presence where tab = $1', values: [his.tab] });
  expect(rows).toEqual([]);
});
