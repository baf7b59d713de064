import { definePolicy } from '../../../server/access/policy.ts';

const owners = { owner: { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } } as const;

/** Who opens records to others may open all of them: owners alone. */
export const sharingRulePolicy = definePolicy({ noun: 'sharingRule', grants: owners });

/** Everybody may know which territories there are and who works them; owners draw them. */
export const territoryPolicy = definePolicy({
  noun: 'territory',
  grants: { ...owners, manager: { read: 'all', export: 'all' }, seller: { read: 'all' }, viewer: { read: 'all' } },
});
