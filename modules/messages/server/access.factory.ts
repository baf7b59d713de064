import { randomUUID } from 'node:crypto';
import {
  type Expected,
  everyOwner,
  everyOwnerCreates,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  patch,
  post,
  put,
  read,
  remove,
  theirWorkspace,
} from '../../../server/access/expected-access.factory.ts';

/** A key of its own opens it, whoever is signed in: nobody here has one. */
const keyed: Expected = [401, 401, 401, 401, 401, 401, 401, 401];
const listed: Expected = [401, 403, 200, 200, 200, 200, 200, 200];
const nowhere: Expected = [401, 403, 404, 404, 404, 404, 404, 404];

const input = { kind: 'gateway', name: 'Gate', url: 'https://93.184.215.14/', sender: '1234' };
const fresh = async ({ owner }: MatrixWorld) => {
  const { body } = await post('/message-channels', input)(owner);
  return (body.channel as { id: string; path: string }) ?? { id: randomUUID(), path: '' };
};
/** There may be only so many of them. */
const shared = (world: MatrixWorld) => world.once('channel', () => fresh(world));
const company = ({ once, create, next }: MatrixWorld) =>
  once('messaged company', () => create('/companies', { name: next() }));

export const access: ModuleAccess = {
  routes: {
    'messages.receive': [
      keyed,
      async (world) =>
        post((await shared(world)).path.replace('/api/v1', ''), { event: 'message', id: '1', from: '1' }),
    ],
    'channels.list': [everyOwner, () => read('/message-channels')],
    'channels.add': [everyOwnerCreates, () => post('/message-channels', input)],
    'channels.change': [ownersOnly, async (world) => put(`/message-channels/${(await shared(world)).id}`, input)],
    'channels.remove': [ownersOnly, async (world) => remove(`/message-channels/${(await fresh(world)).id}`)],
    // Nothing of it is there: nobody outside is asked.
    'channels.test': [[401, 403, 403, 403, 403, 403, 404, 404], () => post(`/message-channels/${randomUUID()}/test`)],
    'messages.list': [theirWorkspace, async (world) => read(`/messages?noun=company&id=${await company(world)}`)],
    // It has no number: whoever may write is told so.
    'messages.send': [
      [401, 403, 422, 422, 422, 422, 422, 404],
      async (world) => {
        const to = { noun: 'company', id: await company(world), channel: (await shared(world)).id, place: 0 };
        return post('/messages', { ...to, text: 'Good day' });
      },
    ],
    'conversations.list': [listed, () => read('/message-conversations')],
    'conversations.get': [nowhere, () => read(`/message-conversations/${randomUUID()}`)],
    'conversations.answer': [nowhere, () => post(`/message-conversations/${randomUUID()}/messages`, { text: 'Yes' })],
    'conversations.change': [nowhere, () => patch(`/message-conversations/${randomUUID()}`, { state: 'closed' })],
  },
};
