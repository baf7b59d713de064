import type { Filter } from '../filter/filter.ts';
import type { TextPattern } from '../text/pattern.ts';
import type { ChoiceOption, Field, FieldCheck, LocalText, OptionOffers } from './field.ts';

/** What a workspace says of a field besides what its declaration says, whoever declared it. */
export interface FieldSettingDefinition {
  /** What the workspace calls it. */
  readonly label?: LocalText;
  readonly help?: LocalText;
  /** Kept out of lists, cards and forms until asked for. */
  readonly hidden?: boolean;
  readonly visibleWhen?: Filter;
  readonly requiredWhen?: Filter;
  readonly checks?: readonly FieldCheck[];
  readonly pattern?: TextPattern;
  /** Its choices in order: the declared ones, called otherwise, coloured or no longer offered, and further ones. */
  readonly options?: readonly ChoiceOption[];
  /** Which of them may be chosen beside which options of another choice of the record. */
  readonly offeredWith?: OptionOffers;
}

export interface FieldSetting {
  readonly noun: string;
  readonly field: string;
  /** Counts the changes of it, from 1. */
  readonly version: number;
  readonly definition: FieldSettingDefinition;
}

/** The field as the workspace wants it. Options that a declaration has and the setting does not know come last. */
export function withSetting(field: Field, { options, ...said }: FieldSettingDefinition): Field {
  if (!options || !('options' in field)) return { ...field, ...said };
  const declared = field.options;
  const known = new Set(options.map(({ value }) => value));
  const merged = options.map((option) => ({ ...declared.find(({ value }) => value === option.value), ...option }));
  return { ...field, ...said, options: [...merged, ...declared.filter(({ value }) => !known.has(value))] } as Field;
}
