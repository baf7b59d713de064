import { type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: { tasks: { expected: work, body: ({ next }, owner) => ({ title: next(), owner }) } },
};
