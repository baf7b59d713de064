import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { RelativeDay } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
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

/** How far from the base: 30 days earlier, 1 quarter later. */
function Shift({ day, onChange }: { readonly day: RelativeDay; readonly onChange: (day: RelativeDay) => void }) {
  const { t } = useTranslation('kit');
  // No way at all has no direction of its own, and what was chosen must not spring back before a number is typed.
  const [direction, setDirection] = useState<Direction>((day.plus ?? 0) > 0 ? 'later' : 'earlier');
  const { from, plus = 0, unit = 'day' } = day;
  const shift = (count: number, towards: Direction, by: NonNullable<RelativeDay['unit']>) => {
    const moved = Math.abs(count) * (towards === 'earlier' ? -1 : 1);
    onChange({ from, ...(count === 0 ? {} : { plus: moved }), unit: by });
  };
  return (
    <Group gap={6} wrap="nowrap" style={{ flex: '1 1 12rem' }}>
      <DecimalInput
        aria-label={t('day.plus')}
        scale={0}
        value={String(Math.abs(plus))}
        onDecimal={(text) => shift(Number(text ?? 0), direction, unit)}
        style={{ flex: '0 1 4rem' }}
      />
      <NativeSelect
        aria-label={t('day.unit')}
        value={`${direction}.${unit}`}
        onChange={(event) => {
          const chosen = ways.find(({ value }) => value === event.currentTarget.value);
          if (!chosen) return;
          setDirection(chosen.direction);
          shift(plus, chosen.direction, chosen.unit);
        }}
        data={ways.map(({ value }) => ({ value, label: t(`day.shift.${value}`) }))}
        style={{ flex: '1 1 8rem' }}
      />
    </Group>
  );
}

type Direction = (typeof directions)[number];
const directions = ['earlier', 'later'] as const;
const ways = directions.flatMap((direction) =>
  relativeUnits.map((unit) => ({ value: `${direction}.${unit}` as const, direction, unit })),
);
