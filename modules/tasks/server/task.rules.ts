import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { task } from '../contract/index.ts';

/** A task remembers when it was done. */
export const taskRules = defineRules({
  noun: task,
  async beforeCreate(ctx, values) {
    return values.done ? { ...values, completedAt: ctx.now().toISOString() } : values;
  },
  async beforeUpdate(ctx, _before, patch) {
    return withMoment(ctx, patch);
  },
  beforeUpdateMany: async (ctx, changes) => changes.map(({ patch }) => withMoment(ctx, patch)),
});

function withMoment(ctx: TransactionContext, patch: Values): Values {
  return 'done' in patch ? { ...patch, completedAt: patch.done ? ctx.now().toISOString() : null } : patch;
}
