import type { InputProps } from '../field-view.ts';
import { DayInput } from './day-input.tsx';

export function DateFieldInput({ field, ...rest }: InputProps<'date'>) {
  const { value, onChange, label, ariaLabel, error, autoFocus, disabled } = rest;
  return (
    <DayInput
      value={value}
      onChange={onChange}
      label={label}
      ariaLabel={ariaLabel}
      error={error}
      autoFocus={autoFocus}
      disabled={disabled}
      required={field.required}
    />
  );
}
