import { Textarea } from '@mantine/core';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

export function LongTextFieldInput(props: InputProps<'longText'>) {
  return (
    <Textarea
      {...inputAttributes(props)}
      autosize
      minRows={3}
      maxRows={14}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}
