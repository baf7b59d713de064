import { ColorSwatch, Group } from '@mantine/core';
import type { ValueProps } from '../field-view.ts';
import { OutsideLink } from './outside-link.tsx';

export function TextValue({ field, value }: ValueProps<'text'>) {
  if (field.format === 'url') return <WebLink address={value} />;
  if (field.format === 'color') {
    return (
      <Group gap="xs" wrap="nowrap" component="span" display="inline-flex">
        <ColorSwatch color={value} size={14} component="span" aria-hidden />
        {value}
      </Group>
    );
  }
  return <>{value}</>;
}

/** Only web addresses become links: a text with another scheme (`javascript:`) must not run. */
function WebLink({ address }: { readonly address: string }) {
  const shown = address.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return (
    <OutsideLink href={/^https?:\/\//i.test(address) ? address : `https://${address}`} newTab>
      {shown}
    </OutsideLink>
  );
}
