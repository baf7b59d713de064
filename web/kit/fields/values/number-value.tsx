import { useFormat } from '../../../i18n/use-format.ts';
import { clockText } from '../../../ui/clock-text.ts';
import type { ValueProps } from '../field-view.ts';

export function NumberValue({ field, value }: ValueProps<'number'>) {
  const format = useFormat();
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      {field.isDuration
        ? clockText(value)
        : format.number(value, { maximumFractionDigits: field.scale ?? 6, useGrouping: !isYear(field) })}
    </span>
  );
}

/** A whole number between 1000 and 9999 is a year: 1987, not 1,987. */
const isYear = ({ scale, min = 0, max = Number.POSITIVE_INFINITY }: ValueProps<'number'>['field']) =>
  scale === 0 && min >= 1000 && max <= 9999;
