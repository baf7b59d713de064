import { Group } from '@mantine/core';
import { useLabels } from '../../labels.ts';
import type { ValueProps } from '../field-view.ts';
import { ChoiceBadge } from './choice-badge.tsx';

export function ChoicesValue({ noun, field, value, compact }: ValueProps<'choices'>) {
  const labels = useLabels();
  return (
    <Group
      component="span"
      display="inline-flex"
      maw="100%"
      gap={4}
      wrap={compact ? 'nowrap' : 'wrap'}
      style={{ overflow: 'hidden', verticalAlign: 'bottom' }}
    >
      {value.map((item) => (
        <ChoiceBadge key={item} color={field.options.find((option) => option.value === item)?.color}>
          {labels.option(noun.name, field, item)}
        </ChoiceBadge>
      ))}
    </Group>
  );
}
