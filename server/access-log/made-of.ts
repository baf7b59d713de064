import { isFieldReference } from '../../shared/filter/field-reference.ts';
import { conditionsOf } from '../../shared/filter/parts-of-filter.ts';
import type { RollUp } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type ComputedField, computedPlanOf } from '../computed/plan.ts';
import type { Context } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';

/** What the values of fields are worked out of, however many steps away: who sees them knows something of it. */
export interface MadeOf {
  /** Fields of the same record. */
  readonly own: readonly string[];
  /** Fields of records it points at. */
  readonly related: readonly { readonly via: string; readonly target: Noun; readonly name: string }[];
  /** Nouns that are kept, of whose records there is no saying which: those that point at it, and further ones. */
  readonly gathered: readonly Noun[];
}

const nothing: MadeOf = { own: [], related: [], gathered: [] };

/** Of these fields of a noun; of the nouns further away only those whose reading is kept by what is gathered. */
export function madeOf(ctx: Context, noun: Noun, names: readonly string[]): MadeOf {
  const { whole } = ctx.registry;
  if (!computedPlanOf(whole).fields.has(noun.name)) return nothing;
  const inputs = [...new Set(names)].flatMap((name) => inputsOf(whole, noun.name, name));
  return {
    own: inputs.flatMap((one) => (one.by === 'own' ? one.name : [])),
    related: inputs.flatMap((one) =>
      one.by === 'pointer' ? { via: one.via, target: whole.getNoun(one.noun), name: one.name } : [],
    ),
    gathered: inputs.flatMap((one) => {
      if (one.by !== 'far') return [];
      const there = whole.findNoun(one.noun);
      return there && ctx.reads?.keepsIds(ctx, there, [one.name]) ? there : [];
    }),
  };
}

type Input =
  | { readonly by: 'own'; readonly name: string }
  | { readonly by: 'pointer'; readonly via: string; readonly noun: string; readonly name: string }
  | { readonly by: 'far'; readonly noun: string; readonly name: string };

const known = new WeakMap<Registry, Map<string, readonly Input[]>>();

function inputsOf(whole: Registry, noun: string, name: string): readonly Input[] {
  const memory = known.get(whole) ?? new Map<string, readonly Input[]>();
  known.set(whole, memory);
  const key = `${noun}.${name}`;
  const found = memory.get(key);
  if (found) return found;
  // Fields that wait for each other are refused; should there be any, this ends.
  memory.set(key, []);
  const computed = computedPlanOf(whole)
    .fields.get(noun)
    ?.find((one) => one.name === name);
  const inputs = computed ? direct(computed).flatMap((one) => [one, ...further(whole, noun, one)]) : [];
  memory.set(key, inputs);
  return inputs;
}

/** What an input is itself made of, as it stands to the record that the value is shown with. */
function further(whole: Registry, noun: string, input: Input): readonly Input[] {
  const at = input.by === 'own' ? noun : input.noun;
  return inputsOf(whole, at, input.name).map((one): Input => {
    if (input.by === 'own') return one;
    if (input.by === 'pointer' && one.by === 'own') return { ...input, name: one.name };
    return { by: 'far', noun: one.by === 'own' ? at : one.noun, name: one.name };
  });
}

function direct({ formula, rollUp }: ComputedField): readonly Input[] {
  if (rollUp) return gatheredBy(rollUp).map((name) => ({ by: 'far', noun: rollUp.of, name }));
  return (formula?.operands ?? []).map(
    ({ via, name, noun }): Input => (via ? { by: 'pointer', via, noun: noun.name, name } : { by: 'own', name }),
  );
}

function gatheredBy({ field, rateOn, filter }: RollUp): readonly string[] {
  const asked = (filter ? conditionsOf(filter) : []).flatMap(({ field: path, value }) =>
    isFieldReference(value) ? [path, value.field] : [path],
  );
  return [field, rateOn, ...asked].flatMap((path) => path?.split('.')[0] ?? []);
}
