import { Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { Spared } from '../../contract/index.ts';

/** How many records are old enough and stay, and why; nothing where none do. */
export function SparedText({ spared }: { readonly spared: Spared }) {
  const { t } = useTranslation('privacy');
  const reasons = (['open', 'tasks', 'restricted', 'restored'] as const).filter((reason) => spared[reason] > 0);
  if (reasons.length === 0) return null;
  const what = reasons.map((reason) => `${t(`retention.spared.${reason}`)}: ${spared[reason]}`).join('; ');
  return (
    <Text size="sm" c="dimmed">
      {t('retention.stays', { what })}
    </Text>
  );
}
