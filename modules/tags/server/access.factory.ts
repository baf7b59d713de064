import { type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    tags: { expected: work, body: ({ next }, owner) => ({ name: next(), owner }) },
    groups: { expected: work, body: ({ next }, owner) => ({ name: next(), owner }) },
  },
};
