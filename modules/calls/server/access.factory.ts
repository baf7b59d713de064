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

export const access: ModuleAccess = {
  routes: {
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
