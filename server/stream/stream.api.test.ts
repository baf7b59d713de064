import { beforeEach, describe, expect, test } from 'vitest';
import { addProcess, type Browser, openOffice, setUpByArmen } from '../../modules/workspace/server/office.factory.ts';
import { hire } from '../../modules/workspace/server/staffed-office.factory.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { inTransaction, systemContext } from '../context.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { listenTo, type StreamListener } from './listener.factory.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
const url = await office.listen();
const armen = await setUpByArmen(office);
const other = await addProcess(database, serverModules, { perAccount: 3 });
const otherUrl = await other.listen();
const [workspace] = await database.control.query<never>({
  text: `select id, schema, name, language, currency, time_zone as "timeZone", metadata_version as "metadataVersion" from workspace`,
});
const system = systemContext(database, registry, workspace as never);
const company = registry.getNoun('company');
const boris = await hire(armen, 'Boris', 'seller', office);

const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const add = async (who: Browser, name: string) => idOf(await who.send('POST', '/api/v1/companies', { name }));
/** Resolves when both have heard of a last company: nothing from before it is still under way. */
async function settle(...listeners: StreamListener[]): Promise<void> {
  const last = await add(armen, 'The last');
  for (const one of listeners)
    await expect.poll(() => one.notes().includes(`created ${last}`), { interval: 5, timeout: 5_000 }).toBe(true);
}
const ofCompanies = (listener: StreamListener, ...ids: string[]) =>
  listener.notes().filter((note) => ids.some((id) => note.endsWith(id)));

