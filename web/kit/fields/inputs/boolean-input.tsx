import { Switch } from '@mantine/core';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

export function BooleanFieldInput(props: InputProps<'boolean'>) {
  const { withAsterisk: _, required: __, ...attributes } = inputAttributes(props);
  return (
    <Switch
      {...attributes}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
