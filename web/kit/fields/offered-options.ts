import type { ChoiceOption } from '../../../shared/nouns/field.ts';
import { isOffered, optionsIn } from '../../../shared/nouns/option-offers.ts';
import type { NamedFieldOf } from '../data/named-field.ts';

type Optioned = NamedFieldOf<'choice' | 'choices'>;

/**
 * The options that may be chosen beside what the record holds elsewhere, where that is known; those given up, or that do not go
 * with it, only where the record holds them already.
 */
export function offeredOptions(
  field: Optioned,
  value: unknown,
  siblings?: Readonly<Record<string, unknown>>,
): readonly ChoiceOption[] {
  const held = optionsIn(value);
  const isFree = (option: ChoiceOption) => !option.retired && (!siblings || isOffered(field, option.value, siblings));
  return field.options.filter((option) => held.includes(option.value) || isFree(option));
}

/** Whether the value has stood since before it went with the record's other choices no longer. */
export function isLeftOver(field: Optioned, value: unknown, siblings: Readonly<Record<string, unknown>> = {}): boolean {
  return optionsIn(value).some((option) => !isOffered(field, option, siblings));
}
