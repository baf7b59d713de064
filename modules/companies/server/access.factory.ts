import {
  directory,
  type ModuleAccess,
  mergedBySellers,
  read,
  theirWorkspace,
  work,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    companies: { expected: { ...work, ...mergedBySellers }, body: ({ next }, owner) => ({ name: next(), owner }) },
    categories: { expected: directory, body: ({ next }) => ({ name: next(), contactDays: 14 }) },
  },
  routes: {
    'companies.holding': [
      theirWorkspace,
      async ({ create, next }) => read(`/companies/${await create('/companies', { name: next() })}/holding`),
    ],
  },
};
