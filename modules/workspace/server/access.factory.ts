import {
  directory,
  everyOwner,
  everyone,
  everyoneCreates,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  ownersOnly,
  patch,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';
import { armen } from './office.factory.ts';

const secondWorkspace = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' };

export const access: ModuleAccess = {
  nouns: {
    teams: { expected: directory, body: ({ next }) => ({ name: next() }) },
    members: {
      expected: { ...directory, delete: ownersOnly, restore: ownersOnly },
      body: ({ next }) => ({ name: next() }),
    },
  },
  routes: {
    'setup.get': [[200, 200, 200, 200, 200, 200, 200, 200], () => read('/setup')],
    'setup.run': [
      [409, 409, 409, 409, 409, 409, 409, 409],
      () => post('/setup', { workspace: secondWorkspace, owner: { ...armen, email: 'second@ararat.am' } }),
    ],
    'session.get': [everyone, () => read('/session')],
    'workspace.update': [everyOwner, () => patch('/workspace', { timeZone: 'Asia/Tbilisi' })],
    'members.getAccount': [ownersOnly, async (world) => read(`/members/${await freshMember(world)}/account`)],
    'members.giveAccount': [
      [401, 403, 403, 403, 403, 403, 201, 404],
      async (world) =>
        post(`/members/${await freshMember(world)}/account`, {
          ...{ email: `${world.next()}@ararat.am`, password: 'nine plums ok' },
        }),
    ],
    'members.deactivate': [ownersOnly, async (world) => post(`/members/${await freshMember(world)}/deactivate`)],
    'apiKeys.list': [everyone, () => read('/api-keys')],
    'apiKeys.create': [everyoneCreates, ({ next }) => post('/api-keys', { name: next(), days: 1 })],
    'apiKeys.delete': [
      onePersons,
      async ({ create, next }) => remove(`/api-keys/${await create('/api-keys', { name: next(), days: 1 })}`),
    ],
  },
};

const freshMember = ({ create, next }: MatrixWorld) => create('/members', { name: next() });
