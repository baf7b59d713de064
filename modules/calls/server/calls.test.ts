import { Webhook as Signer } from 'standardwebhooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { serverModules } from '../../../server/modules.ts';
import type { OutgoingClient, OutgoingRequest } from '../../../server/outgoing/outgoing-client.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import { addProcess, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { hire } from '../../workspace/server/staffed-office.factory.ts';
import type { CallEvent, Exchange, MyCall } from '../contract/index.ts';
import { escalateJob } from './call-back.ts';

const asked: OutgoingRequest[] = [];
let answered = 200;
const outgoing: OutgoingClient = {
  send: async (request) => {
    asked.push(request);
    return { status: answered, headers: {}, body: Buffer.from(''), url: request.url };
  },
  ...{
    check: async () => undefined,
    findTexts: async () => [],
    findAddresses: async () => [],
    close: async () => undefined,
  },
};
const office = await addProcess(await useDatabase(), serverModules, undefined, outgoing);
const { database, registry } = office;
const armen = await setUpByArmen(office);
const log = { info: () => undefined, warn: () => undefined, error: console.error };
await prepareJobs(database, log);
const boris = await hire(armen, 'Boris', 'seller', office);
const vesela = await hire(armen, 'Vesela', 'seller', office);
const giorgi = await hire(armen, 'Giorgi', 'viewer', office);
type Browser = typeof armen;
type Json = Readonly<Record<string, unknown>>;
const made = async (path: string, body: object) =>
  ((await armen.send('POST', `/api/v1${path}`, body)).body as { id: string }).id;
const itemsOf = async (path: string, who: Browser = armen) =>
  ((await who.get(`/api/v1${path}`)).body as { items: readonly Json[] }).items;
const team = await made('/teams', { name: 'Sales', head: vesela.id });
await armen.send('PATCH', `/api/v1/members/${boris.id}`, { team });

const settings = {
  name: 'Office',
  dialUrl: 'https://pbx.example.org/dial',
  lines: [
    { number: '+37410500000', name: 'Shop', source: 'advertising', members: [boris.id], makesLeads: true },
    { number: '200', name: 'Office', members: [boris.id], callBackMinutes: 5 },
  ],
  extensions: [
    { number: '101', member: boris.id },
    { number: '102', member: vesela.id },
  ],
};
let exchange: Exchange;
let key = '';
const modulesInUse = async () => (await boris.browser.get('/api/v1/metadata')).body.inUse;
let before: unknown;
beforeAll(async () => {
  before = await modulesInUse();
  const { body } = await armen.send('POST', '/api/v1/exchanges', settings);
  ({ exchange, key } = body as unknown as { exchange: Exchange; key: string });
});

test('the log of calls is in sight once there is a telephone system', async () => {
  expect({ before, now: await modulesInUse() }).toEqual({ before: undefined, now: ['calls'] });
});

