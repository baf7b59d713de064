import { type MatrixWorld, type ModuleAccess, post, work } from '../../../server/access/expected-access.factory.ts';

const companyOf = ({ once, create, next }: MatrixWorld) =>
  once('account', () => create('/companies', { name: next() }));

export const access: ModuleAccess = {
  routes: {
    'installedItems.offer': [
      [401, 403, 201, 201, 201, 201, 201, 404],
      async (world) => {
        const item = { name: world.next(), company: await companyOf(world), owner: world.seller };
        const id = await world.create('/installed-items', item);
        return post(`/installed-items/${id}/offer`);
      },
    ],
  },
  nouns: {
    'installed-items': {
      expected: work,
      body: async (world, owner) => ({ name: world.next(), company: await companyOf(world), owner }),
    },
    'account-plans': {
      expected: work,
      body: async (world, owner) => ({ name: world.next(), company: await companyOf(world), owner }),
    },
    decisions: {
      expected: work,
      body: async (world, decidedBy) => ({
        ...{ name: world.next(), decidedOn: '2026-01-02' },
        ...{ company: await companyOf(world), decidedBy },
      }),
    },
  },
};
