import {
  type MatrixWorld,
  type ModuleAccess,
  mergedBySellers,
  work,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    people: {
      expected: { ...work, ...mergedBySellers },
      body: ({ next }, owner) => ({ name: { given: next() }, owner }),
    },
    consents: {
      expected: work,
      body: async (world, owner) => ({ source: world.next(), person: await personOf(world), owner }),
    },
    'important-dates': {
      expected: work,
      body: async (world, owner) => ({ name: world.next(), date: '2001-02-03', person: await personOf(world), owner }),
    },
    'postal-addresses': {
      expected: work,
      body: async (world, owner) => ({ address: { city: world.next() }, person: await personOf(world), owner }),
    },
  },
};

const personOf = ({ once, create, next }: MatrixWorld) =>
  once('person', () => create('/people', { name: { given: next() } }));
