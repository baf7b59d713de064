import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { addressOf } from '../../../../web/client/address.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { showUndo } from '../../../../web/kit/undo-notice.tsx';
import { useViewName } from '../../../../web/kit/views/view-names.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { OwnReport } from '../../contract/own-reports.api.ts';
import { useRemoveReport, useRestoreReport } from './own-reports.queries.ts';

interface ReportMenuProps {
  readonly report: OwnReport;
  /** As they are shown; absent where the reader may not know them. */
  readonly settings?: ReportSettings;
  readonly onName?: () => void;
}

/** What can be done with a report besides changing what it asks. */
export function ReportMenu({ report, settings, onName }: ReportMenuProps) {
  const { t } = useTranslation('reports');
  const nameOf = useViewName();
  const navigate = useNavigate();
  const remove = useRemove(report);
  const duplicate = () =>
    void navigate({
      to: '/reports/new' as never,
      search: { noun: report.noun, settings, name: t('views:copyOf', { name: nameOf(report) }) } as never,
    });
  if (!settings && !report.mayChange) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="input-sm" variant="default" aria-label={t('own.menu')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {settings && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={duplicate}>
            {t('views:duplicate')}
          </Menu.Item>
        )}
        {settings && <FileItems report={report} settings={settings} />}
        {report.mayChange && onName && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={onName}>
            {t('views:change')}
          </Menu.Item>
        )}
        {report.mayChange && (
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove}>
            {t('own.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The table as a file, for who may export such records. */
function FileItems({ report, settings }: Required<Pick<ReportMenuProps, 'report' | 'settings'>>) {
  const { t, i18n } = useTranslation('reports');
  const nameOf = useViewName();
  const noun = useNoun(report.noun);
  if (!noun?.may.export) return null;
  const asked = { noun: report.noun, settings, title: nameOf(report), language: i18n.language };
  return (['csv', 'xlsx'] as const).map((format) => (
    <Menu.Item
      key={format}
      component="a"
      href={addressOf('/reports/file', {}, { ...asked, format })}
      download
      leftSection={<IconDownload size={16} />}
    >
      {t('own.file', { format: format.toUpperCase() })}
    </Menu.Item>
  ));
}

/** Puts the report in the bin and offers to take it out again. */
function useRemove(report: OwnReport): () => void {
  const { t } = useTranslation('reports');
  const nameOf = useViewName();
  const navigate = useNavigate();
  const remove = useRemoveReport();
  const restore = useRestoreReport();
  const fail = (error: Error) => notifyProblem(error, t);
  return () =>
    remove.mutate(report.id, {
      onError: fail,
      onSuccess: () => {
        void navigate({ to: '/reports' as never });
        const texts = {
          text: t('own.deleted', { name: nameOf(report) }),
          undo: t('views:undo'),
          close: t('views:cancel'),
        };
        showUndo(`report:${report.id}`, texts, () => restore.mutate(report.id, { onError: fail }));
      },
    });
}
