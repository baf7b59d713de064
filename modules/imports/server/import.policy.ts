import { definePolicy } from '../../../server/access/policy.ts';

/** Whoever may import sees what was imported; a role that may not has nothing to see. */
export const importPolicy = definePolicy({
  noun: 'importRun',
  ownerField: 'startedBy',
  grants: { owner: { read: 'all' }, manager: { read: 'all' } },
});
