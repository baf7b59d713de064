import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asSystem, type Context } from '../../../server/context.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import type { ServerModule } from '../../../server/module.ts';
import { serverModules } from '../../../server/modules.ts';
import type { OutgoingClient } from '../../../server/outgoing/outgoing-client.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { addProcess, setUpByArmen } from '../../workspace/server/office.factory.ts';
import { hire } from '../../workspace/server/staffed-office.factory.ts';
import type { Exchange } from '../contract/index.ts';
import { eraseOutdated } from './erase-recordings.ts';
import { fetchJob } from './recording.service.ts';

/** A second of silence as a telephone keeps it. */
const sound = Buffer.concat([
  Buffer.from('RIFF'),
  Buffer.from([0xa4, 0x3e, 0, 0]),
  Buffer.from('WAVEfmt '),
  Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]),
  Buffer.from('data'),
  Buffer.from([0x80, 0x3e, 0, 0]),
  Buffer.alloc(16_000),
]);
const answers: Record<string, Buffer> = {
  'https://pbx.example.org/one.wav': sound,
  'https://pbx.example.org/page.mp3': Buffer.from('<html>Please sign in</html>'),
};
const outgoing: OutgoingClient = {
  send: async ({ url }) => ({
    status: answers[url] ? 200 : 404,
    headers: {},
    body: answers[url] ?? Buffer.from(''),
    url,
  }),
  check: async (url) => {
    if (url.includes('169.254')) throw new OutgoingError('outgoingForbidden');
  },
  ...{ findTexts: async () => [], findAddresses: async () => [], close: async () => undefined },
};
/** Jobs act with what requests of the server have. */
let held: Context | null = null;
const look = defineEndpoint({
  name: 'spy.look',
  summary: 'For this test',
  method: 'GET',
  path: '/spy',
  response: z.object({}),
});
const spy: ServerModule = {
  name: 'spy',
  routes: [
    defineRoute(look, 'signedIn', async (ctx) => {
      held = asSystem(ctx);
      return {};
    }),
  ],
};
const office = await addProcess(await useDatabase(), [...serverModules, spy], undefined, outgoing);
const { database } = office;
const armen = await setUpByArmen(office);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, log);
const boris = await hire(armen, 'Boris', 'seller', office);
const vesela = await hire(armen, 'Vesela', 'seller', office);
const giorgi = await hire(armen, 'Giorgi', 'viewer', office);
const nino = await hire(armen, 'Nino', 'manager', office);
const anahit = await hire(armen, 'Anahit', 'manager', office);
type Browser = typeof armen;
const made = async (path: string, body: object) =>
  ((await armen.send('POST', `/api/v1${path}`, body)).body as { id: string }).id;
const team = await made('/teams', { name: 'Sales', head: anahit.id });
await armen.send('PATCH', `/api/v1/members/${boris.id}`, { team });
await armen.get('/api/v1/spy');

let tell: (call: string, event: object) => ReturnType<Browser['send']>;
beforeAll(async () => {
  const { body } = await armen.send('POST', '/api/v1/exchanges', {
    name: 'PBX',
    extensions: [{ number: '101', member: boris.id }],
  });
  const { exchange, key } = body as unknown as { exchange: Exchange; key: string };
  const base = { direction: 'in', caller: '+37410512300', called: '200', extension: '101' };
  tell = (call, event) =>
    office.browser().send('POST', exchange.path, { call, ...base, ...event }, { authorization: `Bearer ${key}` });
});
const work = async () => {
  await database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
  const ctx = held as Context;
  await drainJobs({ database, log, jobs: [fetchJob], findWorkspace: async () => ctx.workspace, contextOf: () => ctx });
};
interface Shown {
  readonly id: string;
  readonly state: string;
  readonly number: string;
  readonly sound: readonly { readonly id: string }[] | null;
}
const listed = async (who: Browser) => ((await who.get('/api/v1/recordings')).body as { items?: Shown[] }).items ?? [];
const recordingOf = async (call: string, url = 'https://pbx.example.org/one.wav') => {
  // It may be told of before the call has ended.
  await tell(call, { event: 'recorded', url });
  const { body } = await tell(call, { event: 'ended', result: 'answered', seconds: 1 });
  await tell(call, { event: 'recorded', url });
  await work();
  const filter = encodeURIComponent(JSON.stringify({ field: 'call', op: 'is', value: body.task }));
  const { items } = (await armen.get(`/api/v1/recordings?filter=${filter}`)).body as { items: Shown[] };
  expect(items).toHaveLength(1);
  return items[0] as Shown;
};
const hear = (who: Browser, id: string, headers = {}) => who.get(`/api/v1/recordings/${id}/sound`, headers);
const taken = async (kind: string) =>
  (held as Context).db.query({ text: 'select member from access_log where kind = $1', values: [kind] });

