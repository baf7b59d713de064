import { Autocomplete, ColorInput, TextInput } from '@mantine/core';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

export function TextFieldInput(props: InputProps<'text'>) {
  const { field, value, onChange } = props;
  const change = (text: string) => onChange(text === '' ? null : text);
  const attributes = { ...inputAttributes(props), value: value ?? '', maxLength: field.maxLength };
  if (field.format === 'color')
    return <ColorInput {...attributes} onChange={change} swatches={[...swatches]} withEyeDropper={false} />;
  if (field.format === 'timeZone') {
    return <Autocomplete {...attributes} limit={50} data={Intl.supportedValuesOf('timeZone')} onChange={change} />;
  }
  if (field.format === 'currency') {
    return <Autocomplete {...attributes} limit={50} data={Intl.supportedValuesOf('currency')} onChange={change} />;
  }
  return (
    <TextInput
      {...attributes}
      type={field.format === 'url' ? 'url' : 'text'}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** Eight hues that are told apart on light and dark. */
const swatches = ['#868e96', '#e03131', '#e8590c', '#f08c00', '#2f9e44', '#0c8599', '#1971c2', '#9c36b5'] as const;