const anybody = office.browser('203.0.113.5');
const send = (event: object, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
  anybody.send('POST', exchange.path, event, headers);
let calls = 0;
const nextCall = () => `call-${++calls}`;
const incoming = (caller: string, called = '200') => {
  const base = { call: nextCall(), direction: 'in' as const, caller, called };
  return (event: CallEvent['event'], more: Partial<CallEvent> = {}) => send({ ...base, event, ...more });
};
const taskOf = async (answer: { body: Json }) => {
  const { status, body } = await armen.get(`/api/v1/tasks/${answer.body.task}?expand=*`);
  expect(status).toBe(200);
  return body as Json & { readonly id: string };
};
const openCallBacks = async (phone: string) =>
  await itemsOf(
    `/tasks?expand=owner&filter=${encodeURIComponent(JSON.stringify({ all: [{ field: 'phone', op: 'is', value: phone }, { not: { field: 'done', op: 'is', value: true } }] }))}`,
  );
let person = '';
let sale = '';
let company = '';
beforeAll(async () => {
  company = await made('/companies', { name: 'Acme' });
  person = await made('/people', {
    name: { given: 'Hayk' },
    company,
    phones: [{ number: '+37410512300' }],
    owner: boris.id,
  });
  sale = await made('/deals', { name: 'Sale', company, people: [person] });
});

describe('what a telephone system tells', () => {
  test('is taken with its key alone, and from where it is bound to', async () => {
    const event = {
      event: 'ringing',
      call: 'x',
      direction: 'in',
      caller: '+37410512300',
      called: '200',
      extension: '101',
    };
    const refused = async (headers: Record<string, string>, path = exchange.path) => {
      const { status, code } = await anybody.send('POST', path, event, headers);
      return [status, code];
    };
    expect(await refused({})).toEqual([401, 'wrongExchangeKey']);
    expect(await refused({ authorization: 'Bearer whsec_AAAA' })).toEqual([401, 'wrongExchangeKey']);
    expect(await refused({ authorization: `Bearer ${key}` }, exchange.path.replace(exchange.id, boris.id))).toEqual([
      401,
      'wrongExchangeKey',
    ]);
    expect(
      await refused(
        { authorization: `Bearer ${key}` },
        exchange.path.replace(/telephony\/[^/]+/, `telephony/${boris.id}`),
      ),
    ).toEqual([404, 'notFound']);
    expect(await refused({ authorization: `Bearer ${key}`, 'idempotency-key': 'one' })).toEqual([
      400,
      'idempotencyNotSupported',
    ]);
    // An owner's session is no key.
    expect((await armen.send('POST', exchange.path, event)).status).toBe(401);
    await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, { networks: ['10.0.0.0/8'] });
    expect(await refused({ authorization: `Bearer ${key}` })).toEqual([403, 'keyFromElsewhere']);
    await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, { networks: [], active: false });
    expect(await refused({ authorization: `Bearer ${key}` })).toEqual([401, 'wrongExchangeKey']);
    await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, { active: true });
    expect(await itemsOf('/my-calls', boris.browser)).toEqual([]);
  });

  test('may be signed instead, to the letter and now', async () => {
    const body = {
      event: 'ringing',
      call: nextCall(),
      direction: 'in',
      caller: '+37499000001',
      called: '200',
      extension: '101',
    };
    const signed = (text: string, at = new Date(), by = key) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Signer(by).sign('msg_1', at, text),
    });
    const text = JSON.stringify(body);
    expect((await send(body, signed(text.replace('200', '201')))).status).toBe(401);
    expect((await send(body, signed(text, new Date(Date.now() - 3_600_000)))).status).toBe(401);
    expect((await send(body, signed(text, new Date(), `whsec_${Buffer.alloc(32).toString('base64')}`))).status).toBe(
      401,
    );
    expect((await send(body, signed(text))).status).toBe(200);
  });

  test('names what is wrong with it', async () => {
    const answer = await send({ event: 'rang', call: '', direction: 'in', caller: '1', called: '2', more: 1 });
    expect(answer.status).toBe(422);
    expect((answer.body.fields as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'call',
      'event',
      'more',
    ]);
  });
});

