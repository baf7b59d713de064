import { Autocomplete, Select } from '@mantine/core';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { offeredOptions } from '../offered-options.ts';
import { inputAttributes } from './input-attributes.ts';

/** One of the options; an open choice takes any other text too. */
export function ChoiceFieldInput(props: InputProps<'choice'>) {
  const labels = useLabels();
  const { noun, field, value, onChange } = props;
  const options = offeredOptions(field, value === null ? [] : [value]).map((option) => ({
    value: option.value,
    label: labels.option(noun.name, field, option.value),
  }));
  if (!field.open) {
    return (
      <Select
        {...inputAttributes(props)}
        data={options}
        searchable
        clearable={!field.required}
        value={value}
        onChange={onChange}
      />
    );
  }
  const shown = value === null ? '' : (options.find((option) => option.value === value)?.label ?? value);
  const change = (text: string) => {
    const option = options.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    onChange(text === '' ? null : (option?.value ?? text));
  };
  return (
    <Autocomplete
      {...inputAttributes(props)}
      data={options.map(({ label }) => label)}
      value={shown}
      onChange={change}
      clearable={!field.required}
    />
  );
}
