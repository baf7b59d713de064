import { defineRules } from '../../../server/records/rules.ts';
import { task } from '../contract/index.ts';

/** A task remembers when it was done. */
export const taskRules = defineRules({
  noun: task,
  async beforeCreate(ctx, values) {
    return values.done ? { ...values, completedAt: ctx.now().toISOString() } : values;
  },
  async beforeUpdate(ctx, _before, patch) {
    return 'done' in patch ? { ...patch, completedAt: patch.done ? ctx.now().toISOString() : null } : patch;
  },
});