describe('a call', () => {
  test('of a client is logged with whom it was, however the number is written, once', async () => {
    const tell = incoming('010512300');
    await tell('ringing', { extension: '101', at: '2026-03-02T08:00:00Z' });
    await tell('answered', { extension: '101', at: '2026-03-02T08:00:10Z' });
    const logged = await taskOf(await tell('ended', { at: '2026-03-02T08:02:10Z' }));
    expect(logged).toMatchObject({
      ...{ kind: 'call', done: true, initiative: 'theirs', result: 'reached', callResult: 'answered', seconds: 120 },
      ...{ phone: '+37410512300', line: 'Office', owner: { id: boris.id }, person: { id: person } },
      ...{ company: { id: company }, deal: { id: sale } },
    });
    expect(Date.parse(String(logged.completedAt))).toBe(Date.parse('2026-03-02T08:00:00Z'));
    expect((await taskOf(await tell('ended', { at: '2026-03-02T08:02:10Z' }))).version).toBe(logged.version);
    expect(await openCallBacks('+37410512300')).toEqual([]);
  });

  test('comes right when its events come in the wrong order', async () => {
    const tell = incoming('+374 10 512300');
    const missed = await taskOf(await tell('ended', { at: '2026-03-03T08:02:00Z' }));
    expect(missed).toMatchObject({ callResult: 'missed', result: 'notReached', owner: null, seconds: 0 });
    expect(await openCallBacks('+37410512300')).toHaveLength(1);
    const answer = await tell('answered', { extension: '102', at: '2026-03-03T08:01:00Z' });
    expect(await taskOf(answer)).toMatchObject({
      id: missed.id,
      callResult: 'answered',
      result: 'reached',
      seconds: 60,
      owner: { id: vesela.id },
    });
    await tell('ringing', { extension: '101', at: '2026-03-03T08:00:00Z' });
    expect(await openCallBacks('+37410512300')).toEqual([]);
  });

  test('that goes out is its caller’s', async () => {
    const out = { call: nextCall(), direction: 'out', caller: '101', called: '0037410512300' };
    await send({ ...out, event: 'ringing' });
    const logged = await taskOf(await send({ ...out, event: 'ended', result: 'busy' }));
    expect(logged).toMatchObject({
      initiative: 'ours',
      callResult: 'busy',
      result: 'notReached',
      owner: { id: boris.id },
      person: { id: person },
    });
    expect(await send({ ...out, call: nextCall(), called: '102', event: 'ended' })).toMatchObject({
      body: { task: null },
    });
  });

  test('says by the telephone alone how it went', async () => {
    const logged = await taskOf(
      await incoming('+37410512300')('ended', { result: 'answered', seconds: 5, extension: '101' }),
    );
    for (const [field, value] of Object.entries({ seconds: 5000, callResult: 'missed', phone: '1', line: 'x' })) {
      const answer = await armen.send('PATCH', `/api/v1/tasks/${logged.id}`, { [field]: value });
      expect([field, answer.status]).toEqual([field, 422]);
    }
  });

  test('is shown to those whose telephones ring, and to nobody else', async () => {
    const tell = incoming('+37499000002');
    await tell('ringing', { extension: '101' });
    await tell('ringing', { extension: '102' });
    const shown = async (who: Browser) =>
      ((await itemsOf('/my-calls', who)) as unknown as MyCall[]).filter(({ number }) => number === '+37499000002');
    expect(await shown(armen)).toEqual([]);
    expect(await shown(giorgi.browser)).toEqual([]);
    expect(await shown(boris.browser)).toMatchObject([
      { direction: 'in', line: 'Office', answeredAt: null, isTest: false },
    ]);
    await tell('answered', { extension: '102' });
    expect(await shown(boris.browser)).toEqual([]);
    expect(await shown(vesela.browser)).toMatchObject([{ answeredAt: expect.any(String), endedAt: null, task: null }]);
    await tell('ended');
    expect(await shown(vesela.browser)).toMatchObject([{ result: null, task: expect.any(String) }]);
  });
});

describe('a call nobody took', () => {
  const notices = async (who: Browser) =>
    ((await itemsOf('/my-notices', who)) as { kind: string; target: { id: string } }[]).map(
      ({ kind, target }) => `${kind} ${target.id}`,
    );
  const work = async () => {
    await database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
    const [workspace] = await database.control.query<{ row: never }>({
      text: `select jsonb_build_object('id', id, 'schema', schema, 'name', name, 'language', language, 'currency', currency,
        'timeZone', time_zone, 'metadataVersion', metadata_version) as row from workspace`,
    });
    if (!workspace) throw new Error('There is no workspace');
    const contextOf = () => systemContext(database, registry, workspace.row);
    await drainJobs({ database, log, jobs: [escalateJob], findWorkspace: async () => workspace.row, contextOf });
  };

  test('is to be returned by whose client it is; the head hears when nobody has', async () => {
    await incoming('+37410512300')('ended');
    await incoming('+37410512300')('ended');
    const [open, ...more] = await openCallBacks('+37410512300');
    expect(more).toEqual([]);
    expect(open).toMatchObject({ kind: 'call', callResult: 'missed', owner: { id: boris.id }, done: false });
    expect(await notices(boris.browser)).toContain(`callMissed ${open?.id}`);
    expect(await notices(vesela.browser)).not.toContain(`callNotReturned ${open?.id}`);
    await work();
    expect(await notices(vesela.browser)).toContain(`callNotReturned ${open?.id}`);
    const back = { call: nextCall(), direction: 'out', caller: '102', called: '+37410512300' };
    await send({ ...back, event: 'ended', result: 'answered', seconds: 30 });
    expect(await openCallBacks('+37410512300')).toEqual([]);
    const { body } = await armen.get(`/api/v1/tasks/${open?.id}`);
    expect(body).toMatchObject({ done: true, result: 'reached', owner: { id: vesela.id } });
    await work();
    expect((await notices(armen)).filter((one) => one.startsWith('callNotReturned'))).toEqual([]);
  });

  test('of a number that nobody has makes one lead, of the line’s source, and asks who answers the line', async () => {
    const number = '+37499000003';
    await Promise.all([
      incoming(number, '+374 10 500000')('ended'),
      incoming('037499000003'.replace('0', '00'), '+37410500000')('ended'),
    ]);
    const leads = (await itemsOf('/leads?expand=owner&limit=200')) as unknown as {
      phones: { number: string }[];
      id: string;
    }[];
    const own = leads.filter(({ phones }) => phones.some((phone) => phone.number === number));
    expect(own).toMatchObject([{ source: 'advertising', channel: 'phone', owner: { id: boris.id } }]);
    const open = await openCallBacks(number);
    expect(open).toMatchObject([{ lead: { id: own[0]?.id }, owner: { id: boris.id } }]);
    // Who has a card is no new lead, and a line that makes none makes none.
    await incoming('+37410512300', '+37410500000')('ended', { result: 'answered', extension: '101' });
    await incoming('+37499000004')('ended');
    expect(await itemsOf('/leads?limit=200')).toHaveLength(leads.length);
  });

  test('without a number is logged, and nobody is asked to call it', async () => {
    expect(await taskOf(await incoming('anonymous')('ended'))).toMatchObject({
      callResult: 'missed',
      phone: 'anonymous',
    });
    expect((await openCallBacks('anonymous')).length).toBe(0);
  });
});

