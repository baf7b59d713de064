import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const personPolicy = definePolicy({ noun: 'person', ownerField: 'owner', grants: workGrants });
