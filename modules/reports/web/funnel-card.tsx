import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SameCents } from '../../../web/ui/same-cents.tsx';
import type { ReportStage } from '../contract/pipeline-report.api.ts';
import { Bar } from './bar.tsx';
import { ChartCard } from './chart-card.tsx';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';
import { ScrollingTable } from './scrolling-table.tsx';

interface FunnelProps {
  readonly title: string;
  readonly stages: readonly ReportStage[];
}

/** How many deals stand in each stage; as a table also what the stage history tells. */
export function FunnelCard(props: FunnelProps) {
  return (
    <SameCents amounts={props.stages.flatMap(({ value, weighted }) => [value, weighted])}>
      <ChartCard title={props.title} chart={<FunnelChart {...props} />} table={<FunnelTable {...props} />} />
    </SameCents>
  );
}

function FunnelChart({ title, stages }: FunnelProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const most = Math.max(1, ...stages.map(({ count }) => count));
  return (
    <ol className={classes.funnel} aria-label={title}>
      {stages.map((one) => (
        <li key={one.stage.id}>
          <span className={classes.stageName}>{one.stage.label ?? '…'}</span>
          <FigureLink
            {...one}
            label={`${one.stage.label ?? '…'}: ${t('deals', { count: one.count })}, ${format.money(one.value)}`}
          >
            {format.number(one.count)}
          </FigureLink>
          <Bar share={one.count / most} tone={one.kind} />
          <FigureLink {...one} className={classes.stageValue} title={format.money(one.value)}>
            {format.money(one.value, { compact: true })}
          </FigureLink>
        </li>
      ))}
    </ol>
  );
}

function FunnelTable({ title, stages }: FunnelProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const columns = ['stage', 'deals', 'value', 'weighted', 'entered', 'left', 'advanced', 'conversion', 'days'] as const;
  return (
    <ScrollingTable caption={title} head={columns.map((name) => t(`funnel.column.${name}`))}>
      {stages.map((one) => (
        <tr key={one.stage.id}>
          <th scope="row">{one.stage.label ?? '…'}</th>
          <td>
            <FigureLink {...one}>{format.number(one.count)}</FigureLink>
          </td>
          {[one.value, one.weighted].map((amount, index) => (
            <td key={columns[index + 2]}>
              <FigureLink {...one}>{format.money(amount)}</FigureLink>
            </td>
          ))}
          {[one.entered, one.left, one.advanced].map(({ count, filter }, index) => (
            <td key={columns[index + 4]}>
              <FigureLink count={count} filter={filter}>
                {format.number(count)}
              </FigureLink>
            </td>
          ))}
          {[format.percent(one.conversion), format.number(one.daysInStage)].map((figure, index) => (
            <td key={columns[index + 7]}>
              <FigureLink {...one.left}>{figure || '–'}</FigureLink>
            </td>
          ))}
        </tr>
      ))}
    </ScrollingTable>
  );
}
