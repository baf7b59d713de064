import { Code } from '@mantine/core';
import type { ValueProps } from '../field-view.ts';

export function JsonValue({ value, compact }: ValueProps<'json'>) {
  if (compact)
    return <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{JSON.stringify(value)}</span>;
  return (
    <Code block style={{ maxHeight: '20rem', overflow: 'auto' }}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}
