import { IconListTree } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { type Figure, useAggregate } from '../../data/aggregate.ts';
import { NothingHere } from '../../list/list-states.tsx';
import { FigureText } from '../figure-text.tsx';
import { defaultMeasures, measureId, useMeasureLabel } from '../measures.ts';
import type { ViewBodyProps } from '../view-body.ts';
import { GroupList } from './group-list.tsx';
import classes from './grouped.module.css';

/** The records in groups with their figures; the rows of a group are loaded when it is opened. */
export default function GroupedBody({ noun, list }: ViewBodyProps) {
  const { t } = useTranslation('views');
  const { group: levels = [], measures = defaultMeasures(list.columns.fields) } = list.search;
  const { filter, search } = list.query;
  const total = useAggregate(noun, { measures, filter, search });
  if (levels.length === 0)
    return <EmptyState icon={IconListTree} title={t('grouped.noLevel')} text={t('grouped.noLevelText')} />;
  if (total.error) return <ErrorState error={total.error} onRetry={() => void total.refetch()} />;
  if (!total.data) return <LoadingState lines={8} />;
  const [whole] = total.data.groups;
  const isEmpty = whole === undefined || (measures[0]?.op === 'count' && whole.values[0] === 0);
  if (isEmpty) return <NothingHere noun={noun} list={list} onCreate={undefined} />;
  return (
    <section className={classes.scroll} aria-label={t('type.grouped')} aria-busy={total.isFetching}>
      <div className={classes.figuresHead} style={{ '--figures': measures.length } as CSSProperties}>
        <span className={classes.totalLabel}>{t('grouped.total')}</span>
        {measures.map((measure, index) => (
          <TotalFigure key={measureId(measure)} noun={noun} measure={measure} value={whole.values[index]} />
        ))}
      </div>
      <GroupList noun={noun} list={list} levels={levels} measures={measures} filter={filter} depth={0} />
    </section>
  );
}

interface TotalFigureProps {
  readonly noun: ViewBodyProps['noun'];
  readonly measure: Measure;
  readonly value: Figure | undefined;
}

function TotalFigure({ noun, measure, value }: TotalFigureProps) {
  const labelOf = useMeasureLabel(noun);
  return (
    <span className={classes.totalFigure}>
      <span className={classes.measure}>{labelOf(measure)}</span>
      <FigureText noun={noun} measure={measure} value={value} />
    </span>
  );
}
