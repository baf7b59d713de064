import { useFormat } from '../../../i18n/use-format.ts';
import type { ValueProps } from '../field-view.ts';

export function DateTimeValue({ value }: ValueProps<'datetime'>) {
  const format = useFormat();
  return <time dateTime={value}>{format.dateTime(value)}</time>;
}
