import type { FieldError } from '../../../shared/errors.ts';
import { checkFieldCondition } from '../../../shared/filter/field-conditions.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { isChoice } from '../../../shared/nouns/option-offers.ts';
import { matchesPattern } from '../../../shared/text/pattern.ts';

export interface SettingTarget {
  readonly noun: Noun;
  readonly name: string;
  /** As it was declared. */
  readonly field: Field;
  /** The noun's fields as the workspace wants them so far. */
  readonly settled: Readonly<Record<string, Field>>;
}

/** What of a setting does not go with the field, or makes no sense in itself. */
export function settingFaults(definition: FieldSettingDefinition, target: SettingTarget): FieldError[] {
  return [
    ...visibilityFaults(definition, target),
    ...demandFaults(definition, target),
    ...patternFaults(definition, target),
    ...optionFaults(definition, target),
    ...offerFaults(definition, target),
    ...conditionFaults('visibleWhen', definition.visibleWhen, target),
    ...conditionFaults('requiredWhen', definition.requiredWhen, target),
    ...(definition.checks ?? []).flatMap(({ refuseWhen }, index) =>
      conditionFaults(`checks.${index}.refuseWhen`, refuseWhen, target),
    ),
  ];
}

/** A record's name is always shown, and so is what its module can not do without. */
function visibilityFaults({ hidden, visibleWhen }: FieldSettingDefinition, target: SettingTarget): FieldError[] {
  const { noun, name, field } = target;
  const needed = noun.title === name || (field.required === true && !field.custom);
  const faults: FieldError[] = [];
  if (hidden && (needed || field.required)) faults.push({ path: 'hidden', code: 'alwaysShown' });
  if (visibleWhen && needed) faults.push({ path: 'visibleWhen', code: 'alwaysShown' });
  return faults;
}

/** Nobody can be asked for what only the server writes. */
function demandFaults({ requiredWhen, checks }: FieldSettingDefinition, { field }: SettingTarget): FieldError[] {
  if (!field.readOnly) return [];
  return [
    ...(requiredWhen ? [{ path: 'requiredWhen', code: 'readOnly' }] : []),
    ...(checks?.length ? [{ path: 'checks', code: 'readOnly' }] : []),
  ];
}

function patternFaults({ pattern }: FieldSettingDefinition, { field }: SettingTarget): FieldError[] {
  if (!pattern) return [];
  if (field.kind !== 'text' || field.readOnly) return [{ path: 'pattern', code: 'unknownProperty' }];
  return matchesPattern(pattern.example, pattern)
    ? []
    : [{ path: 'pattern.example', code: 'wrongPattern', params: { example: pattern.masks.join(', ') } }];
}

/** Options that code depends on can be called otherwise and coloured; a workspace's directories are its own to keep. */
function optionFaults({ options }: FieldSettingDefinition, { field }: SettingTarget): FieldError[] {
  if (!options) return [];
  if (!('options' in field) || field.custom) return [{ path: 'options', code: 'unknownProperty' }];
  const declared = new Set(field.options.map(({ value }) => value));
  const preset = 'default' in field ? field.default : undefined;
  const seen = new Set<string>();
  return options.flatMap(({ value, label, retired }, index): FieldError[] => {
    const path = `options.${index}`;
    if (seen.has(value)) return [{ path: `${path}.value`, code: 'duplicate' }];
    seen.add(value);
    if (!declared.has(value) && !field.extensible) return [{ path, code: 'notExtensible' }];
    if (!declared.has(value) && !label) return [{ path: `${path}.label`, code: 'required' }];
    if (retired && (!field.extensible || value === preset)) return [{ path: `${path}.retired`, code: 'notExtensible' }];
    return [];
  });
}

/** What is offered beside what must be options that there are, and no choice may wait for itself. */
function offerFaults({ offeredWith, options = [] }: FieldSettingDefinition, target: SettingTarget): FieldError[] {
  if (!offeredWith) return [];
  const { name, field, settled } = target;
  const by = settled[offeredWith.field];
  if (!isChoice(field)) return [{ path: 'offeredWith', code: 'unknownProperty' }];
  if (field.readOnly) return [{ path: 'offeredWith', code: 'readOnly' }];
  if (!by || by.retired) return [{ path: 'offeredWith.field', code: 'unknownField' }];
  if (!isChoice(by)) return [{ path: 'offeredWith.field', code: 'notAChoice' }];
  if (leadsTo(name, offeredWith.field, settled)) return [{ path: 'offeredWith.field', code: 'offersCycle' }];
  const own = [...new Set([...field.options, ...options].map(({ value }) => value))];
  const others = by.options.map(({ value }) => value);
  const unknown = (path: string, known: readonly string[]) => ({
    path,
    code: 'notAnOption',
    params: { options: known },
  });
  return Object.entries(offeredWith.options).flatMap(([option, beside]) => {
    const path = `offeredWith.options.${option}`;
    if (!own.includes(option)) return [unknown(path, own)];
    return beside.flatMap((one, index) => (others.includes(one) ? [] : [unknown(`${path}.${index}`, others)]));
  });
}

/** Whether a choice depends on the other one, be it over further ones. */
function leadsTo(sought: string, from: string, settled: SettingTarget['settled'], passed = new Set<string>()): boolean {
  if (from === sought) return true;
  const next = settled[from]?.offeredWith?.field;
  return next !== undefined && !passed.has(from) && leadsTo(sought, next, settled, passed.add(from));
}

function conditionFaults(path: string, filter: Filter | undefined, { noun }: SettingTarget): FieldError[] {
  if (!filter) return [];
  return checkFieldCondition(filter, noun).map((fault) => ({
    ...fault,
    path: [path, fault.path].filter(Boolean).join('.'),
  }));
}
