import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type Filter, filterLimits } from '../../../../shared/filter/filter.ts';
import type { OptionOffers } from '../../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { unofferedFilter } from '../../../../shared/nouns/option-offers.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

/** Tells how many records keep what is not offered to them any more, and leads to them. */
export function useUnofferedNotice(noun: NounMetadata, field: string) {
  const { t } = useTranslation('customisation');
  const navigate = useNavigate();
  return (count: number, offers: OptionOffers) => {
    const id = `unoffered:${noun.name}.${field}`;
    const filter = listable(unofferedFilter(field, offers));
    const show = () => {
      notifications.hide(id);
      void navigate({ to: `/${noun.plural}`, search: { saved: 'all', as: 'list', filter } } as never);
    };
    const message = (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('setting.unoffered', { count })}</Text>
        {filter && (
          <Button variant="light" size="xs" style={{ flex: 'none' }} onClick={show}>
            {t('setting.showUnoffered')}
          </Button>
        )}
      </Group>
    );
    const close = { 'aria-label': t('shell:action.close') };
    notifications.show({ id, message, autoClose: 20_000, role: 'status', closeButtonProps: close });
  };
}

/** The filter, where a list can be asked for it at once. */
function listable(filter: Filter): Filter | null {
  const parts = 'any' in filter ? 1 + 3 * filter.any.length : 1;
  return parts <= filterLimits.conditions ? filter : null;
}
