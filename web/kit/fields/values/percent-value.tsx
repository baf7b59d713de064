import { useFormat } from '../../../i18n/use-format.ts';
import type { ValueProps } from '../field-view.ts';

export function PercentValue({ field, value }: ValueProps<'percent'>) {
  const format = useFormat();
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{format.percent(value / 100, field.scale ?? 2)}</span>;
}
