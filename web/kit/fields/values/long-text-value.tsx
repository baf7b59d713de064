import { Text } from '@mantine/core';
import type { ValueProps } from '../field-view.ts';

export function LongTextValue({ value, compact }: ValueProps<'longText'>) {
  if (compact) return <>{value.replace(/\s+/g, ' ')}</>;
  return (
    <Text component="span" inherit style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {value}
    </Text>
  );
}
