import { definePolicy } from '../../../server/access/policy.ts';

/** Everybody may know who works here. What a manager may not change (roles, activity) is refused by the rules. */
export const memberPolicy = definePolicy({
  noun: 'member',
  grants: {
    owner: { read: 'all', create: 'all', update: 'all', delete: 'all', import: 'all', export: 'all' },
    manager: { read: 'all', create: 'all', update: 'all', import: 'all', export: 'all' },
    seller: { read: 'all' },
    viewer: { read: 'all' },
  },
});
