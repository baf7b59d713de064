import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { coordinates, farthest, parseLocation } from '../../../shared/geo/location.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { DecimalInput } from '../fields/inputs/decimal-input.tsx';
import { isArea } from './area.ts';
import { type ConditionValueProps, withValue } from './condition-edit.ts';

/** So many kilometres around a point; a condition only when both are there. */
export function AreaValue({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const area = isArea(condition.value) ? condition.value : null;
  const [typed, setTyped] = useState(() => (area ? coordinates(area) : ''));
  const [kilometres, setKilometres] = useState<number | null>(area?.kilometres ?? 10);
  const change = (text: string, reach: number | null) => {
    setTyped(text);
    setKilometres(reach);
    const point = parseLocation(text);
    const isWhole = point !== null && reach !== null && reach > 0 && reach <= farthest;
    onChange(withValue(condition, isWhole ? { ...point, kilometres: reach } : undefined));
  };
  return (
    <Group gap={6} wrap="wrap">
      <DecimalInput
        aria-label={t('filter.kilometres')}
        rightSection={t('filter.km')}
        rightSectionPointerEvents="none"
        value={kilometres === null ? null : String(kilometres)}
        onDecimal={(text) => change(typed, text === null ? null : Number(text))}
        style={{ flex: '1 1 5rem' }}
      />
      <TextInput
        aria-label={t('part.coordinates')}
        placeholder="40.1772, 44.5126"
        value={typed}
        error={typed.trim() !== '' && parseLocation(typed) === null}
        onChange={(event) => change(event.currentTarget.value, kilometres)}
        style={{ flex: '2 1 9rem' }}
      />
    </Group>
  );
}
