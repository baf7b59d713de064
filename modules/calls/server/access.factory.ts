import {
  type Expected,
  everyOwner,
  everyOwnerCreates,
  everyone,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  patch,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

/** A key of its own opens it, whoever is signed in: nobody here has one. */
const keyed: Expected = [401, 401, 401, 401, 401, 401, 401, 401];
/** Nobody has a telephone that could be asked. */
const dials: Expected = [401, 403, 409, 409, 409, 409, 409, 409];
const event = { event: 'ringing', call: '1', direction: 'in', caller: '+37410512300', called: '100' };

/** Heard by who talked, the head of their team and owners: Anna and Boris have another head than the manager. */
const heard: Expected = [401, 403, 200, 404, 404, 404, 200, 404];
const listed: Expected = [401, 403, 200, 200, 200, 200, 200, 200];
/** Nobody but the server writes one; owners throw one away. */
const unwritten: Expected = [401, 403, 403, 403, 403, 403, 403, 403];
const thrownAway: Expected = [401, 403, 403, 403, 403, 403, 200, 404];
const withoutSound: Expected = [401, 403, 404, 404, 404, 404, 404, 404];

export const access: ModuleAccess = {
  nouns: {
    recordings: {
      expected: {
        ...{ list: listed, count: listed, aggregate: listed, positions: listed, get: heard, changes: heard },
        ...{ create: unwritten, update: unwritten, batch: unwritten, delete: thrownAway, restore: thrownAway },
        bulk: unwritten,
      },
      body: ({ next }) => ({ number: next() }),
      record: (world, member) => recordingOf(world, member),
    },
  },
  routes: {
    'recordings.hear': [withoutSound, async (world) => read(`/recordings/${await ofSeller(world)}/sound`)],
    'recordings.mark': [
      [401, 403, 200, 200, 200, 404, 200, 404],
      async (world) => post(`/recordings/${await ofSeller(world)}/marks`, { at: 1, text: world.next() }),
    ],
    'recordings.unmark': [
      withoutSound,
      async (world) => remove(`/recordings/${await ofSeller(world)}/marks/${noMark}`),
    ],
    'calls.receive': [
      keyed,
      async (world) => {
        const { path } = await shared(world);
        return post(path.replace('/api/v1', ''), event);
      },
    ],
    'calls.mine': [everyone, () => read('/my-calls')],
    'calls.dial': [dials, () => post('/my-calls/dial', { number: '+37410512300' })],
    'exchanges.list': [everyOwner, () => read('/exchanges')],
    'exchanges.create': [everyOwnerCreates, () => post('/exchanges', { name: 'Office' })],
    'exchanges.update': [
      ownersOnly,
      async (world) => patch(`/exchanges/${(await shared(world)).id}`, { name: world.next() }),
    ],
    'exchanges.delete': [ownersOnly, async (world) => remove(`/exchanges/${(await fresh(world)).id}`)],
    'exchanges.renewKey': [ownersOnly, async (world) => post(`/exchanges/${(await shared(world)).id}/key`)],
    'exchanges.test': [ownersOnly, async (world) => post(`/exchanges/${(await shared(world)).id}/test`)],
  },
};

async function fresh({ owner }: MatrixWorld): Promise<{ readonly id: string; readonly path: string }> {
  const { body } = await post('/exchanges', { name: 'Office' })(owner);
  return body.exchange as { id: string; path: string };
}

/** There may be only so many of them. */
const shared = (world: MatrixWorld) => world.once('exchange', () => fresh(world));

const noMark = '01900000-0000-7000-8000-000000000000';
const ofSeller = (world: MatrixWorld) => world.once('recording of the seller', () => recordingOf(world, world.seller));

/** A call of that member's of which there is a recording that has not come yet. */
async function recordingOf(world: MatrixWorld, member: string): Promise<string> {
  const { owner, next } = world;
  const extension = next();
  const input = { name: 'Recorded', extensions: [{ number: extension, member }] };
  const { exchange, key } = await world.once(`exchange of ${member}`, async () => {
    const { body } = await post('/exchanges', input)(owner);
    return { exchange: body.exchange as { path: string; extensions: { number: string }[] }, key: String(body.key) };
  });
  const number = exchange.extensions[0]?.number;
  const call = {
    call: next(),
    direction: 'in',
    caller: `+3749${next().replace(/\D/g, '').padStart(7, '1')}`,
    called: '1',
  };
  const told = (more: object) =>
    owner.send('POST', exchange.path, { ...call, extension: number, ...more }, { authorization: `Bearer ${key}` });
  const { body } = await told({ event: 'ended', result: 'answered', seconds: 5 });
  await told({ event: 'recorded', url: 'https://93.184.215.14/call.mp3' });
  const filter = encodeURIComponent(JSON.stringify({ field: 'call', op: 'is', value: body.task }));
  const found = (await read(`/recordings?filter=${filter}`)(owner)).body.items as readonly { readonly id: string }[];
  return found[0]?.id ?? 'none';
}
