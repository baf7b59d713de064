import { Button } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { OwnReport } from '../../contract/own-reports.api.ts';
import { useChangeReport } from './own-reports.queries.ts';

interface SaveChangesProps {
  readonly report: OwnReport;
  readonly settings: ReportSettings;
  /** Shows the report as it is kept. */
  readonly onDone: () => void;
}

/** Keeps what was changed of a report, or goes back to it as it was. */
export function SaveChanges({ report, settings, onDone }: SaveChangesProps) {
  const { t } = useTranslation('reports');
  const change = useChangeReport();
  const save = () =>
    change.mutate(
      { id: report.id, version: report.version, draft: { settings } },
      {
        onSuccess: () => {
          notifyDone(t('own.saved'));
          onDone();
        },
        onError: (error) => notifyProblem(error, t),
      },
    );
  return (
    <>
      <Button variant="default" onClick={onDone}>
        {t('views:reset')}
      </Button>
      {report.mayChange && (
        <Button loading={change.isPending} onClick={save}>
          {t('own.save')}
        </Button>
      )}
    </>
  );
}
