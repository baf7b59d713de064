import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { enterPortal } from '../../modules/portal/server/portal-client.factory.ts';
import {
  type Answer,
  addProcess,
  type Browser,
  openOffice,
  setUpByArmen,
} from '../../modules/workspace/server/office.factory.ts';
import { hire } from '../../modules/workspace/server/staffed-office.factory.ts';
import { blockMember, unblockMember } from '../access-log/oversight.repository.ts';
import { ReadCounter } from '../access-log/read-counter.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { controlSchema } from '../db/session.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { serverModules } from '../modules.ts';
import { useDigests } from '../testing/digests.ts';
import {
  type Call,
  type Caller,
  type Expected,
  idIn,
  type MatrixWorld,
  type ModuleAccess,
  type NounAccess,
  patch,
  post,
  read,
  remove,
} from './expected-access.factory.ts';
import { platformAccess } from './platform-access.factory.ts';
import { type Asking, carryOut, prepare, type Trial } from './trials.factory.ts';

/** What each module says of its routes, in a file of its own that is found by its name. */
const moduleFolder = resolve(import.meta.dirname, '../../modules');
const written = readdirSync(moduleFolder)
  .map((name) => join(moduleFolder, name, 'server/access.factory.ts'))
  .filter((file) => existsSync(file))
  .map(async (file) => ((await import(pathToFileURL(file).href)) as { readonly access: ModuleAccess }).access);
const accesses = [platformAccess, ...(await Promise.all(written))];

const office = await openOffice(serverModules);
const { database, registry } = office;
const owner = await setUpByArmen(office);
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });

