import {
  type ModuleAccess,
  mergedBySellers,
  read,
  theirWorkspace,
  work,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    campaigns: { expected: { ...work, ...mergedBySellers }, body: ({ next }, owner) => ({ name: next(), owner }) },
  },
  routes: {
    'campaigns.figures': [
      theirWorkspace,
      async ({ create, next }) => read(`/campaigns/${await create('/campaigns', { name: next() })}/figures`),
    ],
  },
};
