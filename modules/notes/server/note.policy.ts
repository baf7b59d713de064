import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const notePolicy = definePolicy({ noun: 'note', ownerField: 'author', grants: workGrants });
