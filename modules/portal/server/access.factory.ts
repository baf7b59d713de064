import {
  type Call,
  type Expected,
  idIn,
  type MatrixWorld,
  type ModuleAccess,
  patch,
  post,
  read,
  remove,
  signed,
  theirWorkspace,
  upload,
} from '../../../server/access/expected-access.factory.ts';
import { makeClient, portalOf, signInAgain } from './portal-client.factory.ts';

/** Open to whoever comes, as far as what they bring is good. */
const all = (status: number): Expected => [status, status, status, status, status, status, status, status];
/** No member's, whatever they may in the workspace. */
const clientsOnly = all(401);
/** Each seller is the one whose client it is. */
const sellersOwn: Expected = [401, 403, 200, 200, 200, 200, 200, 404];
const sellersOwnMade: Expected = [401, 403, 201, 201, 201, 201, 201, 404];

const password = 'nine quinces in the snow';

export const access: ModuleAccess = {
  nouns: {
    'ticket-comments': {
      expected: signed,
      body: async ({ create, next }, owner) => ({
        ticket: await create('/tickets', { subject: next(), owner }),
        body: next(),
      }),
    },
  },
  routes: {
    'portalAccounts.list': [
      theirWorkspace,
      async (world) => read(`/people/${(await person(world)).id}/portal-accounts`),
    ],
    'portalAccounts.invite': [
      sellersOwnMade,
      async (world) => {
        const { id, email } = await person(world);
        return post(`/people/${id}/portal-accounts`, { email });
      },
    ],
    'portalAccounts.change': [
      sellersOwn,
      async (world) => patch(`/portal-accounts/${await account(world)}`, { wholeCompany: false }),
    ],
    'portalAccounts.end': [sellersOwn, async (world) => remove(`/portal-accounts/${await account(world)}`)],
    'portal.look': [all(200), (world) => at(world, (client, portal) => client.get(portal))],
    'portal.signIn': [
      all(401),
      (world) =>
        at(world, (client, portal) =>
          client.send('POST', `${portal}/sign-in`, { email: `${world.next()}@nobody.example`, password }),
        ),
    ],
    'portal.enter': [
      all(404),
      (world) => at(world, (client, portal) => client.send('POST', `${portal}/password`, { token: 'none', password })),
    ],
    'portal.forgot': [
      all(202),
      (world) =>
        at(world, (client, portal) =>
          client.send('POST', `${portal}/forgotten`, { email: `${world.next()}@nobody.example` }),
        ),
    ],
    'portal.signOut': [
      clientsOnly,
      (world) =>
        at(world, async (client, portal) => {
          const reply = await client.send('POST', `${portal}/sign-out`);
          // The same client tries all other routes.
          if (reply.status === 200) await signInAgain(client, portal);
          return reply;
        }),
      200,
    ],
    'portal.changePassword': [
      clientsOnly,
      (world) =>
        at(world, (client, portal) => client.send('PUT', `${portal}/password`, { current: 'not it', password })),
      422,
    ],
    'portal.me': [clientsOnly, (world) => at(world, (client, portal) => client.get(`${portal}/me`)), 200],
    'portal.requests': [clientsOnly, (world) => at(world, (client, portal) => client.get(`${portal}/requests`)), 200],
    // A ticket of somebody else's; their own ones are in portal.test.ts.
    'portal.request': [
      clientsOnly,
      async (world) => {
        const ticket = await world.create('/tickets', { subject: world.next() });
        return at(world, (client, portal) => client.get(`${portal}/requests/${ticket}`));
      },
      404,
    ],
    'portal.ask': [
      clientsOnly,
      (world) =>
        at(world, (client, portal) =>
          client.send('POST', `${portal}/requests`, { subject: world.next(), text: 'Help' }),
        ),
      201,
    ],
    'portal.comment': [
      clientsOnly,
      async (world) => {
        const ticket = await world.create('/tickets', { subject: world.next() });
        return at(world, (client, portal) =>
          client.send('POST', `${portal}/requests/${ticket}/comments`, { text: 'Mine?' }),
        );
      },
      404,
    ],
    'portal.correct': [
      clientsOnly,
      (world) => at(world, (client, portal) => client.send('POST', `${portal}/corrections`, { text: world.next() })),
      201,
    ],
    'portal.sendFile': [
      clientsOnly,
      (world) => at(world, (client, portal) => upload(`${portal.replace('/api/v1', '')}/files`)(client)),
      201,
    ],
    'portal.file': [
      clientsOnly,
      async (world) => {
        const file = idIn(await upload('/files')(world.owner));
        return at(world, (client, portal) => client.get(`${portal}/files/${file}`));
      },
      404,
    ],
  },
};

/** A request below the portal of the workspace in which all is tried. */
async function at(
  { owner, once }: MatrixWorld,
  call: (client: Parameters<Call>[0], portal: string) => ReturnType<Call>,
): Promise<Call> {
  const portal = await once('portal', () => portalOf(owner));
  return (client) => call(client, portal);
}

/** A client of the seller's. */
async function person({ owner, next, seller }: MatrixWorld) {
  const email = `${next()}@client.example`;
  return { email, id: await makeClient(owner, email, { owner: seller }) };
}

async function account(world: MatrixWorld): Promise<string> {
  const { id, email } = await person(world);
  const { body } = await post(`/people/${id}/portal-accounts`, { email })(world.owner);
  return (body.account as { readonly id: string }).id;
}
