import { createSchema } from '../../shared/contract/field-schemas.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { appendChanges } from '../changes/append.ts';
import type { TransactionContext } from '../context.ts';
import { fileFieldsIn } from '../files/attach-files.ts';
import { withNumbers } from './autonumber.ts';
import { assertWithinReach, createRecord, creationOf } from './create.ts';
import { givenValues } from './given-values.ts';
import { insertMany } from './insert-many.ts';
import { lockParents } from './lock-parents.ts';
import { assertReferencesOfMany } from './references.ts';
import type { Values } from './rules.ts';
import { newId } from './uuid.ts';
import { assertConditions, assertRequired, changedIn, withDefaults } from './values.ts';

/**
 * Creates records as `createRecord` creates each of them, with rights, rules and log, but by a few statements for all.
 * Answers their ids in order. A noun whose rules act after a write, and not for many at once, is created one by one.
 * @throws AppError as `createRecord`; it does not say which of the records was refused.
 */
export async function createMany(
  asking: TransactionContext,
  declared: Noun,
  inputs: readonly unknown[],
): Promise<readonly string[]> {
  const seen = asking.registry.getNoun(declared.name);
  const ctx = withEveryField(asking);
  const noun = ctx.registry.getNoun(declared.name);
  if (inputs.length === 0) return [];
  const rules = ctx.registry.findRules(noun);
  if (inputs.length === 1 || (rules?.afterWrite && !rules.afterCreateMany)) return createEach(asking, noun, inputs);
  if (inputs.some((input) => fileFieldsIn(noun, (input ?? {}) as Values).length > 0))
    return createEach(asking, noun, inputs);
  assertMay(ctx, noun, 'create');
  const schema = createSchema(seen);
  const given = inputs.map((input) => withDefaults(ctx, noun, givenValues(seen, schema, input)));
  await lockParents(ctx, noun, given);
  await assertReferencesOfMany(ctx, noun, given);
  const values = await completed(ctx, noun, given);
  for (const one of values) {
    assertRequired(noun, one);
    assertConditions(ctx, noun, one);
  }
  const made = values.map((one, index) => changedIn(one, given[index] ?? {}));
  await assertReferencesOfMany(ctx, noun, made);
  assertWithinReach(ctx, noun, values);
  const numbered = await withNumbers(ctx, noun, values);
  const records = numbered.map((one) => ({ id: newId(), createdBy: ctx.actor.memberId, values: one }));
  await insertMany(ctx, noun, records);
  await appendChanges(
    ctx,
    records.map((record) => creationOf(noun, record.id, record.values)),
  );
  await rules?.afterCreateMany?.(ctx, records);
  return records.map(({ id }) => id);
}

async function createEach(ctx: TransactionContext, noun: Noun, inputs: readonly unknown[]): Promise<string[]> {
  const ids: string[] = [];
  for (const input of inputs) ids.push((await createRecord(ctx, noun, input)).id);
  return ids;
}

async function completed(ctx: TransactionContext, noun: Noun, given: readonly Values[]): Promise<readonly Values[]> {
  const rules = ctx.registry.findRules(noun);
  if (rules?.beforeCreateMany) return rules.beforeCreateMany(ctx, given);
  if (!rules?.beforeCreate) return given;
  const values: Values[] = [];
  for (const one of given) values.push(await rules.beforeCreate(ctx, one));
  return values;
}
