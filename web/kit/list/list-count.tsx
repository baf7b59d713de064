import { Text, VisuallyHidden } from '@mantine/core';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { List } from './use-list.ts';

/** How many records there are: "60+" at once, the exact number when it is known, of very many about how many. */
export function ListCount({ list }: { readonly list: List }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { records, hasNextPage, hasPreviousPage, isSuccess } = list.list;
  const isPart = hasNextPage || hasPreviousPage;
  if (list.isListed ? !isSuccess : !list.count.data) return null;
  const counted = isPart || !list.isListed ? list.count.data : { count: records.length, capped: false };
  const about = list.isListed && isPart && counted?.capped ? list.positions?.about : undefined;
  const text = about
    ? `≈ ${format.number(Number(about.toPrecision(2)))}`
    : counted
      ? format.number(counted.count) + (counted.capped ? '+' : '')
      : `${format.number(records.length)}+`;
  return (
    <Text component="span" size="sm" c="dimmed" aria-live="polite" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <span aria-hidden>{text}</span>
      <VisuallyHidden>
        {t('list.count', { count: about ?? counted?.count ?? records.length, shown: text })}
      </VisuallyHidden>
    </Text>
  );
}
