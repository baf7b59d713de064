import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const leadPolicy = definePolicy({ noun: 'lead', ownerField: 'owner', grants: workGrants });
