import { Menu } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { createClient } from '../../../web/client/client.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ListMenuItemProps } from '../../../web/module.ts';
import { exportRecords } from '../contract/index.ts';

const client = createClient();

/** What the list shows as a file: its columns, or all fields. */
export default function ExportMenuItems({ noun, shown }: ListMenuItemProps) {
  const { t, i18n } = useTranslation('exports');
  if (!noun.may.export) return null;
  const { columns, ...what } = shown;
  const language = i18n.language as Language;
  const addressOf = (fields?: readonly string[]) =>
    client.address(exportRecords, {
      params: { plural: noun.plural },
      query: { ...what, language, ...(fields ? { fields } : {}) },
    });
  return (
    <>
      <Menu.Item component="a" href={addressOf(columns)} download leftSection={<IconTableExport size={16} />}>
        {t('menu.shown')}
      </Menu.Item>
      <Menu.Item component="a" href={addressOf()} download leftSection={<IconTableExport size={16} />}>
        {t('menu.all')}
      </Menu.Item>
    </>
  );
}
