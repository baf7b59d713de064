import type { FieldError } from '../errors.ts';
import type { Field, OptionOffers } from '../nouns/field.ts';
import type { Noun } from '../nouns/noun.ts';
import { isOffered, optionsIn } from '../nouns/option-offers.ts';
import { isVisible } from './field-conditions.ts';
import type { FilterContext } from './filter.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Options that a record may not hold beside what its other choices hold. What stood so `before`, and beside the same, may go on
 * standing: whoever says anew what is offered breaks no record. What is hidden is asked of nobody.
 */
export function findOfferFaults(noun: Noun, values: Values, before: Values | null, ctx: FilterContext): FieldError[] {
  return dependingFields(noun).flatMap(({ name, field, offeredWith }): FieldError[] => {
    const by = offeredWith.field;
    const stood = before && isSame(before[by], values[by]) ? optionsIn(before[name]) : [];
    const option = optionsIn(values[name]).find((one) => !stood.includes(one) && !isOffered(field, one, values));
    if (option === undefined || !isVisible(field, values, noun, ctx)) return [];
    return [{ path: name, code: 'notOfferedWith', params: { noun: noun.name, field: by, option } }];
  });
}

interface DependingField {
  readonly name: string;
  readonly field: Field;
  readonly offeredWith: OptionOffers;
}

const depending = new WeakMap<Noun, readonly DependingField[]>();

/** Found once a noun, as most have none. */
function dependingFields(noun: Noun): readonly DependingField[] {
  let found = depending.get(noun);
  if (!found) {
    found = Object.entries(noun.fields).flatMap(([name, field]) =>
      field.offeredWith && !field.readOnly ? [{ name, field, offeredWith: field.offeredWith }] : [],
    );
    depending.set(noun, found);
  }
  return found;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify([...optionsIn(one)].sort()) === JSON.stringify([...optionsIn(other)].sort());
}
