import type { FieldError } from '../../../shared/errors.ts';
import { checkFieldCondition } from '../../../shared/filter/field-conditions.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { matchesPattern } from '../../../shared/text/pattern.ts';

export interface SettingTarget {
  readonly noun: Noun;
  readonly name: string;
  /** As it was declared. */
  readonly field: Field;
}

/** What of a setting does not go with the field, or makes no sense in itself. */
export function settingFaults(definition: FieldSettingDefinition, target: SettingTarget): FieldError[] {
  return [
    ...visibilityFaults(definition, target),
    ...demandFaults(definition, target),
    ...patternFaults(definition, target),
    ...optionFaults(definition, target),
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

function conditionFaults(path: string, filter: Filter | undefined, { noun }: SettingTarget): FieldError[] {
  if (!filter) return [];
  return checkFieldCondition(filter, noun).map((fault) => ({
    ...fault,
    path: [path, fault.path].filter(Boolean).join('.'),
  }));
}
