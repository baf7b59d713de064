import { Text } from '@mantine/core';
import { useFormat } from '../../../i18n/use-format.ts';

/** How large a file is: 640 kB, 2.4 MB. */
export function FileSize({ bytes }: { readonly bytes: number }) {
  const format = useFormat();
  const [size, unit] = bytes < 1_000_000 ? [Math.max(0.1, bytes / 1000), 'kB'] : [bytes / 1_000_000, 'MB'];
  return (
    <Text component="span" inherit c="dimmed">
      {format.number(size, { maximumFractionDigits: size < 10 ? 1 : 0 })} {unit}
    </Text>
  );
}
