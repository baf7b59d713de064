import { DateText } from '../../../ui/value-text.tsx';
import type { ValueProps } from '../field-view.ts';

export function DateValue({ value }: ValueProps<'date'>) {
  return <DateText value={value} />;
}
