import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Line {
  readonly key: string;
  readonly text: ReactNode;
  readonly note?: string | undefined;
}

/** Several values: one a line, or the first with how many more there are. */
export function ManyLines({ items, compact }: { readonly items: readonly Line[]; readonly compact: boolean }) {
  const [first] = items;
  if (compact && first) {
    return (
      <>
        {first.text}
        {items.length > 1 && <Note>+{items.length - 1}</Note>}
      </>
    );
  }
  return (
    <Stack component="span" gap={2}>
      {items.map((item) => (
        <span key={item.key}>
          {item.text}
          {item.note && <Note>{item.note}</Note>}
        </span>
      ))}
    </Stack>
  );
}

/** After a space, so that a line may end before it and not in the middle of a word. */
function Note({ children }: { readonly children: ReactNode }) {
  return (
    <>
      {' '}
      <Text component="span" inherit c="dimmed" ms={2}>
        {children}
      </Text>
    </>
  );
}
