import { Text } from '@mantine/core';
import { useLabels } from '../../labels.ts';
import { RecordLink } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import { ReferenceLabel } from './reference-label.tsx';

/** What is pointed at, and of what kind it is. */
export function AnyRelationValue({ value, compact }: ValueProps<'anyRelation'>) {
  const labels = useLabels();
  return (
    <>
      <RecordLink noun={value.noun} id={value.id}>
        <ReferenceLabel noun={value.noun} reference={value} />
      </RecordLink>
      {!compact && (
        <Text component="span" inherit c="dimmed" ms={6}>
          {labels.noun(value.noun)}
        </Text>
      )}
    </>
  );
}
