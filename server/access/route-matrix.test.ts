import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  armen,
  type Browser,
  openOffice,
  setUpByArmen,
  takeIn,
} from '../../modules/workspace/server/office.factory.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { digestOf } from './digest.factory.ts';
import {
  type Caller,
  callers,
  type Expected,
  nounExpectations,
  routeExpectations,
  standardLayout,
} from './route-expectations.factory.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
const owner = await setUpByArmen(office);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });

const hire = async (name: string, role: string): Promise<readonly [string, Browser]> => {
  const email = `${name.toLowerCase()}@ararat.am`;
  const id = await takeIn(owner, name, role, email);
  const browser = office.browser();
  await browser.signIn(email, `${email} 1`);
  return [id, browser];
};
const idOf = (answer: Answer) => (answer.body as { id?: string }).id ?? `none: ${answer.status} ${answer.text}`;
const [, viewer] = await hire('Vera', 'viewer');
const [boris, seller] = await hire('Boris', 'seller');
const [anna] = await hire('Anna', 'seller');
const [gor] = await hire('Gor', 'seller');
const [, manager] = await hire('Nino', 'manager');
const team = idOf(await owner.send('POST', '/api/v1/teams', { name: 'Boris and Anna', head: anna }));
await owner.send('PATCH', `/api/v1/members/${boris}`, { team });
const wish = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
const mallory = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
const theirs = await createWorkspaceWithOwner(
  { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
  { workspace: wish, owner: mallory },
);
const stranger = office.browser();
await stranger.signIn(mallory.email, mallory.password);
const [ours] = (
  await database.control.query<{ id: string; schema: string }>({ text: 'select id, schema from workspace' })
).filter(({ id }) => id !== theirs.id);
if (!ours) throw new Error('There is no workspace of Armen');
const people: Readonly<Record<Caller, Browser>> = {
  ...{ nobody: office.browser(), viewer, own: seller, mate: seller, other: seller, manager, owner, stranger },
};
const whose: Readonly<Record<Caller, string>> = {
  ...{ nobody: boris, viewer: boris, own: boris, mate: anna },
  ...{ other: gor, manager: boris, owner: boris, stranger: boris },
};

type Call = (browser: Browser) => Promise<Answer>;

/** All that is kept of both workspaces and of who may sign in, but what only signing in and repeating write. */
const everything = async () =>
  Promise.all([
    ...[ours, theirs].map((workspace) => digestOf(database.workspace(workspace), ['idempotency'])),
    digestOf(database.control, ['auth_session', 'auth_verification', 'sign_in_attempt']),
  ]);

/** What no answer may hold: hashes, keys of sessions, schemas, statements, stacks, paths. */
const secrets =
  /ws_[0-9a-f]{32}|\$argon|scrypt|[0-9a-f]{32}:[0-9a-f]{64}|password_hash|"hash"|node_modules|\bat .+:\d+:\d+|select .+ from|_fkey|_idx|seven apricots|eight quinces/i;
const answers: { readonly route: string; readonly caller: string; readonly answer: Answer }[] = [];

/** Sends the request and keeps the answer. */
async function attempt(route: string, caller: Caller, request: Call): Promise<number> {
  const answer = await request(people[caller]);
  answers.push({ route, caller, answer });
  return answer.status;
}

let count = 0;
/** A value nothing has had yet. */
const next = () => `n-${++count}`;
const dealOf = async (member: string) =>
  idOf(await owner.send('POST', '/api/v1/deals', { name: next(), owner: member }));
const pipeline = idOf(await owner.send('POST', '/api/v1/pipelines', { name: 'Partners' }));
const visits = { one: { en: 'Visit' }, many: { en: 'Visits' }, icon: 'map-pin' };
await owner.send('POST', '/api/v1/custom-nouns', visits);
const addressOf = (plural: string) => (plural === 'workspaceRecords' ? '/api/v1/x-visits' : `/api/v1/${plural}`);
const bodies: Readonly<Record<string, (member: string) => Promise<object> | object>> = {
  companies: (member) => ({ name: next(), owner: member }),
  people: (member) => ({ name: { given: next() }, owner: member }),
  deals: (member) => ({ name: next(), owner: member }),
  tasks: (member) => ({ title: next(), owner: member }),
  notes: (member) => ({ body: next(), author: member }),
  'deal-lines': async (member) => ({ deal: await dealOf(member), name: next() }),
  products: () => ({ name: next() }),
  workspaceRecords: (member) => ({ name: next(), owner: member }),
  pipelines: () => ({ name: next() }),
  stages: () => ({ name: next(), pipeline }),
  'exchange-rates': () => ({ currency: 'EUR', validFrom: '2026-01-01', rate: 1.1 }),
  teams: () => ({ name: next() }),
  members: () => ({ name: next() }),
};

async function recordOf(plural: string, member: string): Promise<string> {
  if (plural === 'imports') return runOfOwner();
  if (plural === 'stage-visits') {
    const filter = JSON.stringify({ field: 'deal', op: 'is', value: await dealOf(member) });
    const { body } = await owner.get(`/api/v1/stage-visits?filter=${encodeURIComponent(filter)}`);
    return (body.items as { id: string }[])[0]?.id ?? '';
  }
  return idOf(await owner.send('POST', addressOf(plural), await bodies[plural]?.(member)));
}

const boundary = 'rapport-matrix';
const csv = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\nName,Industry\nAcme,retail\n\r\n--${boundary}--\r\n`;
const upload = (browser: Browser, path = '/imports?target=companies') =>
  browser.send('POST', `/api/v1${path}`, Buffer.from(csv), {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
const runOfOwner = async () => idOf(await upload(owner));

/** Records that nobody has changed yet, by noun, owner and whether they lie in the bin. */
const untouched = new Map<string, Promise<string>>();

/** A record of that member's: one for all who do not change it, one of their own for those who will. */
function targetOf(plural: string, member: string, inBin: boolean, changes: boolean): Promise<string> {
  const make = async () => {
    const id = await recordOf(plural, member);
    if (inBin) await owner.send('DELETE', `${addressOf(plural)}/${id}`);
    return id;
  };
  if (changes) return make();
  const key = [plural, member, inBin].join(' ');
  const found = untouched.get(key) ?? make();
  untouched.set(key, found);
  return found;
}

/** How each of a noun's routes is called on a record of that member's; `admitted` says whether it is expected to do its work. */
async function requestOf(plural: string, verb: string, member: string, admitted: boolean): Promise<Call> {
  const base = addressOf(plural);
  if (verb === 'list') return (browser) => browser.get(`${base}?expand=*`);
  if (verb === 'count') return (browser) => browser.get(`${base}/count`);
  if (verb === 'aggregate') return (browser) => browser.get(`${base}/aggregate`);
  if (verb === 'create') {
    const body = await bodies[plural]?.(member);
    return (browser) => browser.send('POST', base, body);
  }
  const id = await targetOf(plural, member, verb === 'restore', admitted && !['get', 'changes'].includes(verb));
  const patch = { externalId: next() };
  const calls: Record<string, Call> = {
    get: (browser) => browser.get(`${base}/${id}?expand=*`),
    changes: (browser) => browser.get(`${base}/${id}/changes`),
    update: (browser) => browser.send('PATCH', `${base}/${id}`, patch),
    delete: (browser) => browser.send('DELETE', `${base}/${id}`),
    restore: (browser) => browser.send('POST', `${base}/${id}/restore`),
    bulk: (browser) => browser.send('POST', `${base}/bulk`, { ids: [id], act: { update: patch }, preview: true }),
    batch: (browser) => browser.send('POST', `${base}/batch`, { operations: [{ update: { id, ...patch } }] }),
  };
  return calls[verb] as Call;
}

const mapping = { columns: { Name: 'name' } };
const freshMember = async () => idOf(await owner.send('POST', '/api/v1/members', { name: next() }));
const freshField = () => ({ noun: 'team', kind: 'date', label: { en: next() } });
const freshPackage = () => ({ package: { format: 'rapport-configuration', schema: 1, product: '1', parts: {} } });
const freshNoun = () => ({ one: { en: next() }, many: { en: next() } });
const ownBulkJob = async () => {
  const ids = [await recordOf('companies', boris)];
  const { body } = await owner.send('POST', '/api/v1/companies/bulk', { ids, act: { update: { name: next() } } });
  return (body.job as { id: string }).id;
};
const webhook = { url: 'https://93.184.215.14/hook', events: [{ noun: 'deal', kinds: ['created'] }] };
const freshWebhook = async () => {
  const { body } = await owner.send('POST', '/api/v1/webhooks', webhook);
  return (body.webhook as { id: string }).id;
};
let sharedWebhook: Promise<string> | undefined;
/** There may be only so many of them. */
const ownWebhook = () => {
  sharedWebhook ??= freshWebhook();
  return sharedWebhook;
};
const ownDelivery = async () => {
  const id = await ownWebhook();
  return `/webhooks/${id}/deliveries/${idOf(await owner.send('POST', `/api/v1/webhooks/${id}/test`))}`;
};
const papers = { noun: 'company', kind: 'files', label: { en: 'Papers' } };
await owner.send('POST', '/api/v1/custom-fields', papers);
const ownFile = async () => {
  const id = idOf(await upload(owner, '/files'));
  await owner.send('POST', '/api/v1/companies', { name: next(), owner: boris, xPapers: [id] });
  return id;
};
const ownKey = async () => idOf(await owner.send('POST', '/api/v1/api-keys', { name: next(), days: 1 }));
const ownView = async () => idOf(await owner.send('POST', '/api/v1/views', { noun: 'deal', name: { en: next() } }));
const post = (path: string, body?: object) => (browser: Browser) => browser.send('POST', `/api/v1${path}`, body);
const patch = (path: string, body: object) => (browser: Browser) => browser.send('PATCH', `/api/v1${path}`, body);
const remove = (path: string) => (browser: Browser) => browser.send('DELETE', `/api/v1${path}`);
const read = (path: string) => (browser: Browser) => browser.get(`/api/v1${path}`);

/** How each route that is no noun's is called. */
const others: Readonly<Record<string, () => Promise<Call>>> = {
  'setup.get': async () => read('/setup'),
  'setup.run': async () => post('/setup', { workspace: wish, owner: { ...armen, email: 'second@ararat.am' } }),
  'demo.get': async () => read('/setup/demo'),
  'demo.start': async () => post('/setup/demo', {}),
  'metadata.get': async () => read('/metadata'),
  'files.upload': async () => (browser) => upload(browser, '/files'),
  'files.read': async () => read(`/files/${await ownFile()}/content`),
  'files.versions': async () => read(`/files/${await ownFile()}/versions`),
  'files.replace': async () => {
    const path = `/files/${await ownFile()}/versions`;
    return (browser) => upload(browser, path);
  },
  'files.restore': async () => post(`/files/${await ownFile()}/versions/1/restore`),
  'configuration.versions': async () => read('/configuration/versions'),
  'configuration.differences': async () => read('/configuration/differences?from=1'),
  'configuration.export': async () => read('/configuration/package'),
  'configuration.preview': async () => post('/configuration/preview', freshPackage()),
  'configuration.apply': async () => post('/configuration/apply', freshPackage()),
  'customNouns.list': async () => read('/custom-nouns'),
  'customNouns.add': async () => post('/custom-nouns', freshNoun()),
  'customNouns.change': async () => {
    const id = idOf(await owner.send('POST', '/api/v1/custom-nouns', freshNoun()));
    return (browser) => browser.send('PATCH', `/api/v1/custom-nouns/${id}`, { icon: 'star' });
  },
  'changes.feed': async () => read('/changes?limit=500'),
  'stream.open': async () => read('/stream?once=true'),
  'bulkJobs.get': async () => read(`/bulk-jobs/${await ownBulkJob()}`),
  'bulkJobs.cancel': async () => post(`/bulk-jobs/${await ownBulkJob()}/cancel`),
  'bulkJobs.undo': async () => post(`/bulk-jobs/${await ownBulkJob()}/undo`),
  'webhooks.list': async () => read('/webhooks'),
  'webhooks.create': async () => post('/webhooks', webhook),
  'webhooks.update': async () => patch(`/webhooks/${await ownWebhook()}`, { description: next() }),
  'webhooks.delete': async () => remove(`/webhooks/${await freshWebhook()}`),
  'webhooks.rotate': async () => post(`/webhooks/${await ownWebhook()}/rotate`),
  'webhooks.test': async () => post(`/webhooks/${await ownWebhook()}/test`),
  'webhooks.deliveries': async () => read(`/webhooks/${await ownWebhook()}/deliveries`),
  'webhooks.delivery': async () => read(await ownDelivery()),
  'webhooks.replayOne': async () => post(`${await ownDelivery()}/replay`),
  'webhooks.replay': async () =>
    post(`/webhooks/${await ownWebhook()}/replay`, { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }),
  'presence.keep': async () => (browser) => {
    const body = { browser: randomUUID(), tab: randomUUID(), noun: 'team', id: team, field: null };
    return browser.send('POST', '/api/v1/presence', body);
  },
  'presence.end': async () => post('/presence/end', { tab: randomUUID() }),
  'customFields.list': async () => read('/custom-fields'),
  'customFields.add': async () => post('/custom-fields', freshField()),
  'customFields.preview': async () => post('/custom-fields/preview', { noun: 'company', formula: '1 + 1' }),
  'customFields.progress': async () => read('/custom-fields/progress'),
  'customFields.change': async () => {
    const id = idOf(await owner.send('POST', '/api/v1/custom-fields', freshField()));
    return (browser) => browser.send('PATCH', `/api/v1/custom-fields/${id}`, { required: false });
  },
  'layouts.list': async () => read('/layouts'),
  'layouts.put': async () => (browser) => browser.send('PUT', '/api/v1/layouts', standardLayout),
  'fieldSettings.list': async () => read('/field-settings'),
  'fieldSettings.put': async () => (browser) =>
    browser.send('PUT', '/api/v1/field-settings/company/industry', { version: 0, definition: {} }),
  'views.list': async () => read('/views?noun=deal'),
  'views.create': async () => post('/views', { noun: 'deal', name: { en: next() } }),
  'views.change': async () => patch(`/views/${await ownView()}`, { name: { en: next() } }),
  'views.delete': async () => remove(`/views/${await ownView()}`),
  'views.restore': async () => {
    const id = await ownView();
    await owner.send('DELETE', `/api/v1/views/${id}`);
    return post(`/views/${id}/restore`);
  },
  'views.choose': async () => (browser) => browser.send('PATCH', '/api/v1/views/choices/deal', { opens: 'all' }),
  'session.get': async () => read('/session'),
  'workspace.update': async () => (browser) => browser.send('PATCH', '/api/v1/workspace', { timeZone: 'Asia/Tbilisi' }),
  'members.getAccount': async () => read(`/members/${await freshMember()}/account`),
  'members.giveAccount': async () =>
    post(`/members/${await freshMember()}/account`, { email: `${next()}@ararat.am`, password: 'nine plums ok' }),
  'members.deactivate': async () => post(`/members/${await freshMember()}/deactivate`),
  'apiKeys.list': async () => read('/api-keys'),
  'apiKeys.create': async () => post('/api-keys', { name: next(), days: 1 }),
  'apiKeys.delete': async () => remove(`/api-keys/${await ownKey()}`),
  'deals.board': async () => read(`/deals/board?pipeline=${pipeline}`),
  'pipelineReport.get': async () => read('/reports/pipeline'),
  'imports.upload': async () => upload,
  'imports.table': async () => read(`/imports/${await runOfOwner()}/table`),
  'imports.check': async () => post(`/imports/${await runOfOwner()}/check`, mapping),
  'imports.start': async () => post(`/imports/${await runOfOwner()}/start`, mapping),
  'imports.state': async () => read(`/imports/${await runOfOwner()}/state`),
  'imports.cancel': async () => post(`/imports/${await runOfOwner()}/cancel`),
  'imports.rejectedRows': async () => read(`/imports/${await runOfOwner()}/rejected-rows`),
  'imports.rejected': async () => read(`/imports/${await runOfOwner()}/rejected`),
};

const nounRoutes = Object.entries(nounExpectations).flatMap(([plural, verbs]) =>
  Object.entries(verbs).map(([verb, expected]) => ({ name: `${plural}.${verb}`, plural, verb, expected })),
);

/** The statuses of all callers; whoever is to be refused goes first, and leaves everything as it was. */
async function outcome(
  name: string,
  expected: Expected,
  make: (caller: Caller, admitted: boolean) => Promise<Call>,
): Promise<Expected> {
  const isAdmitted = (index: number) => (expected[index] ?? 0) < 400;
  const calls: (readonly [number, Caller, Call])[] = [];
  for (const [index, caller] of callers.entries()) calls.push([index, caller, await make(caller, isAdmitted(index))]);
  const [admitted, refused] = [true, false].map((wanted) => calls.filter(([index]) => isAdmitted(index) === wanted));
  const statuses: number[] = [];
  const tryAll = async (some: typeof calls = []) => {
    for (const [index, caller, call] of some) statuses[index] = await attempt(name, caller, call);
  };
  const writes = office.routes.some(({ endpoint }) => endpoint.name === name && endpoint.method !== 'GET');
  const before = writes ? await everything() : null;
  await tryAll(refused);
  if (before) expect([name, await everything()]).toEqual([name, before]);
  await tryAll(admitted);
  return statuses as unknown as Expected;
}

describe('every route answers each caller as written down, and a refusal writes nothing', () => {
  test('no route is missing from what is written down', () => {
    const written = [...nounRoutes.map((route) => route.name), ...Object.keys(routeExpectations)];
    expect(office.routes.map((route) => route.endpoint.name).sort()).toEqual(written.sort());
  });

  test.each(nounRoutes)('$name', async ({ name, plural, verb, expected }) => {
    const call = (caller: Caller, admitted: boolean) => requestOf(plural, verb, whose[caller], admitted);
    expect(await outcome(name, expected, call)).toEqual(expected);
  });

  test.each(Object.entries(routeExpectations))('%s', async (name, expected) => {
    const make = others[name];
    if (!make) throw new Error(`Say how ${name} is called`);
    expect(await outcome(name, expected, make)).toEqual(expected);
  });
});

describe('all answers of that run', () => {
  test('carry no secret of anybody', () => {
    const leaks = answers.filter(({ answer }) => secrets.test(answer.text));
    expect(leaks.map(({ route, caller, answer }) => [route, caller, secrets.exec(answer.text)?.[0]])).toEqual([]);
    const keys = answers.filter(
      ({ route, answer }) => route !== 'apiKeys.create' && /rapport_[\w-]{43}/.test(answer.text),
    );
    expect(keys.map(({ route }) => route)).toEqual([]);
  });

  test('are problems with a code and a request id where they refuse', () => {
    for (const { route, answer } of answers.filter((one) => one.answer.status >= 400)) {
      expect([route, answer.headers['content-type']]).toEqual([route, 'application/problem+json; charset=utf-8']);
      expect(answer.body).toMatchObject({ status: answer.status, code: expect.stringMatching(/^\w+$/) });
      expect(String(answer.body.requestId)).not.toBe('');
    }
  });

  test('may be read by no other site, framed by nobody and taken for no other type', () => {
    const wanted = {
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/no-store|private|no-cache/),
    };
    for (const { route, answer } of answers) {
      expect([route, answer.headers]).toEqual([route, expect.objectContaining(wanted)]);
      expect([route, answer.headers['access-control-allow-origin']]).toEqual([route, undefined]);
    }
  });

  test('tell a stranger nothing of this workspace', () => {
    const told = answers.filter(({ caller, answer }) => caller === 'stranger' && answer.text.includes(ours.id));
    expect(told).toEqual([]);
    const names = answers.filter(
      ({ caller, answer }) => caller === 'stranger' && /ararat\.am|"n-\d+/.test(answer.text),
    );
    expect(
      names
        .map(({ route }) => route)
        .filter((route) => !/create|giveAccount|custom(Fields|Nouns).add|changes.feed|configuration/.test(route)),
    ).toEqual([]);
  });
});

describe('a write from a page of another site', () => {
  test.each(['https://evil.example', 'null', 'https://crm.example.org.evil.example'])(
    'at %s writes nothing',
    async (origin) => {
      const before = await everything();
      for (const { endpoint } of office.routes.filter((route) => route.endpoint.method !== 'GET')) {
        const path = `/api/v1${endpoint.path.replace('{id}', boris)}`;
        const answer = await owner.send(endpoint.method as 'POST', path, {}, { origin });
        expect([endpoint.name, answer.status, answer.code]).toEqual([endpoint.name, 403, 'crossOrigin']);
      }
      expect(await everything()).toEqual(before);
    },
  );
});
