import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openOffice, setUpByArmen } from '../../modules/workspace/server/office.factory.ts';
import { hire } from '../../modules/workspace/server/staffed-office.factory.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { listenTo } from '../stream/listener.factory.ts';

/** Stands in what was said with a client of Boris's alone, in no title. */
const said = 'zirconium';
/** Stands in a letter of his mother's to his own mailbox, which nobody told of. */
const own = 'tungsten';

const office = await openOffice(serverModules);
const { database, registry } = office;
const url = await office.listen();
const armen = await setUpByArmen(office);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const boris = await hire(armen, 'Boris', 'manager', office);
const send = (who: Browser, path: string, body: object) => who.send('POST', `/api/v1${path}`, body);
const make = async (path: string, body: object, who = armen) => String((await send(who, path, body)).body.id);

type Rights = { readonly grants?: object; readonly fieldRights?: object };
const inRole = async (name: string, base: 'manager' | 'seller' | 'viewer', rights: Rights) => {
  const { id, browser } = await hire(armen, name, base, office);
  const accessRole = await make('/access-roles', { name: `Role of ${name}`, base, ...rights });
  const given = await armen.send('PATCH', `/api/v1/members/${id}`, { accessRole });
  if (given.status !== 200) throw new Error(`The role was not given: ${given.text}`);
  return browser;
};
const vesela = await inRole('Vesela', 'manager', { grants: { task: { read: 'own' } } });
const nare = await inRole('Nare', 'seller', {
  grants: { task: { read: 'none', create: 'none', update: 'none', delete: 'none' } },
});
const karen = await inRole('Karen', 'manager', { fieldRights: { task: { outcome: 'hidden' } } });
const vera = await inRole('Vera', 'viewer', { grants: { task: { read: 'own' } } });
const { browser: lena } = await hire(armen, 'Lena', 'seller', office);
const { browser: nino } = await hire(armen, 'Nino', 'manager', office);
const mallory = office.browser();
await createWorkspaceWithOwner(
  { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
  {
    workspace: { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' },
    owner: { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' },
  },
);
await mallory.signIn('mallory@example.org', 'eight quinces');

let hayk = '';
/** What the doors are tried with. */
let ids: readonly string[] = [];
beforeAll(async () => {
  const phones = [{ number: '+37410512300' }];
  hayk = await make('/people', { name: { given: 'Hayk' }, phones, owner: boris.id });
  const gate = { kind: 'gateway', name: 'Gate', url: 'https://93.184.215.14/', sender: '1234' };
  const { body } = await send(armen, '/message-channels', gate);
  const { channel, key } = body as { channel: { id: string; path: string }; key: string };
  const gateway = office.browser('203.0.113.5');
  for (const text of ['Good day', `I pay in ${said}`])
    await gateway.send(
      'POST',
      channel.path,
      { event: 'message', id: randomUUID(), from: '+37410512300', text },
      { authorization: `Bearer ${key}` },
    );
  const { items } = (await boris.browser.get('/api/v1/message-conversations')).body as { items: { id: string }[] };
  const conversation = items[0]?.id ?? '';
  const letter = await make(
    '/tasks',
    { title: 'Offer', kind: 'letter', done: true, person: hayk, outcome: `The ${said} you asked for` },
    boris.browser,
  );
  const [row] = await database.control.query<{ id: string; schema: string }>({
    text: "select id, schema from workspace where name = 'Ararat Trade'",
  });
  if (!row) throw new Error('There is no workspace of Armen');
  const db = database.workspace(row);
  const box = randomUUID();
  await db.query({
    text: `insert into mailbox (id, member, name, address, host, port, security, user_name, tells, since)
      values ($1, $2, 'Boris', 'boris@ararat.am', 'localhost', 1, 'starttls', 'boris', 'known', now())`,
    values: [box, boris.id],
  });
  const kept: string[] = [];
  for (const [word, state, task] of [
    [own, 'private', null],
    [said, 'told', letter],
  ] as const) {
    kept.push(randomUUID());
    await db.query({
      text: `insert into mailbox_letter (id, mailbox, path, validity, uid, print, is_ours, kind, from_name, from_address, recipients, at, subject,
          body, state, task, search)
        values ($1::uuid, $2, 'INBOX', '1', 1, $1::uuid::text, false, 'personal', 'Mother', 'mother@home.am', '[]', now(), $3, $3, $4, $5, $3)`,
      values: [kept.at(-1), box, `About ${word}`, state, task],
    });
  }
  const tasks = (await boris.browser.get(`/api/v1/tasks?filter=${inUrl(ofHayk())}`)).body as {
    items: { id: string }[];
  };
  ids = [hayk, conversation, channel.id, box, ...kept, ...tasks.items.map(({ id }) => id)];
});
const ofHayk = () => ({ field: 'person', op: 'is', value: hayk });
const byWords = { show: 'table', group: [{ field: 'outcome' }], measures: [{ op: 'count' }] };
const inUrl = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

/** Where something may be read, with every id there is in each place of an address. */
function addresses(): readonly string[] {
  const patterns = office.routes.flatMap(({ endpoint }) => (endpoint.method === 'GET' ? [endpoint.path] : []));
  const plain = [...new Set(patterns)].filter((path) => !/stream|\/sound/.test(path));
  return plain.flatMap((path) => {
    const named = path.replace('{noun}', 'person');
    return /\{/.test(named) ? ids.map((id) => named.replace(/\{\w+\}/g, id)) : [named];
  });
}

/** Questions that ask for the words themselves. */
function questions(): readonly string[] {
  const words = [said, own].flatMap((word) => [
    `/tasks?search=${word}`,
    `/file-search?search=${word}`,
    `/mailbox-letters?of=mine&limit=50&search=${word}`,
    `/tasks?filter=${inUrl({ field: 'outcome', op: 'contains', value: word })}`,
    `/people?filter=${inUrl({ field: 'task.outcome', op: 'contains', value: word })}`,
    `/tasks/count?filter=${inUrl({ field: 'outcome', op: 'contains', value: word })}`,
  ]);
  const group = inUrl([{ field: 'outcome' }]);
  const lists = inUrl([
    { noun: 'task', filter: ofHayk(), limit: 5 },
    { noun: 'task', search: said, limit: 5 },
  ]);
  return [
    ...words,
    ...['mine', 'incoming', 'unanswered', 'all'].map((of) => `/mailbox-letters?of=${of}&limit=50`),
    ...['mine', 'nobody', 'waiting', 'all'].map((of) => `/message-conversations?of=${of}`),
    ...['messages', 'letters'].map((path) => `/${path}?noun=person&id=${hayk}`),
    ...[`/tasks?limit=50&filter=${inUrl(ofHayk())}`, '/tasks?limit=50&sort=outcome', '/tasks?limit=50&fields=outcome'],
    ...[`/tasks/aggregate?group=${group}`, `/tasks/aggregate?group=${group}&filter=${inUrl(ofHayk())}`],
    ...[
      `/first-pages?lists=${lists}`,
      `/timeline/person/${hayk}?limit=50`,
      '/changes?limit=200',
      '/changes?nouns=task&limit=200',
    ],
    '/reports/activity?from=2020-01-01&to=2100-01-01',
    ...['csv', 'xlsx'].map((format) => `/exports/tasks?format=${format}&fields=title,outcome`),
    `/exports/tasks?filter=${inUrl(ofHayk())}`,
    ...['figures', 'file'].map((what) => `/reports/${what}?noun=task&settings=${inUrl(byWords)}`),
  ];
}

/** All that these are told at every door that reads, and by a key at those of programs. */
async function heard(who: Browser): Promise<readonly string[]> {
  const told: string[] = [];
  const note = (door: string, text: string) => void told.push(`${door} ${text}`);
  for (const path of [...addresses(), ...questions()]) note(path, (await who.get(`/api/v1${path}`)).text);
  for (const [path, body] of [
    ['/tasks/bulk', { filter: ofHayk(), act: { update: { title: 'Mine' } } }],
    ['/prints', { plural: 'tasks', records: 50 }],
    ['/reports', { noun: 'task', name: { en: 'Words' }, settings: byWords }],
    ['/webhooks', { url: 'https://93.184.215.14/', nouns: ['task'] }],
    ...ids.flatMap((id): [string, object][] => [
      ['/tasks/batch', { operations: [{ update: { id, title: 'Mine' } }] }],
      [`/message-conversations/${id}/messages`, { text: 'Mine' }],
      [`/mailbox-letters/${id}/tell`, {}],
      [`/mailbox-letters/${id}/lead`, {}],
      [`/mailbox-letters/${id}/person`, { person: hayk }],
      ['/letters', { noun: 'person', id: hayk, answers: id, subject: 'Re', text: 'Mine' }],
    ]),
  ] as const)
    note(path, (await send(who, path, body)).text);
  for (const id of ids)
    note('PATCH', (await who.send('PATCH', `/api/v1/message-conversations/${id}`, { isUnread: true })).text);
  const { key } = (await send(who, '/api-keys', { name: 'assistant', days: 1 })).body as { key: string };
  const assistant = office.program(key);
  for (const [name, input] of [
    ['search_records', { query: said }],
    ['search_records', { query: own, nouns: ['tasks'] }],
    ['list_records', { noun: 'task', filter: ofHayk() }],
    ['list_records', { noun: 'task', fields: ['outcome'] }],
    ['aggregate_records', { noun: 'task', group: [{ field: 'outcome' }] }],
    ...ids.map((id) => ['get_record', { noun: 'task', id, expand: ['*'] }] as const),
    ...ids.map((id) => ['update_record', { noun: 'task', id, values: { title: 'Mine' } }] as const),
  ] as const) {
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } };
    const headers = { accept: 'application/json, text/event-stream' };
    note(`mcp ${name}`, (await assistant.send('POST', '/api/mcp', call, headers)).text);
  }
  for (const path of ['/changes?limit=200', ...questions()]) note(path, (await assistant.get(`/api/v1${path}`)).text);
  return told;
}
const holding = (told: readonly string[], word: string) =>
  told.filter((one) => one.split(' ').slice(1).join(' ').includes(word)).map((one) => one.slice(0, 200));

describe('what was said with a client', () => {
  test('is found at many doors by whose client it is', async () => {
    const told = await heard(boris.browser);
    const doors = [...new Set(holding(told, said).map((one) => one.split(/[ ?]/)[0]))];
    for (const door of ['/tasks', '/messages', '/letters', '/message-conversations', '/mailbox-letters', '/changes'])
      expect(doors).toContain(door);
    for (const door of [
      '/tasks/aggregate',
      '/first-pages',
      '/exports/tasks',
      '/reports/figures',
      '/reports/file',
      'mcp',
    ])
      expect(doors).toContain(door);
    expect(doors).toContain(`/timeline/person/${hayk}`);
    expect(holding(told, `About ${own}`).length).toBeGreaterThan(1);
  });

  test.each([
    ['who reads nobody else’s work', vesela],
    ['who reads no work', nare],
    ['whom the words are hidden from', karen],
    ['who only looks on, and reads nobody else’s work', vera],
    ['another workspace', mallory],
  ])('is told at no door to one %s', async (_who, browser) => {
    const told = await heard(browser);
    // Words that were asked for come back in refusals of the question.
    expect(holding(told, `${said} you`)).toEqual([]);
    expect(holding(told, `in ${said}`)).toEqual([]);
    expect(holding(told, `About ${own}`)).toEqual([]);
    expect(holding(told, `About ${said}`)).toEqual([]);
  });

  test('is changed by none of them', async () => {
    const { items } = (await boris.browser.get(`/api/v1/messages?noun=person&id=${hayk}`)).body as {
      items: readonly { by: string | null; text: string }[];
    };
    const theirs = items.filter(({ by }) => by !== 'Boris').map(({ text }) => text);
    expect(theirs).toEqual(['Good day', `I pay in ${said}`]);
  });
});

describe('a letter in somebody’s own mailbox', () => {
  test.each([
    ['a colleague', lena],
    ['a manager', nino],
    ['an owner', armen],
  ])('is told at no door to %s', async (_who, browser) => {
    expect(holding(await heard(browser), `About ${own}`)).toEqual([]);
  });
});

test('streams tell that something was said, to everybody alike, and neither what nor with whom', async () => {
  const there = await listenTo(url, vesela.cookies);
  const conversation = ids[1] ?? '';
  await send(boris.browser, `/message-conversations/${conversation}/messages`, { text: `More ${said}` });
  await boris.browser.send('PATCH', `/api/v1/message-conversations/${conversation}`, { state: 'closed' });
  await expect.poll(() => JSON.stringify(there.events), { timeout: 5_000 }).toContain('conversation');
  for (const word of [said, hayk, ...ids]) expect(JSON.stringify(there.events)).not.toContain(word);
  there.close();
});
