import type { Measure } from '../../../shared/contract/record-aggregate.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useAggregate } from '../data/aggregate.ts';
import type { List } from '../list/use-list.ts';
import { FigureText } from './figure-text.tsx';
import classes from './list-figures.module.css';
import { measureId, useMeasureLabel } from './measures.ts';

interface ListFiguresProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly measures: readonly Measure[];
}

/** What all records of a list come to, at its foot: only where figures were chosen, as each reads every record. */
export default function ListFigures({ noun, list, measures }: ListFiguresProps) {
  const { t } = useTranslation('views');
  const labelOf = useMeasureLabel(noun);
  const { filter, search } = list.query;
  const { data, isError } = useAggregate(noun, { measures, filter, search });
  const [whole] = data?.groups ?? [];
  return (
    <dl className={classes.foot} aria-label={t('columns.footer')}>
      {measures.map((measure, index) => (
        <div key={measureId(measure)} className={classes.figure}>
          <dt>{labelOf(measure)}</dt>
          <dd>
            {isError
              ? t('kit:value.notVisible')
              : data && <FigureText noun={noun} measure={measure} value={whole?.values[index]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
