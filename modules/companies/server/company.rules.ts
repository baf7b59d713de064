import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { defineRules } from '../../../server/records/rules.ts';
import { company } from '../contract/index.ts';
import { earlierSource, keepFirstSource } from './first-source.ts';

/** A group of companies has a head: no company is part of itself, over however many steps. */
export const companyRules = defineRules({
  noun: company,
  concerns: ['parent', 'source'],
  async beforeUpdate(ctx, before, patch) {
    const { parent } = patch;
    if (typeof parent === 'string') await assertNoCycle(ctx, company, before.id, { parent }, 'companyWithinItself');
    return keepFirstSource(before, patch);
  },
  // Two moves at once could make a circle that neither of them makes alone.
  beforeUpdateMany: async (_ctx, changes) =>
    changes.some(({ patch }) => patch.parent)
      ? null
      : changes.map(({ before, patch }) => keepFirstSource(before, patch)),
  beforeMerge: (ctx, winner, other) => earlierSource(ctx, company, winner, other),
});
