import { MultiSelect } from '@mantine/core';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { offeredOptions } from '../offered-options.ts';
import { inputAttributes } from './input-attributes.ts';

export function ChoicesFieldInput(props: InputProps<'choices'>) {
  const labels = useLabels();
  const { noun, field, value, onChange } = props;
  return (
    <MultiSelect
      {...inputAttributes(props)}
      data={offeredOptions(field, value ?? []).map((option) => ({
        value: option.value,
        label: labels.option(noun.name, field, option.value),
      }))}
      searchable
      clearable
      value={[...(value ?? [])]}
      onChange={onChange}
    />
  );
}
