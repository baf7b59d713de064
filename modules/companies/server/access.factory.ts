import { directory, type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    companies: { expected: work, body: ({ next }, owner) => ({ name: next(), owner }) },
    categories: { expected: directory, body: ({ next }) => ({ name: next(), contactDays: 14 }) },
  },
};
