import { definePolicy } from '../../../server/access/policy.ts';

/** Who may say what others may, may do everything: owners alone. */
export const accessRolePolicy = definePolicy({
  noun: 'accessRole',
  grants: { owner: { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } },
});
