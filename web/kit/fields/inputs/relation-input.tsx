import { withinFilter } from '../../data/within.ts';
import { RelationPicker } from '../../form/relation-picker.tsx';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

export function RelationFieldInput(props: InputProps<'relation'>) {
  const { label, error, required, disabled } = inputAttributes(props);
  return (
    <RelationPicker
      noun={props.field.to}
      filter={withinFilter(props.field, props.siblings)}
      creatable
      naming={props.naming}
      label={label}
      ariaLabel={props.ariaLabel}
      error={error}
      required={required}
      disabled={disabled}
      autoFocus={props.autoFocus}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
