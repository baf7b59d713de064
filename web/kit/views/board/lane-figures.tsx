import { Link } from '@tanstack/react-router';
import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AggregateGroup } from '../../data/aggregate.ts';
import type { List } from '../../list/use-list.ts';
import { FigureText } from '../figure-text.tsx';
import figures from '../figures.module.css';
import { measureId, useMeasureLabel } from '../measures.ts';
import { useDrillDown } from '../use-drill-down.ts';
import classes from './lane-figures.module.css';

interface LaneFiguresProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly measures: readonly Measure[];
  readonly condition: Filter;
  /** Absent for a column without records. */
  readonly group: AggregateGroup | undefined;
}

/** What a column comes to; how many it has leads to the list of them. */
export function LaneFigures({ noun, list, measures, condition, group }: LaneFiguresProps) {
  const labelOf = useMeasureLabel(noun);
  const drillDown = useDrillDown(list.search);
  return (
    <span className={classes.figures}>
      {measures.map((measure, index) =>
        measure.op === 'count' ? (
          <Link
            key="count"
            to="."
            search={drillDown(condition) as never}
            className={`${figures.drill} ${classes.count}`}
            title={labelOf(measure)}
          >
            <FigureText noun={noun} measure={measure} value={group?.values[index] ?? 0} />
          </Link>
        ) : (
          group && (
            <span key={measureId(measure)} title={labelOf(measure)}>
              <FigureText noun={noun} measure={measure} value={group.values[index]} compact />
            </span>
          )
        ),
      )}
    </span>
  );
}
