import { type MatrixWorld, type ModuleAccess, post, read } from '../../../server/access/expected-access.factory.ts';

const personOf = ({ once, create, next }: MatrixWorld) =>
  once('person', () => create('/people', { name: { given: next() } }));

export const access: ModuleAccess = {
  routes: {
    'privacy.held': [
      [401, 403, 403, 403, 403, 403, 200, 404],
      async (world) => read(`/privacy/people/${await personOf(world)}`),
    ],
    'privacy.download': [
      [401, 403, 403, 403, 403, 403, 200, 404],
      async (world) => read(`/privacy/people/${await personOf(world)}/file`),
    ],
    'privacy.erase': [
      [401, 403, 403, 403, 403, 403, 422, 404],
      async (world) => post(`/privacy/people/${await personOf(world)}/erase`, { name: 'Somebody else' }),
    ],
  },
};
