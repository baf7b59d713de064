import type { InputProps } from '../field-view.ts';
import { DecimalInput } from './decimal-input.tsx';
import { inputAttributes } from './input-attributes.ts';

export function PercentFieldInput(props: InputProps<'percent'>) {
  const { field, value, onChange } = props;
  return (
    <DecimalInput
      {...inputAttributes(props)}
      scale={field.scale}
      rightSection="%"
      rightSectionPointerEvents="none"
      value={value === null ? null : String(value)}
      onDecimal={(text) => onChange(text === null ? null : Number(text))}
    />
  );
}
