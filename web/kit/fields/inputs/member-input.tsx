import { RelationPicker } from '../../form/relation-picker.tsx';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

export function MemberFieldInput(props: InputProps<'member'>) {
  const { label, error, required, disabled } = inputAttributes(props);
  return (
    <RelationPicker
      noun="member"
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
