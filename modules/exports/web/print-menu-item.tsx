import { Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import type { ListMenuItemProps } from '../../../web/module.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { footOf, printList } from './printing.ts';

/** What the list shows on paper: its columns, all of its records. */
export default function PrintMenuItem({ noun, shown }: ListMenuItemProps) {
  const { t, i18n } = useTranslation('exports');
  const labels = useLabels();
  const format = useFormat();
  if (!noun.may.export) return null;
  const { columns, ...query } = shown;
  const what = { plural: noun.plural, query: { ...query, fields: [...columns] }, language: i18n.language as Language };
  const foot = (table: Parameters<typeof footOf>[0]) => footOf(table, t, format.dateTime);
  const print = () =>
    void printList(what, { title: labels.nouns(noun.name), foot }).catch((error: unknown) => notifyProblem(error, t));
  return (
    <Menu.Item leftSection={<IconPrinter size={16} />} onClick={print}>
      {t('print.list')}
    </Menu.Item>
  );
}
