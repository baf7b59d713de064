import { directory, type ModuleAccess } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    products: { expected: directory, body: ({ next }) => ({ name: next() }) },
  },
};
