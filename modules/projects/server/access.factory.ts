import { type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    projects: { expected: work, body: ({ next }, owner) => ({ name: next(), owner }) },
    tickets: { expected: work, body: ({ next }, owner) => ({ subject: next(), owner }) },
  },
};