describe('a change', () => {
  test('is told to everybody who may see it, at every process, with its version and no value', async () => {
    const here = await listenTo(url, boris.browser.cookies);
    const there = await listenTo(otherUrl, armen.cookies);
    const acme = await add(armen, 'Acme of the stream');
    await armen.send('PATCH', `/api/v1/companies/${acme}`, { name: 'Acme renamed' });
    await armen.send('DELETE', `/api/v1/companies/${acme}`);
    await settle(here, there);
    for (const listener of [here, there]) {
      const last = listener.events
        .flatMap(({ data }) => data.changes ?? [])
        .filter((note) => 'id' in note && note.id === acme);
      expect(last.at(-1)).toEqual({ noun: 'company', id: acme, kind: 'deleted', version: 3 });
      expect(JSON.stringify(listener.events)).not.toMatch(/Acme/);
    }
    expect(here.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(here.headers.get('cache-control')).toContain('no-transform');
  });

  test('is told when it commits, and neither waits for a longer transaction nor is told twice', async () => {
    const listener = await listenTo(url, boris.browser.cookies);
    let [slow, quick] = ['', ''];
    await inTransaction(system, async (tx) => {
      slow = (await createRecord(tx, company, { name: 'Slow' })).id;
      quick = await add(armen, 'Quick');
      await expect.poll(() => ofCompanies(listener, quick), { timeout: 5_000 }).toEqual([`created ${quick}`]);
      expect(ofCompanies(listener, slow)).toEqual([]);
    });
    await settle(listener);
    expect(ofCompanies(listener, slow, quick)).toEqual([`created ${quick}`, `created ${slow}`]);
  });

  test('of more records than are worth naming is told as many', async () => {
    const listener = await listenTo(url, boris.browser.cookies);
    const operations = Array.from({ length: 60 }, (_, index) => ({ create: { name: `Company ${index}` } }));
    await armen.send('POST', '/api/v1/companies/batch', { operations });
    await expect.poll(() => listener.notes().length, { timeout: 5_000 }).toBeGreaterThan(0);
    await settle(listener);
    expect(listener.notes().filter((note) => note.startsWith('many'))).toEqual(['many company']);
  });

  test('of a view for others is told without naming it, of one kept for oneself it is told to nobody', async () => {
    const here = await listenTo(url, boris.browser.cookies);
    const there = await listenTo(otherUrl, armen.cookies);
    const kept = { noun: 'company', name: { en: 'Kept by Armen' }, type: 'list' };
    const own = await armen.send('POST', '/api/v1/views', kept);
    expect([own.status, own.text]).toEqual([201, expect.any(String)]);
    await settle(here, there);
    const toldOf = (listener: StreamListener) => listener.notes().filter((note) => note.includes('savedView'));
    expect([...toldOf(here), ...toldOf(there)]).toEqual([]);
    await armen.send('PATCH', `/api/v1/views/${idOf(own)}`, { visibility: 'shared' });
    await settle(here, there);
    expect([toldOf(here), toldOf(there)]).toEqual([['many savedView'], ['many savedView']]);
    expect(JSON.stringify(here.events)).not.toMatch(/Kept by Armen/);
    await armen.send('DELETE', `/api/v1/views/${idOf(own)}`);
    await settle(here);
    expect(toldOf(here)).toHaveLength(2);
  });

  test('is nothing to another workspace', async () => {
    const wish = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
    const owner = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
    const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
    await createWorkspaceWithOwner({ database, registry, migrate }, { workspace: wish, owner });
    const mallory = office.browser();
    await mallory.signIn(owner.email, owner.password);
    const [theirs, ours] = [await listenTo(url, mallory.cookies), await listenTo(url, armen.cookies)];
    await add(armen, 'Ours alone');
    await settle(ours);
    const own = await add(mallory, 'Hers');
    await expect.poll(() => theirs.notes(), { timeout: 5_000 }).toEqual([`created ${own}`]);
    // The cursor of one workspace is of no use in another.
    const again = await listenTo(url, mallory.cookies, { cursor: ours.cursor() });
    expect(again.notes().filter((note) => !note.endsWith(own))).toEqual([]);
  });

  test('is nothing to whoever is not signed in', async () => {
    expect((await listenTo(url, new Map())).status).toBe(401);
  });
});

describe('who comes back', () => {
  test('is told what was missed, once, by whichever process, also by one started since', async () => {
    const first = await listenTo(url, boris.browser.cookies);
    const before = await add(armen, 'Before');
    await settle(first);
    first.close();
    const missed = await add(armen, 'Missed');
    const fresh = await addProcess(database, serverModules);
    const again = await listenTo(await fresh.listen(), boris.browser.cookies, { cursor: first.cursor() });
    const after = await add(armen, 'After');
    await settle(again);
    expect(ofCompanies(again, before, missed, after)).toEqual([`created ${missed}`, `created ${after}`]);
    await fresh.close();
    await again.until('stopping');
    await again.until('closed');
  });

  test('loses nothing and hears nothing twice while others write and it comes back again and again', async () => {
    const written: string[] = [];
    const writing = (async () => {
      for (let turn = 0; turn < 30; turn++)
        await inTransaction(system, async (tx) => {
          written.push((await createRecord(tx, company, { name: `Company ${turn}` })).id);
          if (turn % 3 === 0) written.push(await add(armen, 'Beside it'));
        });
    })();
    const heard: string[] = [];
    let cursor = (await listenTo(url, boris.browser.cookies)).cursor();
    const start = new Set(written);
    for (let turn = 0; turn < 8; turn++) {
      const listener = await listenTo(turn % 2 ? otherUrl : url, boris.browser.cookies, { cursor });
      written.push(await add(armen, 'While it listens'));
      await expect.poll(() => listener.notes().length, { timeout: 5_000 }).toBeGreaterThan(0);
      listener.close();
      heard.push(...listener.notes());
      cursor = listener.cursor();
      if (turn === 6) await writing;
    }
    const last = await listenTo(url, boris.browser.cookies, { cursor });
    await settle(last);
    heard.push(...last.notes());
    const missing = written.filter((id) => !start.has(id) && !heard.includes(`created ${id}`));
    expect(missing).toEqual([]);
    expect(new Set(heard).size).toBe(heard.length);
  });

  test.each([
    ['is older than an hour', (cursor: string) => cursor.replace(/@\d+$/, '@1000')],
    ['comes from a server that was ahead', () => '9000000000:9000000000:@99999999999'],
  ])('with a cursor that %s is told to ask again', async (_, change) => {
    const first = await listenTo(url, boris.browser.cookies);
    const listener = await listenTo(url, boris.browser.cookies, { cursor: change(first.cursor()) });
    expect(listener.events.map(({ event }) => event)).toEqual(['refetch', 'ready']);
  });

  test('with a cursor nobody gave out is refused', async () => {
    for (const cursor of ["1:1:'; drop table change", '1:1', 'x', '1:1:@', `9:1:@${Math.round(Date.now() / 1000)}`])
      expect([cursor, (await listenTo(url, boris.browser.cookies, { cursor })).status]).toEqual([cursor, 422]);
  });

  test('with the cursor of the session hears exactly what happened since, even where nobody has listened yet', async () => {
    const before = await add(armen, 'Before the page');
    const { cursor } = (await boris.browser.get('/api/v1/session')).body as { cursor: string };
    const acme = await add(armen, 'While the page was loading');
    const listener = await listenTo(otherUrl, boris.browser.cookies, { cursor });
    expect(ofCompanies(listener, acme)).toHaveLength(1);
    expect(ofCompanies(listener, before)).toEqual([]);
    expect(listener.events.map(({ event }) => event)).not.toContain('refetch');
    const later = await listenTo(url, boris.browser.cookies);
    expect(ofCompanies(later, acme)).toEqual([]);
  });
});

describe('a stream', () => {
  let vera: Awaited<ReturnType<typeof hire>>;
  let count = 0;
  beforeEach(async () => {
    vera = await hire(armen, `Vera${++count}`, 'seller', office);
  });

  test('ends when the session does', async () => {
    const listener = await listenTo(otherUrl, vera.browser.cookies);
    await vera.browser.send('POST', '/api/auth/sign-out', {});
    await listener.until('signedOut');
    await listener.until('closed');
  });

  test('ends when an owner ends the sessions of whoever reads', async () => {
    const listener = await listenTo(otherUrl, vera.browser.cookies);
    await armen.send('POST', `/api/v1/members/${vera.id}/sessions/end`);
    await listener.until('signedOut');
  });

  test('ends when the member is deactivated', async () => {
    const listener = await listenTo(otherUrl, vera.browser.cookies);
    await armen.send('PATCH', `/api/v1/members/${vera.id}`, { active: false });
    await listener.until('signedOut');
  });

  test('of a service ends with its key, and makes no room for that of another service', async () => {
    const open = async (name: string) => {
      const made = await armen.send('POST', '/api/v1/service-keys', { name, days: 1 });
      const { id, key } = made.body as { id: string; key: string };
      return { id, listener: () => listenTo(otherUrl, new Map(), {}, key) };
    };
    const [kiosk, robot] = [await open('Kiosk'), await open('Robot')];
    const first = await kiosk.listener();
    const others = [await robot.listener(), await robot.listener(), await robot.listener()];
    await settle(first, ...others);
    expect(first.events.filter(({ event }) => event === 'end')).toEqual([]);
    await armen.send('DELETE', `/api/v1/workspace-keys/${kiosk.id}`);
    await first.until('signedOut');
    await settle(...others);
  });

  test('tells of a changed role and of fields that were added', async () => {
    const listener = await listenTo(otherUrl, vera.browser.cookies);
    await armen.send('PATCH', `/api/v1/members/${vera.id}`, { role: 'viewer' });
    await listener.until('rights');
    await armen.send('POST', '/api/v1/custom-fields', { noun: 'team', kind: 'date', label: { en: 'Founded' } });
    await listener.until('metadata');
  });

  test('tells whoever loses a share, or a record that is closed, that it is gone, and nobody else', async () => {
    const grants = { company: { read: 'own' } };
    const role = idOf(await armen.send('POST', '/api/v1/access-roles', { name: 'Own only', base: 'seller', grants }));
    const [gor, nare, mane] = [
      await hire(armen, 'Gor', 'seller', office),
      await hire(armen, 'Nare', 'seller', office),
      await hire(armen, 'Mane', 'manager', office),
    ];
    for (const { id } of [gor, nare]) await armen.send('PATCH', `/api/v1/members/${id}`, { accessRole: role });
    const acme = await add(boris.browser, 'Acme that is shared');
    const share = async (whom: object) => {
      const { body } = await armen.send('POST', `/api/v1/shares/company/${acme}`, whom);
      return (body.items as { id: string }[]).at(-1)?.id;
    };
    const close = (id: string) => armen.send('PUT', `/api/v1/restrictions/company/${id}`, { restricted: true });
    // The first of its kind is told by everything being asked for again.
    await share({ team: idOf(await armen.send('POST', '/api/v1/teams', { name: 'Nobody' })) });
    await close(await add(boris.browser, 'Another that is closed'));
    const given = await share({ member: gor.id });
    const listeners = await Promise.all([gor, nare, mane].map(({ browser }) => listenTo(otherUrl, browser.cookies)));
    const told = () => listeners.map((one) => ofCompanies(one, acme).at(-1));
    await armen.send('DELETE', `/api/v1/shares/company/${acme}/${given}`);
    await settle(listeners[2] as StreamListener);
    await expect.poll(told, { timeout: 5_000 }).toEqual([`gone ${acme}`, undefined, `unshared ${acme}`]);
    await close(acme);
    await expect.poll(told, { timeout: 5_000 }).toEqual([`gone ${acme}`, undefined, `gone ${acme}`]);
  });

  test('makes room when its account opens too many', async () => {
    const streams: StreamListener[] = [];
    for (let turn = 0; turn < 4; turn++) streams.push(await listenTo(otherUrl, vera.browser.cookies));
    await streams[0]?.until('replaced');
    await settle(...streams.slice(1));
    expect(
      streams
        .slice(1)
        .flatMap(({ events }) => events)
        .filter(({ event }) => event === 'end'),
    ).toEqual([]);
  });

  test('ends at once when the server stops, and none is opened any more', async () => {
    const fresh = await addProcess(database, serverModules);
    const listener = await listenTo(await fresh.listen(), vera.browser.cookies);
    await fresh.close();
    await listener.until('stopping');
  });
});
