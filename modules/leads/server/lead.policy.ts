import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const leadPolicy = definePolicy({
  noun: 'lead',
  ownerField: 'owner',
  handedOver: { field: 'closedAt', op: 'isEmpty' },
  grants: workGrants,
});
