import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FigureLink } from './figure-link.tsx';
import type { PeriodsProps } from './periods-card.tsx';
import classes from './report.module.css';
import { Scrolling } from './scrolling.tsx';
import { usePeriodName } from './use-period-name.ts';

/** Height of the drawing in its own units; the width follows the space there is. */
const height = 200;

/** A column for each period, as high as what was won in it; each leads to its deals. */
export function PeriodsChart({ title, unit, periods }: PeriodsProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const name = usePeriodName(unit);
  const most = Math.max(1, ...periods.map(({ won }) => Number(won.value.amount)));
  return (
    <Scrolling fromEnd label={title}>
      <ol className={classes.periods} aria-label={title}>
        {periods.map(({ from, won }) => (
          <li key={from}>
            <FigureLink
              {...won}
              className={classes.column}
              title={`${format.money(won.value)} · ${t('deals', { count: won.count })}`}
            >
              <span className={classes.columnValue}>{format.money(won.value, { compact: true })}</span>
              <Column share={Number(won.value.amount) / most} />
              <span className={classes.columnName}>{name(from)}</span>
            </FigureLink>
          </li>
        ))}
      </ol>
    </Scrolling>
  );
}

function Column({ share }: { readonly share: number }) {
  const filled = Math.max(0, Math.min(1, share)) * height;
  return (
    <svg className={classes.columnBar} viewBox={`0 0 40 ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.fill} y={height - filled} width="40" height={filled} />
    </svg>
  );
}
