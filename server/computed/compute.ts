import type { FilterContext } from '../../shared/filter/filter.ts';
import { type ComputedValue, evaluateFormula } from '../../shared/formula/evaluate.ts';
import type { FieldOperand } from '../../shared/formula/field-operand.ts';
import type { ValueError } from '../../shared/formula/value-error.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, filterContextOf } from '../context.ts';
import type { Values } from '../records/rules.ts';
import { type ComputedField, computedPlanOf } from './plan.ts';
import { readTargets, type Targets } from './targets.ts';

export type Computed = ComputedValue | ValueError;

/** The computed values of a record that is about to be written for the first time; nothing gathers at it yet. */
export async function computeNew(ctx: Context, noun: Noun, values: Values): Promise<Values> {
  const fields = fieldsOf(ctx, noun);
  if (fields.length === 0) return {};
  const [computed = {}] = await computeAll(ctx, noun, fields, [withNothingGathered(fields, values)]);
  return computed;
}

/** As `computeNew` for many at once. */
export async function computeNewOfMany(
  ctx: Context,
  noun: Noun,
  records: readonly Values[],
): Promise<readonly Values[]> {
  const fields = fieldsOf(ctx, noun);
  if (fields.length === 0) return records.map(() => ({}));
  return computeAll(
    ctx,
    noun,
    fields,
    records.map((values) => withNothingGathered(fields, values)),
  );
}

/** The computed values that a change of a record's own fields makes other than they are. */
export async function computeChanged(ctx: Context, noun: Noun, before: Values, patch: Values): Promise<Values> {
  const fields = fieldsOf(ctx, noun).filter(({ formula }) => formula);
  const isTouched = fields.some(({ formula }) => formula?.operands.some((one) => (one.via ?? one.name) in patch));
  if (!isTouched) return {};
  const [computed = {}] = await computeAll(ctx, noun, fields, [{ ...before, ...patch }]);
  return Object.fromEntries(Object.entries(computed).filter(([name, value]) => !isSame(value, before[name])));
}

/**
 * The values of these fields for records whose gathered values stand among `records` already. Later fields see what the
 * earlier ones gave.
 */
export async function computeAll(
  ctx: Context,
  noun: Noun,
  fields: readonly ComputedField[],
  records: readonly Values[],
): Promise<readonly Values[]> {
  const targets = await readTargets(ctx, noun, fields, records);
  const calendar = filterContextOf(ctx);
  return records.map((record) => computeOne(calendar, fields, record, targets));
}

function computeOne(
  calendar: FilterContext,
  fields: readonly ComputedField[],
  record: Values,
  targets: Targets,
): Values {
  const known: Values = { ...record };
  const computed: Values = {};
  const read = ({ via, name }: FieldOperand) => (via === null ? known[name] : targets.find(via, known[via])?.[name]);
  // What is asked by few formulas is found out once for all records, and only if it is asked.
  const scope = {
    ...{ read, timeZone: calendar.timeZone },
    get today() {
      return calendar.today;
    },
  };
  for (const { name, field, formula } of fields) {
    const value = formula ? evaluateFormula(formula, scope, scaleOf(field)) : ((record[name] as Computed) ?? null);
    known[name] = value;
    computed[name] = value;
  }
  return computed;
}

export function scaleOf(field: object): number {
  return 'scale' in field && typeof field.scale === 'number' ? field.scale : 12;
}

/** Two values of a computed field as JSON has them. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

function fieldsOf({ registry }: Context, noun: Noun): readonly ComputedField[] {
  return computedPlanOf(registry).fields.get(noun.name) ?? [];
}

/** Nothing points at a new record: it counts none, and they add up to 0; of what has a currency there is no sum of none. */
function withNothingGathered(fields: readonly ComputedField[], values: Values): Values {
  const gathered = fields.flatMap(({ name, field, rollUp }) =>
    rollUp ? [[name, gatheredFromNone(rollUp.measure, field.kind)]] : [],
  );
  return { ...values, ...Object.fromEntries(gathered) };
}

export function gatheredFromNone(measure: string, kind: string): 0 | null {
  return measure === 'count' || (measure === 'sum' && kind === 'number') ? 0 : null;
}
