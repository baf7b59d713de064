import { customFieldName } from '../../../shared/nouns/custom-field.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { FieldSettingInput } from '../contract/field-settings.api.ts';

/** The setting with values for its new options: `x` and the label, as no module's option begins. */
export function withOptionValues({ options, ...said }: FieldSettingInput, field: Field): FieldSettingDefinition {
  if (!options) return said as FieldSettingDefinition;
  const declared = 'options' in field ? field.options.map(({ value }) => value) : [];
  const taken = new Set(
    [...declared, ...options.flatMap(({ value }) => value ?? [])].map((value) => value.toLowerCase()),
  );
  const named = options.map((option) => {
    if (option.value !== undefined) return { ...option, value: option.value };
    const value = customFieldName(Object.values(option.label ?? {})[0] ?? '', taken);
    taken.add(value.toLowerCase());
    return { ...option, value };
  });
  return { ...said, options: named } as FieldSettingDefinition;
}
