import { ActionIcon } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './report.module.css';

interface ChartCardProps {
  readonly title: string;
  /** Before the switch between chart and table. */
  readonly actions?: ReactNode;
  readonly chart: ReactNode;
  /** The same figures, and more of them, in rows and columns. */
  readonly table: ReactNode;
}

/** A chart that can be read as a table too. */
export function ChartCard({ title, actions, chart, table }: ChartCardProps) {
  const { t } = useTranslation('reports');
  const [asTable, setAsTable] = useState(false);
  const label = t(asTable ? 'chart.asChart' : 'chart.asTable', { title });
  return (
    <SectionCard
      title={title}
      actions={
        <span className={classes.cardActions}>
          {actions}
          <ActionIcon
            className={classes.screenOnly}
            aria-label={label}
            title={label}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          </ActionIcon>
        </span>
      }
    >
      {asTable ? table : chart}
    </SectionCard>
  );
}
