import { IconLock } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { NounGate } from '../../../../web/kit/noun-gate.tsx';
import { useViewName } from '../../../../web/kit/views/view-names.ts';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import type { OwnReport } from '../../contract/own-reports.api.ts';
import type { OwnReportSearch } from './own-report-search.ts';
import { useReport } from './own-reports.queries.ts';
import { ReportDesk } from './report-desk.tsx';
import { useSubjects } from './report-fields.ts';
import { ReportMenu } from './report-menu.tsx';
import { settingsFor } from './usual-settings.ts';

/** A report that is being built and kept nowhere yet: its address holds it. */
export function NewReportPage() {
  const { t } = useTranslation('reports');
  const search = useSearch({ strict: false }) as OwnReportSearch;
  const subjects = useSubjects();
  const navigate = useNavigate();
  const noun = search.noun ?? (subjects.find(({ name }) => name === 'deal') ?? subjects[0])?.name;
  const show = (next: OwnReportSearch) =>
    void navigate({ to: '.', search: { ...search, ...next } as never, replace: true });
  if (!noun) return <LoadingState lines={8} />;
  return (
    <NounGate name={noun}>
      {(known) => (
        <ReportDesk
          title={search.name ?? t('own.add')}
          noun={known}
          settings={search.settings ?? settingsFor()}
          report={null}
          isChanged
          onChange={(settings) => show({ noun: known.name, settings })}
          onNoun={(name, settings) => show({ noun: name, settings, name: undefined })}
        />
      )}
    </NounGate>
  );
}

/** A report as it is kept; what is changed of it stands in the address until it is saved. */
export function OwnReportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation('reports');
  const nameOf = useViewName();
  const { data: report, error, refetch } = useReport(id);
  if (report?.settings) return <OpenReport key={id} report={report} settings={report.settings} />;
  return (
    <Page title={report ? nameOf(report) : t('navigation.own')} actions={report && <ReportMenu report={report} />}>
      {error && !report && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!report && !error && <LoadingState lines={8} />}
      {report && <EmptyState icon={IconLock} title={t('own.closed')} text={t('own.closedText')} />}
    </Page>
  );
}

interface OpenReportProps {
  readonly report: OwnReport;
  readonly settings: NonNullable<OwnReport['settings']>;
}

function OpenReport({ report, settings }: OpenReportProps) {
  const search = useSearch({ strict: false }) as OwnReportSearch;
  const navigate = useNavigate();
  const nameOf = useViewName();
  const show = (next: OwnReportSearch) => void navigate({ to: '.', search: next as never, replace: true });
  return (
    <NounGate name={report.noun}>
      {(noun) => (
        <ReportDesk
          title={nameOf(report)}
          noun={noun}
          settings={search.settings ?? settings}
          report={report}
          isChanged={search.settings !== undefined}
          onChange={(changed) => show({ settings: changed })}
          onReset={() => show({})}
        />
      )}
    </NounGate>
  );
}
