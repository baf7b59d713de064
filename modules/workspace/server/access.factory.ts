import { randomUUID } from 'node:crypto';
import {
  directory,
  type Expected,
  everyOwner,
  everyOwnerCreates,
  everyone,
  everyoneCreates,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  ownersAlone,
  ownersOnly,
  patch,
  post,
  put,
  read,
  reads,
  remove,
} from '../../../server/access/expected-access.factory.ts';
import { armen } from './office.factory.ts';

const secondWorkspace = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' };

const managersAlone: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
/** Nobody of these has one. */
const noFactor: Expected = [401, 409, 409, 409, 409, 409, 409, 409];
/** Of what is not there, or another's, which is the same. */
const nobodys: Expected = [401, 404, 404, 404, 404, 404, 404, 404];
const noLink: Expected = [404, 404, 404, 404, 404, 404, 404, 404];

export const access: ModuleAccess = {
  nouns: {
    teams: { expected: directory, body: ({ next }) => ({ name: next() }) },
    members: {
      expected: { ...directory, delete: ownersOnly, restore: ownersOnly },
      body: ({ next }) => ({ name: next() }),
    },
    'access-roles': { expected: ownersAlone, body: ({ next }) => ({ name: next() }) },
    'sharing-rules': { expected: ownersAlone, body: ({ next }) => ({ name: next(), everyone: true }) },
    territories: { expected: { ...ownersAlone, ...reads }, body: ({ next }) => ({ name: next() }) },
  },
  routes: {
    'setup.get': [[200, 200, 200, 200, 200, 200, 200, 200], () => read('/setup')],
    'setup.run': [
      [409, 409, 409, 409, 409, 409, 409, 409],
      () => post('/setup', { workspace: secondWorkspace, owner: { ...armen, email: 'second@ararat.am' } }),
    ],
    'accessRoles.standard': [everyOwner, () => read('/standard-rights')],
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
    'members.seeAs': [ownersOnly, async (world) => post(`/members/${await freshMember(world)}/see-as`)],
    // Others than owners and managers see what they may themselves.
    'members.getProfile': [
      [401, 403, 403, 403, 403, 200, 200, 404],
      async (world) => read(`/members/${await freshMember(world)}/profile`),
    ],
    'members.deactivate': [ownersOnly, async (world) => post(`/members/${await freshMember(world)}/deactivate`)],
    'members.listSessions': [ownersOnly, async (world) => read(`/members/${await freshMember(world)}/sessions`)],
    'members.endSessions': [ownersOnly, async (world) => post(`/members/${await freshMember(world)}/sessions/end`)],
    'members.listWork': [ownersOnly, async (world) => read(`/members/${await freshMember(world)}/work`)],
    'members.handOver': [
      [401, 403, 403, 403, 403, 403, 202, 404],
      async (world) => {
        const leaver = await freshMember(world);
        await world.create('/companies', { name: world.next(), owner: leaver });
        return post(`/members/${leaver}/hand-over`, { to: world.seller, nouns: ['company'] });
      },
    ],
    'sessions.list': [everyone, () => read('/sessions')],
    // Whoever has no such session learns nothing of whose it is.
    'sessions.end': [nobodys, () => remove(`/sessions/${randomUUID()}`)],
    'sessions.endOthers': [everyone, () => post('/sessions/end-others')],
    'sessions.prove': [[401, 422, 422, 422, 422, 422, 422, 422], () => post('/sessions/proof', {})],
    'sessions.askForProof': [everyone, () => post('/sessions/proof/passkey')],
    'members.resetSecondFactor': [
      [401, 403, 403, 403, 403, 403, 409, 404],
      async (world) => post(`/members/${await freshMember(world)}/second-factor/reset`),
    ],
    'workspaces.list': [everyone, () => read('/workspaces')],
    'secondFactorRoles.get': [everyOwner, () => read('/second-factor-roles')],
    'secondFactorRoles.set': [everyOwner, () => put('/second-factor-roles', { roles: [] })],
    'secondFactor.get': [everyone, () => read('/second-factor')],
    // Who can not say the password, or a code, changes nothing.
    'secondFactor.begin': [[401, 422, 422, 422, 422, 422, 422, 422], () => post('/second-factor', { password: 'x' })],
    'secondFactor.confirm': [noFactor, () => post('/second-factor/confirm', { code: '000000' })],
    'secondFactor.renewCodes': [noFactor, () => post('/second-factor/codes', { code: '000000' })],
    'secondFactor.end': [noFactor, () => post('/second-factor/off', { code: '000000' })],
    'territories.figures': [[401, 403, 403, 403, 403, 200, 200, 200], () => read('/territory-figures?noun=deal')],
    'identityProvider.get': [everyOwner, () => read('/identity-provider')],
    // Without the secret an owner is told what is missing.
    'identityProvider.set': [
      [401, 403, 403, 403, 403, 403, 422, 422],
      () =>
        put('/identity-provider', {
          ...{ label: 'ID', issuer: 'https://id.example.org', clientId: 'x', domains: ['example.org'] },
          ...{ makesMembers: false, role: 'seller', isRequired: false, strongMethods: [] },
        }),
    ],
    'identityProvider.prove': [
      [401, 403, 403, 403, 403, 403, 404, 404],
      () => post('/identity-provider/proofs', { domain: 'example.org' }),
    ],
    'identityProvider.remove': [everyOwner, () => remove('/identity-provider')],
    'passkeys.list': [everyone, () => read('/passkeys')],
    'passkeys.begin': [[401, 422, 422, 422, 422, 422, 422, 422], () => post('/passkeys/options', {})],
    // An answer to a question nobody put.
    'passkeys.add': [
      [401, 422, 422, 422, 422, 422, 422, 422],
      () =>
        post('/passkeys', {
          ...{ name: 'Phone', credential: { id: 'x', clientData: 'x', attestation: 'x', transports: [] } },
        }),
    ],
    'passkeys.rename': [nobodys, () => patch(`/passkeys/${randomUUID()}`, { name: 'Mine' })],
    'passkeys.remove': [nobodys, () => post(`/passkeys/${randomUUID()}/remove`, { password: 'x' })],
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
    'workspaceKeys.list': [everyOwner, () => read('/workspace-keys')],
    'serviceKeys.create': [everyOwnerCreates, ({ next }) => post('/service-keys', { name: next(), days: 1 })],
    'workspaceKeys.end': [
      ownersOnly,
      async ({ create, next }) => remove(`/workspace-keys/${await create('/service-keys', { name: next(), days: 1 })}`),
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
