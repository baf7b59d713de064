import { directory, type ModuleAccess } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    'exchange-rates': {
      expected: directory,
      body: () => ({ currency: 'EUR', validFrom: '2026-01-01', rate: 1.1 }),
    },
  },
};