describe('a telephone system', () => {
  test('is an owner’s to connect, names what is wrong, and ends with its key', async () => {
    for (const who of [giorgi.browser, boris.browser]) {
      expect((await who.get('/api/v1/exchanges')).status).toBe(403);
      expect((await who.send('POST', `/api/v1/exchanges/${exchange.id}/key`)).status).toBe(403);
    }
    const wrong = {
      lines: [
        { number: '1', name: 'A' },
        { number: '1', name: 'B', members: [person] },
      ],
      networks: ['here'],
    };
    expect(await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, { networks: ['here'] })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'networks.0' }] },
    });
    expect(await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, { lines: wrong.lines })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'lines.1.number' }] },
    });
    const stranger = { extensions: [{ number: '9', member: person }] };
    expect(await armen.send('PATCH', `/api/v1/exchanges/${exchange.id}`, stranger)).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'extensions.0.member', code: 'unknownReference' }] },
    });
    expect((await armen.get('/api/v1/exchanges')).text).not.toContain(key);
    const { body } = await armen.send('POST', `/api/v1/exchanges/${exchange.id}/key`);
    const event = { event: 'ringing', call: nextCall(), direction: 'in', caller: '+37499000009', called: '200' };
    expect((await send(event)).status).toBe(401);
    key = String(body.key);
    expect((await send(event)).status).toBe(200);
  });

  test('makes calls for who has a telephone of it, signed with its key', async () => {
    asked.length = 0;
    const dial = (who: Browser, number = '010 51-23-00') => who.send('POST', '/api/v1/my-calls/dial', { number });
    expect(await dial(giorgi.browser)).toMatchObject({ status: 403 });
    expect(await dial(armen)).toMatchObject({ status: 409, code: 'noTelephone' });
    expect(await dial(boris.browser, 'nobody')).toMatchObject({ status: 422 });
    expect(asked).toEqual([]);
    expect((await dial(boris.browser)).status).toBe(202);
    const [{ url, body, headers } = { url: '', body: '', headers: {} }] = asked;
    expect([url, JSON.parse(String(body))]).toEqual([
      settings.dialUrl,
      { event: 'dial', extension: '101', number: '010 51-23-00' },
    ]);
    expect(() => new Signer(key).verify(String(body), headers ?? {})).not.toThrow();
    answered = 503;
    expect(await dial(boris.browser)).toMatchObject({ status: 409, code: 'dialRefused' });
    expect((await boris.browser.get('/api/v1/my-calls')).body).toMatchObject({ canDial: true });
  });

  test('lets an owner’s own browser ring for a test, of which nothing is logged', async () => {
    const before = (await armen.get('/api/v1/tasks/count')).body.count;
    expect((await armen.send('POST', `/api/v1/exchanges/${exchange.id}/test`)).status).toBe(200);
    expect(await itemsOf('/my-calls')).toMatchObject([{ isTest: true, line: 'Shop' }]);
    expect((await armen.get('/api/v1/tasks/count')).body.count).toBe(before);
  });
});
