import { Button, Group } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { ProgressJob } from '../../../../web/ui/progress-job.tsx';
import type { ReportSettings } from '../../contract/own-report.ts';
import classes from './own-report.module.css';
import { useFigures } from './own-reports.queries.ts';
import { ReportPicture } from './report-picture.tsx';

interface ReportPreviewProps {
  readonly noun: NounMetadata;
  readonly settings: ReportSettings;
  /** Takes the conditions away. */
  readonly onClear: () => void;
}

/** The report's figures as they are now; work that takes longer than a moment says so and can be stopped. */
export function ReportPreview({ noun, settings, onClear }: ReportPreviewProps) {
  const { t } = useTranslation('reports');
  const { data, error, isFetching, isPlaceholderData, refetch, stop } = useFigures(noun.name, settings);
  const isSlow = useSlow(isFetching);
  const isStopped = !isFetching && !error && (!data || isPlaceholderData);
  // While another question is asked the picture stays; it was drawn for the settings that it was asked with.
  const [shown, setShown] = useState<{ readonly data: typeof data; readonly settings: ReportSettings } | null>(null);
  useEffect(() => {
    if (data && !isPlaceholderData) setShown({ data, settings });
  }, [data, isPlaceholderData, settings]);
  const drawn = data && !isPlaceholderData ? { data, settings } : shown;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes.answer} aria-busy={isFetching}>
      {isSlow && (
        <Group wrap="nowrap" align="flex-start">
          <div style={{ flex: 1 }}>
            <ProgressJob label={t('own.working')} share={null} />
          </div>
          <Button variant="default" size="xs" onClick={stop}>
            {t('own.stop')}
          </Button>
        </Group>
      )}
      {isStopped && (
        <Button variant="default" onClick={() => void refetch()}>
          {t('own.workOut')}
        </Button>
      )}
      {!drawn?.data && isFetching && !isSlow && <LoadingState lines={6} />}
      {drawn?.data && (
        <div className={classes.answer} data-stale={isPlaceholderData || undefined}>
          {isEmpty(drawn.data) ? (
            <EmptyState
              icon={IconChartBar}
              title={t('own.noRecords')}
              text={t('own.noRecordsText')}
              actions={
                drawn.settings.filter && (
                  <Button variant="default" onClick={onClear}>
                    {t('own.clearFilter')}
                  </Button>
                )
              }
            />
          ) : (
            <ReportPicture answer={{ noun, settings: drawn.settings, figures: drawn.data }} />
          )}
        </div>
      )}
    </div>
  );
}

function isEmpty({ total, rows, otherRows }: NonNullable<ReturnType<typeof useFigures>['data']>): boolean {
  return rows.length === 0 && !otherRows && total.every(({ value, apart }) => !value && !apart);
}

/** Whether it has been so for longer than a second. */
function useSlow(isFetching: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isFetching) return;
    const timer = setTimeout(() => setSlow(true), 1000);
    return () => clearTimeout(timer);
  }, [isFetching]);
  return isSlow;
}
