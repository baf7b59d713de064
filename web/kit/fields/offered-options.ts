import type { ChoiceOption } from '../../../shared/nouns/field.ts';

/** The options that may be chosen: those given up only where the record holds them already. */
export function offeredOptions(
  { options }: { readonly options: readonly ChoiceOption[] },
  held: readonly string[],
): readonly ChoiceOption[] {
  return options.filter(({ value, retired }) => !retired || held.includes(value));
}
