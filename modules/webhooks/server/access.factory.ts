import {
  type Expected,
  everyOwner,
  everyOwnerCreates,
  idIn,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  patch,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

const webhook = { url: 'https://93.184.215.14/hook', events: [{ noun: 'deal', kinds: ['created'] }] };
const accepted: Expected = [401, 403, 403, 403, 403, 403, 202, 404];
const lastDay = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };

export const access: ModuleAccess = {
  routes: {
    'webhooks.list': [everyOwner, () => read('/webhooks')],
    'webhooks.create': [everyOwnerCreates, () => post('/webhooks', webhook)],
    'webhooks.update': [
      ownersOnly,
      async (world) => patch(`/webhooks/${await shared(world)}`, { description: world.next() }),
    ],
    'webhooks.delete': [ownersOnly, async (world) => remove(`/webhooks/${await fresh(world)}`)],
    'webhooks.rotate': [ownersOnly, async (world) => post(`/webhooks/${await shared(world)}/rotate`)],
    'webhooks.test': [accepted, async (world) => post(`/webhooks/${await shared(world)}/test`)],
    'webhooks.deliveries': [ownersOnly, async (world) => read(`/webhooks/${await shared(world)}/deliveries`)],
    'webhooks.delivery': [ownersOnly, async (world) => read(await delivery(world))],
    'webhooks.replayOne': [accepted, async (world) => post(`${await delivery(world)}/replay`)],
    'webhooks.replay': [accepted, async (world) => post(`/webhooks/${await shared(world)}/replay`, lastDay)],
  },
};

async function fresh({ owner }: MatrixWorld): Promise<string> {
  const { body } = await post('/webhooks', webhook)(owner);
  return (body.webhook as { id: string }).id;
}

/** There may be only so many of them. */
const shared = (world: MatrixWorld) => world.once('webhook', () => fresh(world));

async function delivery(world: MatrixWorld): Promise<string> {
  const id = await shared(world);
  return `/webhooks/${id}/deliveries/${idIn(await post(`/webhooks/${id}/test`)(world.owner))}`;
}
