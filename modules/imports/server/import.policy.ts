import { definePolicy } from '../../../server/access/policy.ts';

const theirs = { read: 'own' } as const;

/** An import is shown to who started it; managers and owners see all. */
export const importPolicy = definePolicy({
  noun: 'importRun',
  ownerField: 'startedBy',
  grants: { owner: { read: 'all' }, manager: { read: 'all' }, seller: theirs, viewer: theirs },
});
