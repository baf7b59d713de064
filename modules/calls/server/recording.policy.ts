import { definePolicy } from '../../../server/access/policy.ts';

/**
 * Reading is hearing: each their own calls, managers their team's, owners all. Taking the sound out is exporting, which roles give apart. Nobody
 * but the server writes one.
 */
export const recordingPolicy = definePolicy({
  noun: 'recording',
  ownerField: 'member',
  grants: {
    owner: { read: 'all', export: 'all', delete: 'all' },
    manager: { read: 'team' },
    seller: { read: 'own' },
  },
});
