import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const contractPolicy = definePolicy({
  noun: 'contract',
  ownerField: 'owner',
  handedOver: { not: { field: 'status', op: 'isAnyOf', value: ['ended', 'cancelled'] } },
  grants: workGrants,
});
