import { workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const taskPolicy = definePolicy({
  noun: 'task',
  ownerField: 'owner',
  handedOver: { not: { field: 'done', op: 'is', value: true } },
  grants: workGrants,
});
