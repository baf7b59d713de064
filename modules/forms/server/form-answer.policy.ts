import { definePolicy } from '../../../server/access/policy.ts';

const kept = { read: 'all', delete: 'all', restore: 'all', export: 'all' } as const;

/** Nobody writes an answer but who fills in the form; sellers see those that are theirs. */
export const formAnswerPolicy = definePolicy({
  noun: 'formAnswer',
  ownerField: 'owner',
  grants: { owner: kept, manager: kept, seller: { read: 'own' } },
});
