import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, eachOrRefusal, type Values } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import { note } from '../contract/index.ts';

/** A note is signed by who writes it. Only who may change everybody's notes may sign one with another name. */
export const noteRules = defineRules({
  noun: note,
  async beforeCreate(ctx, values) {
    assertOwnHand(ctx, values);
    return values;
  },
  async beforeUpdate(ctx, _before, patch) {
    assertOwnHand(ctx, patch);
    return patch;
  },
  beforeUpdateMany: (ctx, changes) =>
    eachOrRefusal(changes, async ({ patch }) => {
      assertOwnHand(ctx, patch);
      return patch;
    }),
});

function assertOwnHand(ctx: TransactionContext, values: Values): void {
  const { role, memberId } = ctx.actor;
  if (role === 'system' || role === 'owner' || role === 'manager' || !('author' in values)) return;
  if (values.author !== memberId) throw invalidField('author', 'readOnly');
}
