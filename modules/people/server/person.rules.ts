import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { defineRules } from '../../../server/records/rules.ts';
import { earlierSource, keepFirstSource } from '../../companies/server/index.ts';
import { person } from '../contract/index.ts';

/** Who reports to whom has a top: nobody is their own superior, over however many steps. */
export const personRules = defineRules({
  noun: person,
  concerns: ['reportsTo', 'source'],
  async beforeUpdate(ctx, before, patch) {
    const { reportsTo } = patch;
    if (typeof reportsTo === 'string') await assertNoCycle(ctx, person, before.id, { reportsTo }, 'personBelowSelf');
    return keepFirstSource(before, patch);
  },
  // Two moves at once could make a circle that neither of them makes alone.
  beforeUpdateMany: async (_ctx, changes) =>
    changes.some(({ patch }) => patch.reportsTo)
      ? null
      : changes.map(({ before, patch }) => keepFirstSource(before, patch)),
  beforeMerge: (ctx, winner, other) => earlierSource(ctx, person, winner, other),
});
