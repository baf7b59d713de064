import { directoryGrants, workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const dealPolicy = definePolicy({
  noun: 'deal',
  ownerField: 'owner',
  handedOver: { field: 'status', op: 'is', value: 'open' },
  grants: workGrants,
});
/** Lines and stage history follow their deal. */
export const dealLinePolicy = definePolicy({ noun: 'dealLine', grants: {} });
export const stageVisitPolicy = definePolicy({ noun: 'stageVisit', grants: {} });
export const pipelinePolicy = definePolicy({ noun: 'pipeline', grants: directoryGrants });
export const stagePolicy = definePolicy({ noun: 'stage', grants: directoryGrants });
