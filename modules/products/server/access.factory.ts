import { directory, type ModuleAccess, mergedByManagers } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    products: { expected: { ...directory, ...mergedByManagers }, body: ({ next }) => ({ name: next() }) },
  },
};
