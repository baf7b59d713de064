import { Menu } from '@mantine/core';
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { createClient } from '../../../web/client/client.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ListMenuItemProps } from '../../../web/module.ts';
import { exportFormats, exportRecords } from '../contract/index.ts';

const client = createClient();

/** What the list shows as a file: its columns, or all fields. */
export default function ExportMenuItems({ noun, shown }: ListMenuItemProps) {
  const { t, i18n } = useTranslation('exports');
  if (!noun.may.export) return null;
  const { columns, ...what } = shown;
  const language = i18n.language as Language;
  const addressOf = (format: Format, fields?: readonly string[]) =>
    client.address(exportRecords, {
      params: { plural: noun.plural },
      query: { ...what, language, format, ...(fields ? { fields } : {}) },
    });
  const items = (['shown', 'all'] as const).flatMap((which) => exportFormats.map((format) => ({ which, format })));
  return items.map(({ which, format }) => (
    <Menu.Item
      key={`${which} ${format}`}
      component="a"
      href={addressOf(format, which === 'shown' ? columns : undefined)}
      download
      leftSection={format === 'csv' ? <IconFileTypeCsv size={16} /> : <IconFileSpreadsheet size={16} />}
    >
      {t(`menu.${which}`, { format: format.toUpperCase() })}
    </Menu.Item>
  ));
}

type Format = (typeof exportFormats)[number];
