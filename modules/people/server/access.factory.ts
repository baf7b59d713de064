import { type ModuleAccess, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: { people: { expected: work, body: ({ next }, owner) => ({ name: { given: next() }, owner }) } },
};
