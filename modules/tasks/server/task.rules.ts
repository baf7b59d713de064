import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { task } from '../contract/index.ts';

/** A task remembers when it was done, and how often it was put off. */
export const taskRules = defineRules({
  noun: task,
  async beforeCreate(ctx, values) {
    return values.done ? { ...values, completedAt: momentOf(ctx, values.dueAt) } : values;
  },
  async beforeUpdate(ctx, before, patch) {
    return followed(ctx, before, patch);
  },
  beforeUpdateMany: async (ctx, changes) => changes.map(({ before, patch }) => followed(ctx, before, patch)),
});

type TaskRecord = RecordOf<typeof task>;

function followed(ctx: TransactionContext, before: TaskRecord, patch: Values): Values {
  const moment = 'done' in patch ? { completedAt: patch.done ? ctx.now().toISOString() : null } : {};
  const later = isPutOff(before, patch) ? { postponed: (before.postponed ?? 0) + 1 } : {};
  return { ...patch, ...moment, ...later };
}

/** What is done already, or had no time yet, is not put off. */
function isPutOff(before: TaskRecord, { dueAt }: Values): boolean {
  if (before.done || !before.dueAt || typeof dueAt !== 'string') return false;
  return Date.parse(dueAt) > Date.parse(before.dueAt);
}

/** What is entered as done took place at its time, where that is over; else now. */
function momentOf(ctx: TransactionContext, dueAt: unknown): string {
  const now = ctx.now();
  return typeof dueAt === 'string' && Date.parse(dueAt) < now.getTime() ? dueAt : now.toISOString();
}
