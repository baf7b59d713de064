import { type ModuleAccess, signed } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: { notes: { expected: signed, body: ({ next }, author) => ({ body: next(), author }) } },
};
