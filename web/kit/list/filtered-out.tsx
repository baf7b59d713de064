import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { List } from './use-list.ts';

/** Says at a board or calendar of empty places that a filter or search leaves nothing there, and takes them away. */
export function FilteredOut({ search, change }: Pick<List, 'search' | 'change'>) {
  const { t } = useTranslation('kit');
  if (!search.filter && !search.search) return null;
  return (
    <Group role="status" gap="xs" px="md" py="xs">
      <Text size="sm">{t('list.noMatchText')}</Text>
      <Button variant="default" size="compact-sm" onClick={() => change({ filter: undefined, search: undefined })}>
        {t('list.clearFilters')}
      </Button>
    </Group>
  );
}
