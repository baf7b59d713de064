import { Button } from '@mantine/core';
import { IconChartBar, IconPrinter } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useContext } from 'react';
import { TimeZoneContext } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { dayOf } from '../../../web/i18n/wall-clock.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { dealClients, useCategories } from './categories.ts';
import { usePipelineReport } from './pipeline-report.queries.ts';
import classes from './report.module.css';
import { ReportBody } from './report-body.tsx';
import { ReportFilters } from './report-filters.tsx';
import { type ReportSearch, toQuestion } from './report-search.ts';
import { ReportSkeleton } from './report-skeleton.tsx';

/** What the deals add up to: every figure is a link to the deals it counts. */
export function PipelineReportPage() {
  const { t } = useTranslation('reports');
  const search = useSearch({ strict: false }) as ReportSearch;
  const navigate = useNavigate();
  const today = dayOf(new Date(), useContext(TimeZoneContext));
  // A field that is given up, or hidden from the reader, groups nothing.
  const isKnown = useCategories('deal', dealClients).some(({ path }) => path === search.category);
  const asked = isKnown ? search : { ...search, category: undefined };
  const report = usePipelineReport(toQuestion(asked, today));
  const change = (next: ReportSearch) => void navigate({ to: '.', search: next as never, replace: true });
  return (
    <Page title={t('title')} about={t('navigation.pipelineAbout')} actions={report.data ? <PrintButton /> : null}>
      <ReportFilters search={search} onChange={change} />
      {report.error ? <ErrorState error={report.error} onRetry={() => void report.refetch()} /> : null}
      {!report.data && !report.error ? <ReportSkeleton /> : null}
      {report.data && !report.error ? (
        <div className={classes.report} data-stale={report.isPlaceholderData || undefined}>
          {isEmpty(report.data.totals) ? (
            <NoDeals filtered={Object.keys(search).length > 0} onClear={() => change({})} />
          ) : (
            <ReportBody report={report.data} by={asked.category} />
          )}
        </div>
      ) : null}
    </Page>
  );
}

type Counted = { readonly count: number };

function isEmpty({ open, won, lost }: { readonly open: Counted; readonly won: Counted; readonly lost: Counted }) {
  return open.count + won.count + lost.count === 0;
}

function PrintButton() {
  const { t } = useTranslation('reports');
  return (
    <Button
      className={classes.screenOnly}
      variant="default"
      leftSection={<IconPrinter size={16} />}
      onClick={() => window.print()}
    >
      {t('print')}
    </Button>
  );
}

function NoDeals({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation('reports');
  if (filtered) {
    const clear = (
      <Button variant="default" onClick={onClear}>
        {t('empty.clear')}
      </Button>
    );
    return <EmptyState icon={IconChartBar} title={t('empty.noMatch')} text={t('empty.noMatchText')} actions={clear} />;
  }
  const open = (
    <Button component={Link} to="/deals">
      {t('empty.toDeals')}
    </Button>
  );
  return <EmptyState icon={IconChartBar} title={t('empty.title')} text={t('empty.text')} actions={open} />;
}
