import {
  directory,
  type Expected,
  everyOwner,
  everyone,
  everyoneCreates,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  ownersOnly,
  patch,
  post,
  put,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';
import { armen } from './office.factory.ts';

const secondWorkspace = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' };

const managersAlone: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
const noLink: Expected = [404, 404, 404, 404, 404, 404, 404, 404];

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
    'session.chooseLanguage': [everyone, () => put('/session/language', { language: 'ka' })],
    'invitations.list': [[401, 403, 403, 403, 403, 200, 200, 200], () => read('/invitations')],
    'invitations.create': [
      [401, 403, 403, 403, 403, 201, 201, 201],
      ({ next }) => post('/invitations', { email: `guest-${next()}@example.org` }),
    ],
    'invitations.repeat': [managersAlone, async (world) => post(`/invitations/${await once(world)}/repeat`)],
    'invitations.revoke': [managersAlone, async (world) => remove(`/invitations/${await fresh(world)}`)],
    // Anybody may try a link; what is no link is the same to all.
    'invitations.look': [noLink, () => post('/invitations/look', { token: 'x' })],
    'invitations.accept': [
      noLink,
      () => post('/invitations/accept', { token: 'x', name: 'Mallory', password: 'nine plums ok' }),
    ],
    'passwordResets.request': [
      [202, 202, 202, 202, 202, 202, 202, 202],
      ({ next }) => post('/password-resets', { email: `${next()}@example.org` }),
    ],
    'passwordResets.complete': [
      noLink,
      () => post('/password-resets/complete', { token: 'x', password: 'nine plums ok' }),
    ],
    'apiKeys.list': [everyone, () => read('/api-keys')],
    'apiKeys.create': [everyoneCreates, ({ next }) => post('/api-keys', { name: next(), days: 1 })],
    'apiKeys.delete': [
      onePersons,
      async ({ create, next }) => remove(`/api-keys/${await create('/api-keys', { name: next(), days: 1 })}`),
    ],
  },
};

async function fresh({ owner, next }: MatrixWorld): Promise<string> {
  const { body } = await post('/invitations', { email: `guest-${next()}@example.org` })(owner);
  return (body.invitation as { id: string }).id;
}

const once = (world: MatrixWorld) => world.once('invitation', () => fresh(world));

const freshMember = ({ create, next }: MatrixWorld) => create('/members', { name: next() });
