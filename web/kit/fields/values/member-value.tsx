import { Avatar, Group, Text } from '@mantine/core';
import type { ValueProps } from '../field-view.ts';
import { ReferenceLabel } from './reference-label.tsx';

export function MemberValue({ value }: ValueProps<'member'>) {
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex" maw="100%" style={{ verticalAlign: 'bottom' }}>
      {value.label && <Avatar component="span" size={20} radius="xl" name={value.label} color="initials" aria-hidden />}
      <Text component="span" inherit truncate style={{ whiteSpace: 'var(--value-wrap, nowrap)' }}>
        <ReferenceLabel noun="member" reference={value} />
      </Text>
    </Group>
  );
}
