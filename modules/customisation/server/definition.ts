import { valueInput } from '../../../shared/contract/value-schemas.ts';
import { type FieldError, invalid } from '../../../shared/errors.ts';
import {
  type CustomFieldDefinition,
  type CustomKind,
  fieldOf,
  latinWords,
} from '../../../shared/nouns/custom-field.ts';
import { type ChoiceOption, mostStars } from '../../../shared/nouns/field.ts';
import type { CustomFieldInput, CustomFieldPatch } from '../contract/custom-fields.api.ts';

/** What can be said of a field of each kind besides label, help and whether it is required. */
const properties: Readonly<Partial<Record<CustomKind, readonly string[]>>> = {
  text: ['unique', 'search', 'maxLength', 'default'],
  longText: ['search'],
  richText: ['search'],
  number: ['unique', 'scale', 'min', 'max', 'default'],
  percent: ['scale', 'min', 'max', 'default'],
  rating: ['max', 'default'],
  boolean: ['default'],
  choice: ['options', 'default'],
  choices: ['options'],
  urls: ['search'],
  files: ['search'],
  relation: ['to'],
  links: ['to', 'roles'],
  autonumber: ['numbering'],
  formula: ['formula', 'scale'],
  rollUp: ['rollUp', 'scale'],
};
const special = [
  'unique',
  'search',
  'maxLength',
  'scale',
  'min',
  'max',
  'options',
  'to',
  'roles',
  'numbering',
  'default',
  'formula',
  'rollUp',
] as const;

/** A new field's definition. Throws 422 naming what does not go with the kind or with each other. */
export function definitionOf({ noun: _, ...input }: CustomFieldInput, isNoun: (name: string) => boolean) {
  const definition = settled(input.kind, {}, input);
  const faults = faultsOf(definition, input);
  if ((definition.kind === 'relation' || definition.kind === 'links') && !(input.to && isNoun(input.to)))
    faults.push({ path: 'to', code: input.to ? 'unknownNoun' : 'required' });
  if (faults.length > 0) throw invalid(faults);
  return definition;
}

/** The definition with what is said anew. Throws 422 as `definitionOf` does. */
export function changedDefinition(before: CustomFieldDefinition, patch: CustomFieldPatch): CustomFieldDefinition {
  const definition = settled(before.kind, before, patch);
  const faults = faultsOf(definition, patch);
  if (faults.length > 0) throw invalid(faults);
  return definition;
}

/** What was and what is given, put together: null and false are no longer said. */
function settled(
  kind: CustomKind,
  before: Partial<CustomFieldDefinition>,
  { options, ...given }: Partial<CustomFieldInput> & CustomFieldPatch,
): CustomFieldDefinition {
  const merged = { ...before, ...given, ...(options ? { options: withValues(options) } : {}), kind };
  const said = Object.entries(merged).filter(
    ([name, value]) => value !== null && value !== undefined && (value !== false || name === 'default'),
  );
  return Object.fromEntries(said) as unknown as CustomFieldDefinition;
}

type OptionInput = NonNullable<CustomFieldInput['options']>[number];

/** New options get values made of their labels. */
function withValues(options: readonly OptionInput[]): readonly ChoiceOption[] {
  const taken = new Set(options.flatMap(({ value }) => value ?? []));
  return options.map((option) => {
    if (option.value) return { ...option, value: option.value };
    const value = optionValue(Object.values(option.label)[0] ?? '', taken);
    taken.add(value);
    return { ...option, value };
  });
}

function optionValue(label: string, taken: ReadonlySet<string>): string {
  const words = latinWords(label).map((word, index) =>
    index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
  const joined = words.join('').slice(0, 40);
  const base = /^[a-z]/.test(joined) ? joined : `option${joined}`;
  let value = base;
  for (let number = 2; taken.has(value); number++) value = `${base}${number}`;
  return value;
}

function faultsOf(definition: CustomFieldDefinition, given: object): FieldError[] {
  const { kind, options, min, max } = definition;
  const allowed = properties[kind] ?? [];
  const strange = special.filter((name) => name in given && !allowed.includes(name));
  const faults: FieldError[] = strange.map((path) => ({ path, code: 'unknownProperty' }));
  if ((kind === 'formula' || kind === 'rollUp') && definition.required)
    faults.push({ path: 'required', code: 'unknownProperty' });
  if (allowed.includes('options') && !options) faults.push({ path: 'options', code: 'required' });
  if (kind === 'autonumber' && !definition.numbering) faults.push({ path: 'numbering', code: 'required' });
  const values = options?.map(({ value }) => value) ?? [];
  const twice = values.findIndex((value, index) => values.indexOf(value) !== index);
  if (twice >= 0) faults.push({ path: `options.${twice}.value`, code: 'duplicate' });
  if (min !== undefined && max !== undefined && min > max)
    faults.push({ path: 'max', code: 'tooSmall', params: { minimum: min } });
  if (kind === 'rating' && max !== undefined && !(Number.isInteger(max) && max >= 2 && max <= mostStars))
    faults.push({ path: 'max', code: 'notAnOption', params: { options: starCounts } });
  if (faults.length === 0 && definition.default !== undefined) faults.push(...defaultFaults(definition));
  return faults;
}

/** One star says nothing. */
const starCounts = Array.from({ length: mostStars - 1 }, (_, index) => String(index + 2));

/** A default must be a value the field takes. */
function defaultFaults(definition: CustomFieldDefinition): FieldError[] {
  const field = fieldOf({ id: '', noun: '', name: '', version: 1, definition });
  const isGivenUp = definition.options?.some(({ value, retired }) => retired && value === definition.default);
  const isTaken = !isGivenUp && valueInput(field).safeParse(definition.default).success;
  return isTaken ? [] : [{ path: 'default', code: 'wrongValue' }];
}
