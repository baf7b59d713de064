import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './report.module.css';

/** Grey shapes where tiles and charts are about to appear. */
export function ReportSkeleton() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.report} role="status">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      <div className={classes.tiles}>
        {['won', 'rate', 'mean', 'wonCycle', 'lostCycle', 'open'].map((tile) => (
          <Skeleton key={tile} height={92} />
        ))}
      </div>
      <div className={classes.columns}>
        <Skeleton height={320} />
        <Skeleton height={320} />
      </div>
    </div>
  );
}
