import { definePolicy } from '../../../server/access/policy.ts';

export const teamPolicy = definePolicy({
  noun: 'team',
  grants: {
    owner: { read: 'all', create: 'all', update: 'all', delete: 'all', import: 'all', export: 'all' },
    manager: { read: 'all', create: 'all', update: 'all', delete: 'all', import: 'all', export: 'all' },
    seller: { read: 'all' },
    viewer: { read: 'all' },
  },
});
