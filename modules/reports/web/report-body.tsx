import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { useSession } from '../../../web/shell/session.ts';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import { dealClients, useCategories, useCategoryName } from './categories.ts';
import { FunnelCard } from './funnel-card.tsx';
import { type Group, GroupTable } from './group-table.tsx';
import { KeyFigures } from './key-figures.tsx';
import { LostReasonsCard } from './lost-reasons-card.tsx';
import { PeriodsCard } from './periods-card.tsx';
import classes from './report.module.css';
import { UnconvertedNotice } from './unconverted-notice.tsx';

interface ReportBodyProps {
  readonly report: PipelineReport;
  /** By what of the clients the deals are grouped too. */
  readonly by: string | undefined;
}

/** The whole report: key figures, funnels, the course of time, and who and what it came from. */
export function ReportBody({ report, by }: ReportBodyProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const isAlone = useSession()?.alone ?? false;
  return (
    <>
      <UnconvertedNotice report={report} />
      <KeyFigures report={report} />
      {by && <CategoryTable report={report} by={by} />}
      <div className={classes.columns}>
        <div className={classes.stack}>
          {report.pipelines.map(({ pipeline, stages }) => (
            <FunnelCard
              key={pipeline.id}
              title={
                report.pipelines.length > 1 ? t('funnel.of', { pipeline: pipeline.label ?? '…' }) : t('funnel.title')
              }
              stages={stages}
            />
          ))}
          <LostReasonsCard reasons={report.lostReasons} />
        </div>
        <PeriodsCard quarters={report.quarters} months={report.months} />
      </div>
      <div className={classes.tables}>
        {!isAlone && (
          <GroupTable
            title={t('by.owner')}
            name={t('owner')}
            groups={groupsOf(report.owners, 'owner', t('none.owner'))}
          />
        )}
        <GroupTable
          title={t('by.product')}
          name={labels.noun('product')}
          groups={groupsOf(report.products, 'product', t('none.product'))}
        />
        {!isAlone && (
          <GroupTable
            title={t('by.team')}
            name={labels.noun('team')}
            groups={groupsOf(report.teams, 'team', t('none.team'))}
          />
        )}
      </div>
    </>
  );
}

function CategoryTable({ report, by }: { readonly report: PipelineReport; readonly by: string }) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const category = useCategories('deal', dealClients).find(({ path }) => path === by);
  const nameOf = useCategoryName(category);
  if (!category) return null;
  const name = labels.field(category.noun.name, category.field);
  const groups = report.categories.map(({ value, label, ...group }) => ({
    ...{ id: value ?? '', label: nameOf({ value, label }) },
    ...group,
  }));
  return <GroupTable title={t('by.category', { category: name })} name={name} groups={groups} />;
}

type Rows<K extends string> = readonly (Omit<Group, 'id' | 'label'> &
  Readonly<Record<K, { readonly id: string; readonly label?: string | undefined } | null>>)[];

function groupsOf<K extends string>(rows: Rows<K>, key: K, none: string): readonly Group[] {
  return rows.map((row) => {
    const reference = row[key];
    return { ...row, id: reference?.id ?? '', label: reference ? (reference.label ?? '…') : none };
  });
}
