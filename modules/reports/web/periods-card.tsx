import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SameCents } from '../../../web/ui/same-cents.tsx';
import type { PipelineReport, ReportPeriod } from '../contract/pipeline-report.api.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureLink } from './figure-link.tsx';
import { PeriodsChart } from './periods-chart.tsx';
import classes from './report.module.css';
import { ScrollingTable } from './scrolling-table.tsx';
import { usePeriodName } from './use-period-name.ts';

type Unit = 'quarter' | 'month';

/** What was won in each quarter or month. */
export function PeriodsCard({ quarters, months }: Pick<PipelineReport, 'quarters' | 'months'>) {
  const { t } = useTranslation('reports');
  const [unit, setUnit] = useState<Unit>('quarter');
  const periods = unit === 'quarter' ? quarters : months;
  const choice = (
    <SegmentedControl
      className={classes.screenOnly}
      size="xs"
      aria-label={t('periods.unit')}
      value={unit}
      onChange={(next) => setUnit(next as Unit)}
      data={[
        { value: 'quarter', label: t('periods.quarters') },
        { value: 'month', label: t('periods.months') },
      ]}
    />
  );
  const props = { title: t(`periods.${unit}`), periods, unit };
  if (periods.length === 0) {
    return <ChartCard title={props.title} chart={<Nothing />} table={<Nothing />} actions={choice} />;
  }
  return (
    <SameCents amounts={periods.map(({ won }) => won.value)}>
      <ChartCard
        title={props.title}
        actions={choice}
        chart={<PeriodsChart {...props} />}
        table={<PeriodsTable {...props} />}
      />
    </SameCents>
  );
}

function Nothing() {
  const { t } = useTranslation('reports');
  return <p className={classes.nothing}>{t('periods.nothing')}</p>;
}

export interface PeriodsProps {
  readonly title: string;
  readonly unit: Unit;
  readonly periods: readonly ReportPeriod[];
}

function PeriodsTable({ title, unit, periods }: PeriodsProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const name = usePeriodName(unit);
  const columns = ['period', 'wonValue', 'won', 'lost', 'winRate'] as const;
  return (
    <ScrollingTable caption={title} head={columns.map((column) => t(`column.${column}`))}>
      {periods.map(({ from, won, lost, winRate }) => (
        <tr key={from}>
          <th scope="row">{name(from)}</th>
          <td>
            <FigureLink {...won}>{format.money(won.value)}</FigureLink>
          </td>
          <td>
            <FigureLink {...won}>{format.number(won.count)}</FigureLink>
          </td>
          <td>
            <FigureLink {...lost}>{format.number(lost.count)}</FigureLink>
          </td>
          <td>
            <FigureLink count={won.count + lost.count} filter={winRate.filter}>
              {format.percent(winRate.rate) || '–'}
            </FigureLink>
          </td>
        </tr>
      ))}
    </ScrollingTable>
  );
}
