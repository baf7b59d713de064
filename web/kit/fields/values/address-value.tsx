import { Text } from '@mantine/core';
import type { Address } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { countryName } from '../country-name.ts';
import type { ValueProps } from '../field-view.ts';

export function AddressValue({ value, compact }: ValueProps<'address'>) {
  const { i18n } = useTranslation('kit');
  const lines = addressLines({
    ...value,
    ...(value.country ? { country: countryName(value.country, i18n.language) } : {}),
  });
  if (compact) return <>{lines.join(', ')}</>;
  return (
    <Text component="span" inherit style={{ whiteSpace: 'pre-line' }}>
      {lines.join('\n')}
    </Text>
  );
}

/** Street; postal code and city; region; country: the lines that say anything. */
function addressLines(address: Address): readonly string[] {
  const place = [address.postalCode, address.city].filter(Boolean).join(' ');
  return [address.street, place, address.region, address.country].filter((line): line is string => Boolean(line));
}
