import { addUnits, quarterOf, startOf } from '../../../shared/dates/iso-date.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ActivityReport } from '../contract/activity-report.api.ts';
import classes from './report.module.css';
import { Scrolling } from './scrolling.tsx';

/** The columns of what was done with clients and for them. */
export const activityKinds = ['call', 'meeting', 'visit', 'letter', 'task', 'other'] as const;

const height = 120;
/** A period of centuries has gaps at its end. */
const mostSpans = 200;

interface ActivityPictureProps {
  readonly report: ActivityReport;
  readonly unit: 'day' | 'week' | 'month' | 'quarter';
}

/** A column for each span of the period, as high as what was done in it. */
export function ActivityPicture({ report, unit }: ActivityPictureProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const periods = spansOf(report, unit);
  const totals = periods.map(({ figures }) => Object.values(figures).reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...totals);
  const nameOf = (day: string) => (unit === 'quarter' ? t('periods.name', { ...quarterOf(day) }) : format.date(day));
  return (
    <Scrolling fromEnd label={t('activity.picture')}>
      <ol className={classes.periods} aria-label={t('activity.picture')}>
        {periods.map(({ from }, index) => (
          <li key={from}>
            <span className={classes.column}>
              <span className={classes.columnValue}>{format.number(totals[index] ?? 0)}</span>
              <svg
                className={classes.columnBar}
                style={{ height: `${height}px` }}
                viewBox={`0 0 40 ${height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect
                  className={classes.fill}
                  y={height - ((totals[index] ?? 0) / most) * height}
                  width="40"
                  height={((totals[index] ?? 0) / most) * height}
                />
              </svg>
              <span className={classes.columnName}>{nameOf(from)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Scrolling>
  );
}

/** Those in which nothing was done stand between the others. */
function spansOf({ from, to, periods }: ActivityReport, unit: ActivityPictureProps['unit']): ActivityReport['periods'] {
  const found = new Map(periods.map((period) => [period.from, period]));
  const spans: ActivityReport['periods'] = [];
  for (let start = startOf(from, unit); start <= to && spans.length < mostSpans; start = addUnits(start, 1, unit))
    spans.push(found.get(start) ?? { from: start, figures: {} });
  return spans;
}
