import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const companyPolicy = definePolicy({ noun: 'company', ownerField: 'owner', grants: workGrants });
