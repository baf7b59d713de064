import { ColorSwatch, Group } from '@mantine/core';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { ValueProps } from '../field-view.ts';
import { OutsideLink } from './outside-link.tsx';

export function TextValue({ field, value }: ValueProps<'text'>) {
  if (field.format === 'url') return <WebLink address={value} />;
  if (field.format === 'color') return <Color value={value} />;
  return <>{value}</>;
}

/** A colour has a name in the person's language, or else its code. */
function Color({ value }: { readonly value: string }) {
  const { t } = useTranslation('kit');
  return (
    <Group gap="xs" wrap="nowrap" component="span" display="inline-flex">
      <ColorSwatch color={value} size={14} component="span" aria-hidden />
      {t(`color.${value}`, { defaultValue: value })}
    </Group>
  );
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
