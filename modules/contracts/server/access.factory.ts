import { type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    contracts: {
      expected: work,
      body: async ({ once, create, next }, owner) => ({
        ...{ number: next(), owner },
        company: await once('contractor', () => create('/companies', { name: next() })),
      }),
    },
  },
};
