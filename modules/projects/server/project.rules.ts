import { defineRules, type Values } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import { project } from '../contract/index.ts';

/** A project ends after it has begun. */
export const projectRules = defineRules({
  noun: project,
  concerns: ['startsOn', 'endsOn'],
  async beforeCreate(_ctx, values) {
    assertDays(values);
    return values;
  },
  async beforeUpdate(_ctx, before, patch) {
    assertDays({ ...before, ...patch });
    return patch;
  },
});

function assertDays({ startsOn, endsOn }: Values): void {
  if (typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn)
    throw invalidField('endsOn', 'projectEndsBeforeItBegins');
}