describe('a recording', () => {
  test('is fetched once, from where that is allowed, and is a sound', async () => {
    expect(await tell('c0', { event: 'recorded' })).toMatchObject({ status: 422, body: { fields: [{ path: 'url' }] } });
    const inside = await tell('c0', { event: 'recorded', url: 'http://169.254.169.254/key' });
    expect(inside).toMatchObject({ status: 422, body: { fields: [{ path: 'url', code: 'outgoingForbidden' }] } });
    expect(await recordingOf('c1')).toMatchObject({
      state: 'kept',
      number: '+37410512300',
      sound: [{ type: expect.stringMatching(/^audio\//) }],
    });
    expect(await recordingOf('c2', 'https://pbx.example.org/page.mp3')).toMatchObject({ state: 'failed', sound: [] });
    const gone = await recordingOf('c3', 'https://pbx.example.org/none.wav');
    expect(gone.state).toBe('waiting');
    expect(await hear(armen, gone.id)).toMatchObject({ status: 404, code: 'noSound' });
  });

  test('is heard by who talked, the head of their team and owners, and by nobody else in any way', async () => {
    const { id, sound: files } = await recordingOf('h1');
    const file = `/api/v1/files/${files?.[0]?.id}`;
    for (const [who, status] of [
      [office.browser(), 401],
      [giorgi.browser, 403],
      [vesela.browser, 404],
      [nino.browser, 404],
    ] as const) {
      expect((await hear(who, id)).status).toBe(status);
      expect((await who.get(`/api/v1/recordings/${id}`)).status).toBe(status);
      expect((await who.send('POST', `/api/v1/recordings/${id}/marks`, { at: 1, text: 'x' })).status).toBe(status);
      for (const path of ['content', 'versions'])
        expect((await who.get(`${file}/${path}`)).status).toBeGreaterThanOrEqual(401);
      expect(await listed(who)).toEqual([]);
      expect((await who.get('/api/v1/changes?nouns=recording')).text).not.toContain(id);
    }
    expect(await taken('hearing')).toEqual([]);
    for (const who of [boris.browser, anahit.browser, armen]) {
      const answer = await hear(who, id);
      expect([answer.status, answer.headers['content-type'], answer.headers['content-length']]).toEqual([
        200,
        expect.stringMatching(/^audio\//),
        String(sound.length),
      ]);
    }
    expect((await taken('hearing')).length).toBe(3);
  });

  test('is heard in parts, which are one hearing', async () => {
    const { id } = await recordingOf('h2');
    const before = (await taken('hearing')).length;
    const part = await hear(boris.browser, id, { range: 'bytes=4-7' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 4-7/${sound.length}`]);
    expect((await hear(boris.browser, id, { range: 'bytes=-10' })).headers['content-range']).toBe(
      `bytes ${sound.length - 10}-${sound.length - 1}/${sound.length}`,
    );
    expect(await hear(boris.browser, id, { range: `bytes=${sound.length}-` })).toMatchObject({
      status: 416,
      code: 'badRange',
    });
    expect((await taken('hearing')).length).toBe(before + 1);
  });

  test('counts against the limit of the day', async () => {
    const { id } = await recordingOf('h3');
    const { body: settings } = await armen.get('/api/v1/oversight/settings');
    const limits = settings.limits as Record<string, number | null>;
    await armen.send('PUT', '/api/v1/oversight/settings', { ...settings, limits: { ...limits, seller: 0 } });
    expect(await hear(boris.browser, id)).toMatchObject({ status: 429, code: 'dailyLimitReached' });
    await armen.send('PUT', '/api/v1/oversight/settings', settings);
    expect((await hear(boris.browser, id)).status).toBe(200);
  });

  test('is taken out by the right to export alone, and that is written down', async () => {
    const { id, sound: files } = await recordingOf('h4');
    const path = `/api/v1/files/${files?.[0]?.id}/content`;
    for (const who of [boris.browser, anahit.browser]) expect((await who.get(path)).status).toBe(403);
    expect((await boris.browser.send('DELETE', `/api/v1/recordings/${id}`)).status).toBe(403);
    const before = (await taken('export')).length;
    expect((await armen.get(path)).status).toBe(200);
    expect((await taken('export')).length).toBe(before + 1);
  });

  test('is remarked on at a second by who may hear it, and only they themselves or an owner take it back', async () => {
    const { id } = await recordingOf('m1');
    const marks = `/api/v1/recordings/${id}/marks`;
    await boris.browser.send('POST', marks, { at: 40, text: 'Wants a discount' });
    const { body } = await anahit.browser.send('POST', marks, { at: 7.5, text: 'Well asked' });
    const items = body.items as { id: string; name: string }[];
    expect(items).toMatchObject([
      { at: 7.5, name: 'Anahit' },
      { at: 40, name: 'Boris', text: 'Wants a discount' },
    ]);
    expect((await boris.browser.send('DELETE', `${marks}/${items[0]?.id}`)).status).toBe(403);
    expect((await boris.browser.send('PATCH', `/api/v1/recordings/${id}`, { marks: [] })).status).toBe(403);
    expect((await armen.send('DELETE', `${marks}/${items[0]?.id}`)).body.items).toHaveLength(1);
  });

  test('goes with the person it was with, and with its days', async () => {
    const name = { given: 'Hayk', family: 'Erased' };
    const person = await made('/people', { name, phones: ['+37410512399'] });
    const theirs = await tell('e1', { event: 'ended', result: 'answered', caller: '+37410512399' });
    await tell('e1', { event: 'recorded', url: 'https://pbx.example.org/one.wav', caller: '+37410512399' });
    await work();
    const [own] = (await listed(armen)).filter(({ number }) => number === '+37410512399');
    expect(theirs.body.task).toEqual(expect.any(String));
    const erased = await armen.send('POST', `/api/v1/privacy/people/${person}/erase`, { name: 'Hayk Erased' });
    expect(erased.status).toBe(200);
    const after = (await armen.get(`/api/v1/recordings/${own?.id}`)).body;
    expect(after).toMatchObject({ state: 'erased', number: '—', sound: [] });
    expect((await hear(armen, own?.id ?? '')).status).toBe(404);
    expect((await armen.get(`/api/v1/files/${own?.sound?.[0]?.id}/content`)).status).toBe(404);

    const old = await recordingOf('e2');
    const [exchange] = ((await armen.get('/api/v1/exchanges')).body as { items: Exchange[] }).items;
    await eraseOutdated(held as Context);
    await armen.send('PATCH', `/api/v1/exchanges/${exchange?.id}`, { keepDays: 30 });
    await eraseOutdated(held as Context);
    expect((await armen.get(`/api/v1/recordings/${old.id}`)).body.state).toBe('kept');
    const past = {
      text: `update recordings set created_at = created_at - interval '31 days' where id = $1`,
      values: [old.id],
    };
    await (held as Context).db.query(past);
    await eraseOutdated(held as Context);
    expect((await armen.get(`/api/v1/recordings/${old.id}`)).body).toMatchObject({ state: 'erased', sound: [] });
  });
});
