import { Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RelativeDay } from '../../../shared/filter/filter.ts';
import { DayInput } from '../fields/inputs/day-input.tsx';
import { DecimalInput } from '../fields/inputs/decimal-input.tsx';
import { type ConditionValueProps, withValue } from './condition-edit.ts';
import { isRelativeDay, relativeBases, relativeUnits } from './relative-day.ts';

const exact = 'exact';

/** A day of the calendar, or one counted from today that moves with it. */
export function DayValue({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const value = Array.isArray(condition.value) ? condition.value[0] : condition.value;
  const relative = isRelativeDay(value) ? value : null;
  const choose = (base: string) =>
    onChange(withValue(condition, base === exact ? undefined : { ...relative, from: base as RelativeDay['from'] }));
  return (
    <Group gap={6} wrap="wrap">
      <NativeSelect
        aria-label={t('filter.value')}
        value={relative?.from ?? exact}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: exact, label: t('day.exact') },
          ...relativeBases.map((base) => ({ value: base, label: t(`day.${base}`) })),
        ]}
        style={{ flex: '1 1 8rem' }}
      />
      {relative ? (
        <Shift day={relative} onChange={(day) => onChange(withValue(condition, day))} />
      ) : (
        <div style={{ flex: '1 1 8rem' }}>
          <DayInput
            ariaLabel={t('filter.value')}
            value={typeof value === 'string' ? value : null}
            onChange={(day) => onChange(withValue(condition, day ?? undefined))}
          />
        </div>
      )}
    </Group>
  );
}

/** How far from the base: −30 days, +1 quarter. */
function Shift({ day, onChange }: { readonly day: RelativeDay; readonly onChange: (day: RelativeDay) => void }) {
  const { t } = useTranslation('kit');
  const shift = (plus: number, unit: RelativeDay['unit']) =>
    onChange(plus === 0 ? { from: day.from } : { from: day.from, plus, unit: unit ?? 'day' });
  return (
    <Group gap={6} wrap="nowrap" style={{ flex: '1 1 8rem' }}>
      <DecimalInput
        aria-label={t('day.plus')}
        scale={0}
        value={String(day.plus ?? 0)}
        onDecimal={(text) => shift(Number(text ?? 0), day.unit)}
        style={{ flex: '1 1 4rem' }}
      />
      <NativeSelect
        aria-label={t('day.unit')}
        value={day.unit ?? 'day'}
        onChange={(event) => onChange({ ...day, unit: event.currentTarget.value as RelativeDay['unit'] })}
        data={relativeUnits.map((unit) => ({ value: unit, label: t(`day.units.${unit}`) }))}
        style={{ flex: '1 1 6rem' }}
      />
    </Group>
  );
}
