import { definePolicy } from '../../../server/access/policy.ts';

const own = { read: 'own' } as const;

/** Everybody reads what they themselves are told, owners too; only the server writes. */
export const noticePolicy = definePolicy({
  noun: 'notice',
  ownerField: 'member',
  grants: { owner: own, manager: own, seller: own, viewer: own },
});
