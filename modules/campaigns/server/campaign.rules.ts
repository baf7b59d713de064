import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import { campaign } from '../contract/index.ts';

/** A campaign ends after it has begun, and is no part of itself. */
export const campaignRules = defineRules({
  noun: campaign,
  concerns: ['parent', 'startsOn', 'endsOn'],
  async beforeCreate(_ctx, values) {
    assertDays(values);
    return values;
  },
  async beforeUpdate(ctx, before, patch) {
    assertDays({ ...before, ...patch });
    const { parent } = patch;
    if (typeof parent === 'string') await assertNoCycle(ctx, campaign, before.id, { parent }, 'campaignWithinItself');
    return patch;
  },
});

function assertDays({ startsOn, endsOn }: Values): void {
  if (typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn)
    throw invalidField('endsOn', 'endsBeforeItBegins');
}