const hireHere = async (name: string, role: string) => {
  const { id, browser } = await hire(owner, name, role, office);
  return [id, browser] as const;
};
const [, viewer] = await hireHere('Vera', 'viewer');
const [boris, seller] = await hireHere('Boris', 'seller');
const [anna] = await hireHere('Anna', 'seller');
const [gor] = await hireHere('Gor', 'seller');
const [, manager] = await hireHere('Nino', 'manager');
const create = async (path: string, body?: object) => idIn(await owner.send('POST', `/api/v1${path}`, body));
const team = await create('/teams', { name: 'Boris and Anna', head: anna });
await owner.send('PATCH', `/api/v1/members/${boris}`, { team });
const mallory = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
const theirs = await createWorkspaceWithOwner(
  { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
  { workspace: { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' }, owner: mallory },
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

/** Signed in to the portal of this workspace, and nowhere else. */
const client = office.browser();
await enterPortal(owner, client);

const digestOf = await useDigests(database);
/** All that is kept of both workspaces and of who may sign in, but what only signing in and repeating write. */
const everything = async () =>
  Promise.all([
    ...[ours, theirs].map((workspace) => digestOf(workspace.schema, ['idempotency', 'portal_session'])),
    digestOf(controlSchema, ['auth_session', 'auth_verification', 'sign_in_attempt']),
  ]);

/** What no answer may hold: hashes, keys of sessions, schemas, statements, stacks, paths. */
const secrets =
  /ws_[0-9a-f]{32}|\$argon|scrypt|[0-9a-f]{32}:[0-9a-f]{64}|password_hash|"hash"|node_modules|\bat .+:\d+:\d+|select .+ from|_fkey|_idx|seven apricots|eight quinces/i;
const answers: { readonly route: string; readonly caller: string; readonly answer: Answer }[] = [];

/** Sends the request and keeps the answer. */
async function attempt(route: string, caller: Asking, request: Call): Promise<number> {
  const answer = (await request(caller === 'client' ? client : people[caller])) as Answer;
  answers.push({ route, caller, answer });
  return answer.status;
}

let count = 0;
const next = () => `n-${++count}`;
const made = new Map<string, Promise<unknown>>();
function once<T>(name: string, make: () => Promise<T>): Promise<T> {
  const found = (made.get(name) ?? make()) as Promise<T>;
  made.set(name, found);
  return found;
}
const world: MatrixWorld = { owner, seller: boris, team, next, create, once };
/** What a stranger writes in a workspace of theirs has names that are not of ours. */
const theirWorld: MatrixWorld = { ...world, next: () => `theirs-${++count}` };

interface TriedNoun extends NounAccess {
  readonly plural: string;
}

/** A record of that member's: one for all who leave it where it is, one of their own for those who will not. */
function targetOf(noun: TriedNoun, base: string, member: string, inBin: boolean, takes: boolean): Promise<string> {
  const make = async () => {
    const id = await anew(noun, base, member);
    if (inBin) await remove(`${base}/${id}`)(owner);
    return id;
  };
  return takes ? make() : once([noun.plural, member, inBin].join(' '), make);
}

const anew = async (noun: TriedNoun, base: string, member: string) =>
  noun.record?.(world, member) ?? create(base, await noun.body?.(world, member));

/** How each of a noun's routes is called on a record of that member's; `admitted` says whether it is expected to do its work. */
async function requestOf(noun: TriedNoun, verb: string, caller: Caller, admitted: boolean): Promise<Call> {
  const member = whose[caller];
  const base = `/${(await noun.path?.(world)) ?? noun.plural}`;
  if (verb === 'list') return read(`${base}?expand=*`);
  if (verb === 'count' || verb === 'aggregate' || verb === 'positions') return read(`${base}/${verb}`);
  if (verb === 'create') return post(base, await noun.body?.(caller === 'stranger' ? theirWorld : world, member));
  const id = await targetOf(
    noun,
    base,
    member,
    verb === 'restore',
    admitted && ['delete', 'restore', 'merge', 'unmerge'].includes(verb),
  );
  if (['merge', 'unmerge', 'mergePreview'].includes(verb))
    return mergeCall(verb, base, id, await anew(noun, base, member));
  const update = { externalId: next() };
  const calls: Record<string, Call> = {
    get: read(`${base}/${id}?expand=*`),
    changes: read(`${base}/${id}/changes`),
    merges: read(`${base}/${id}/merges`),
    duplicates: read(`${base}/${id}/duplicates`),
    update: patch(`${base}/${id}`, update),
    delete: remove(`${base}/${id}`),
    restore: post(`${base}/${id}/restore`),
    bulk: post(`${base}/bulk`, { ids: [id], act: { update }, preview: true }),
    batch: post(`${base}/batch`, { operations: [{ update: { id, ...update } }] }),
  };
  return calls[verb] as Call;
}

/** What makes one record of two, or two of one again. */
async function mergeCall(verb: string, base: string, id: string, other: string): Promise<Call> {
  if (verb === 'mergePreview') return read(`${base}/${id}/merge-preview?other=${other}`);
  if (verb === 'merge') return post(`${base}/${id}/merges`, { other });
  const { body } = await post(`${base}/${id}/merges`, { other })(owner);
  return remove(`${base}/${id}/merges/${(body.merge as { id: string }).id}`);
}

const triedNouns = accesses.flatMap(({ nouns = {} }) =>
  Object.entries(nouns).map(([plural, noun]): TriedNoun => ({ plural, ...noun })),
);
const nounRoutes = triedNouns.flatMap((noun) =>
  Object.entries(noun.expected).map(([verb, expected]) => ({ name: `${noun.plural}.${verb}`, noun, verb, expected })),
);
const otherRoutes = accesses.flatMap(({ routes = {} }) => Object.entries(routes));

const makers = new Map(otherRoutes.map(([name, [, make]]) => [name, make]));

/** A client is nobody to all routes but the portal's. */
const withClient = (expected: Expected, byClient = expected[0]) => [...expected, byClient];

/** What clients alone are served is nothing to members. */
const ofMembers = office.routes.filter(({ policy }) => policy !== 'portal');

const writing = new Set(
  office.routes.filter(({ endpoint }) => endpoint.method !== 'GET').map(({ endpoint }) => endpoint.name),
);
const outcomes = (trials: readonly Trial[]) =>
  carryOut(trials, { attempt, everything, isWriting: (name) => writing.has(name) });

describe('every route answers each caller as written down, and a refusal writes nothing', () => {
  test('no route is missing from what is written down', () => {
    const named = [...nounRoutes.map(({ name }) => name), ...otherRoutes.map(([name]) => name)];
    expect(office.routes.map((route) => route.endpoint.name).sort()).toEqual(named.sort());
  });

  test.each(triedNouns)('$plural', async (noun) => {
    const trials: Trial[] = [];
    for (const [verb, expected] of Object.entries(noun.expected))
      trials.push(
        await prepare(`${noun.plural}.${verb}`, withClient(expected), (caller, admitted) =>
          requestOf(noun, verb, caller, admitted),
        ),
      );
    const wanted = Object.entries(noun.expected).map(([verb, expected]) => [
      `${noun.plural}.${verb}`,
      withClient(expected),
    ]);
    expect(await outcomes(trials)).toEqual(Object.fromEntries(wanted));
  });

  test.each(otherRoutes)('%s', async (name, [expected, make, byClient]) => {
    // What all are refused may be the same; whoever is admitted uses it up.
    let refused: Promise<Call> | undefined;
    const call = async (admitted: boolean) => {
      if (admitted) return make(world);
      refused ??= Promise.resolve(make(world));
      return refused;
    };
    const all = withClient(expected, byClient);
    const trial = await prepare(name, all, (_, admitted) => call(admitted));
    expect(await outcomes([trial])).toEqual({ [name]: all });
  });
});

describe('all answers of that run', () => {
  test('carry no secret of anybody', () => {
    const leaks = answers.filter(({ answer }) => secrets.test(answer.text));
    expect(leaks.map(({ route, caller, answer }) => [route, caller, secrets.exec(answer.text)?.[0]])).toEqual([]);
    // A new key is shown to whoever made it, this once.
    const makers = ['apiKeys.create', 'serviceKeys.create'];
    const keys = answers.filter(
      ({ route, answer }) => !makers.includes(route) && /rapport_[\w-]{43}/.test(answer.text),
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

/** Has the reading of every noun there is kept. */
async function watchEverything(): Promise<void> {
  const { nouns } = (await owner.get('/api/v1/metadata')).body as { nouns: readonly { readonly name: string }[] };
  const names = new Set([...registry.nouns, ...nouns].map(({ name }) => name));
  const settings = (await owner.get('/api/v1/oversight/settings')).body;
  const readLog = Object.fromEntries([...names].map((name) => [name, []]));
  const { status } = await owner.send('PUT', '/api/v1/oversight/settings', { ...settings, readLog });
  expect(status).toBe(200);
}

/** Routes that read and leave no line: they show no values of records, or what owners, and whoever sent it in, keep beside them (files of imports, letters). */
const silent: ReadonlySet<string> = new Set(
  `
    access.explain accessRoles.standard apiKeys.list appearance.get bulkJobs.get calls.mine channels.list configuration.differences configuration.export configuration.sandbox
    configuration.versions customFields.indexes customFields.list customFields.progress customNouns.list demo.get exchanges.list fieldSettings.list files.removed
    files.versions identityProvider.get imports.changes imports.rejected imports.rejectedRows imports.state imports.table invitations.list kindChanges.get
    kindChanges.list keptLetters.list layouts.list mail.getSettings mail.letters mailboxes.list members.getAccount members.getProfile members.listSessions metadata.get
    notices.choices nounNames.list oversight.alarms oversight.audit oversight.backups oversight.head oversight.report oversight.settings ownReports.get ownReports.list passkeys.list
    portal.look presets.list presets.package presets.preview privacy.held processes.list retention.list secondFactor.get secondFactorRoles.get session.get sessions.list
    setup.get shares.list stage-visits.changes stream.open views.list webhooks.deliveries webhooks.delivery webhooks.list workspaceKeys.list workspaces.list
  `.split(/\s+/),
);
/** They would, and find nothing in this run. */
const empty: ReadonlySet<string> = new Set([
  'conversations.list',
  'files.search',
  'retention.preview',
  'kindChanges.failures',
  'notices.list',
  'notices.mine',
  'people.duplicates',
  'processes.runs',
]);

describe('where the reading of everything is kept', () => {
  test('each route that shows records leaves a line, and those that leave none are written down', async () => {
    const reads = new ReadCounter({ log: { info() {}, warn() {}, error: console.error }, interval: 0 });
    const watching = await addProcess(database, serverModules, undefined, undefined, reads);
    const reading = ofMembers.flatMap(({ endpoint: { method, name } }) => (method === 'GET' ? name : []));
    const requests = new Map<string, Call | undefined>();
    for (const name of reading) {
      const noun = nounRoutes.find((one) => one.name === name);
      // There is a record before it is listed.
      if (noun) await requestOf(noun.noun, 'get', 'owner', false);
      requests.set(name, await (noun ? requestOf(noun.noun, noun.verb, 'owner', false) : makers.get(name)?.(world)));
    }
    await watchEverything();
    const addresses = new Map(reading.map((name, index) => [`10.7.${index >> 8}.${index & 255}`, name]));
    for (const [address, name] of addresses) {
      const browser = watching.browser(address);
      for (const [cookie, value] of owner.cookies) browser.cookies.set(cookie, value);
      const answer = await requests.get(name)?.(browser);
      // A noun that is one person's alone has no record of the owner's.
      if (answer?.status === 404) addresses.delete(address);
      else expect([name, answer?.status]).toEqual([name, 200]);
    }
    await reads.close();
    const lines = { text: 'select distinct address from access_log where address is not null' };
    const told = (await database.workspace(ours).query<{ address: string }>(lines)).map(({ address }) => address);
    for (const address of told) addresses.delete(address);
    const untold = [...addresses.values()].filter(
      (name) => !silent.has(name) && !empty.has(name) && !/\.(count|merges|mergePreview)$/.test(name),
    );
    expect(untold.sort()).toEqual([]);
    // One request for every route there is: their number grows with each module.
  }, 90_000);
});

/** What who is stopped goes on with: everybody's work, what is their own, and what asks the same by itself (prints, exports). */
const everyday: readonly string[] = `
    apiKeys.delete appearance.changeOwn bulkJobs.cancel bulkJobs.undo calls.dial calls.receive recordings.mark recordings.unmark companies.batch companies.create
    companies.delete companies.merge companies.restore companies.unmerge companies.update deals.invoice files.replace files.restore files.upload imports.cancel
    imports.check imports.start imports.upload installedItems.offer invitations.accept invoices.cancel invoices.credit invoices.issue invoices.pay invitations.look
    keptLetters.ignore keptLetters.tell keptLetters.toLead keptLetters.toPerson leads.asked leads.convert leads.undoConversion letters.write mailboxes.add
    conversations.answer conversations.change mailboxes.change mailboxes.fetch mailboxes.remove mailboxes.test messages.receive messages.send notices.choose notices.clear notices.read
    ownReports.change ownReports.create ownReports.delete
    ownReports.restore passkeys.add passkeys.begin passkeys.remove passkeys.rename passwordResets.complete passwordResets.request portal.enter portal.forgot portal.signIn
    portalAccounts.change portalAccounts.end portalAccounts.invite presence.end presence.keep reveals.create secondFactor.begin secondFactor.confirm secondFactor.end
    secondFactor.renewCodes session.chooseLanguage sessions.askForProof sessions.end sessions.endOthers sessions.prove setup.run tasks.complete views.change views.choose
    views.create views.delete views.restore
`
  .trim()
  .split(/\s+/);

describe('an owner whom an alarm stopped', () => {
  test('goes on with everyday work, and changes nothing of what stopped them', async () => {
    const reads = new ReadCounter({ log: { info() {}, warn() {}, error: console.error }, interval: 0 });
    const watching = await addProcess(database, serverModules, undefined, undefined, reads);
    const browser = watching.browser();
    for (const [cookie, value] of owner.cookies) browser.cookies.set(cookie, value);
    const writing = ofMembers.flatMap(({ endpoint: { method, name } }) => (method === 'GET' ? [] : name));
    const nouns = ['companies', 'access-roles', 'sharing-rules', 'members'];
    const requests = new Map<string, Call | undefined>();
    for (const name of writing) {
      const noun = nounRoutes.find((one) => one.name === name);
      if (noun && !nouns.includes(noun.noun.plural)) continue;
      requests.set(name, await (noun ? requestOf(noun.noun, noun.verb, 'owner', true) : makers.get(name)?.(world)));
    }
    const { member } = (await owner.get('/api/v1/session')).body as { member: { id: string } };
    await blockMember(database.workspace(ours), member.id, 'read');
    await browser.get('/api/v1/session');
    const allowed: string[] = [];
    for (const [name, request] of requests) {
      const answer = (await request?.(browser)) as Answer | undefined;
      if (answer?.code !== 'stoppedByAlarm') allowed.push(name);
    }
    await unblockMember(database.workspace(ours), member.id);
    expect(allowed.sort()).toEqual(everyday.toSorted());
  }, 90_000);
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
