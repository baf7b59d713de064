import { type ModuleAccess, mergedBySellers, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    tags: { expected: { ...work, ...mergedBySellers }, body: ({ next }, owner) => ({ name: next(), owner }) },
    groups: { expected: { ...work, ...mergedBySellers }, body: ({ next }, owner) => ({ name: next(), owner }) },
  },
};
