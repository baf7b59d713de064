import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import { Bar } from './bar.tsx';
import { FigureLink } from './figure-link.tsx';
import classes from './report.module.css';

/** Why deals were lost, the most frequent reason first. */
export function LostReasonsCard({ reasons }: { readonly reasons: PipelineReport['lostReasons'] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const labels = useLabels();
  const deal = useNoun('deal');
  const field = deal && findField(deal, 'lostReason');
  if (reasons.length === 0) return null;
  const most = Math.max(1, ...reasons.map(({ lost }) => lost.count));
  const nameOf = (reason: string | null) =>
    reason === null ? t('none.reason') : field ? labels.option('deal', field, reason) : reason;
  return (
    <SectionCard title={t('by.lostReason')}>
      <ol className={classes.funnel} aria-label={t('by.lostReason')}>
        {reasons.map(({ reason, lost }) => (
          <li key={reason}>
            <span className={classes.stageName}>{nameOf(reason)}</span>
            <FigureLink {...lost} label={`${nameOf(reason)}: ${t('deals', { count: lost.count })}`}>
              {format.number(lost.count)}
            </FigureLink>
            <Bar share={lost.count / most} tone="lost" />
            <FigureLink {...lost} className={classes.stageValue} title={format.money(lost.value)}>
              {format.money(lost.value, { compact: true })}
            </FigureLink>
          </li>
        ))}
      </ol>
    </SectionCard>
  );
}
