import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, useId, useMemo, useState } from 'react';
import type { Grouping, Measure } from '../../../../shared/contract/record-aggregate.ts';
import { conditionOfGroup, textOfKey } from '../../../../shared/filter/condition-of-group.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { type AggregateGroup, useAggregate } from '../../data/aggregate.ts';
import { useMetadata } from '../../data/metadata.ts';
import { type FilterTarget, resolveTarget } from '../../filter/filter-fields.ts';
import { both } from '../../filter/filter-tree.ts';
import type { List } from '../../list/use-list.ts';
import { isDay } from '../fields-for.ts';
import { FigureText } from '../figure-text.tsx';
import figures from '../figures.module.css';
import { measureId, useMeasureLabel } from '../measures.ts';
import { useDrillDown } from '../use-drill-down.ts';

import { GroupKeyText, useKeyText } from './group-key.tsx';
import { GroupRows } from './group-rows.tsx';
import classes from './grouped.module.css';

interface GroupListProps {
  readonly noun: NounMetadata;
  readonly list: List;
  /** What is still to be grouped by, outermost first. */
  readonly levels: readonly Grouping[];
  readonly measures: readonly Measure[];
  /** Only these records: the list's own filter and the groups around. */
  readonly filter: Filter | undefined;
  readonly depth: number;
}

/** The groups of one level, with their figures. */
export function GroupList({ levels, ...props }: GroupListProps) {
  const { t } = useTranslation('views');
  const { noun, list, measures, filter } = props;
  const { data: metadata } = useMetadata();
  const [level, ...inner] = levels;
  const grouped = useAggregate(noun, {
    ...{ group: level ? [level] : [], measures, filter, search: list.query.search, limit: mostGroups },
  });
  const target = metadata && level ? resolveTarget(metadata, noun, level.field) : null;
  if (grouped.error) return <ErrorState error={grouped.error} onRetry={() => void grouped.refetch()} />;
  if (!grouped.data || !level || !target) return <LoadingState lines={4} />;
  return (
    <>
      {grouped.data.groups.map((group) => (
        <GroupSection
          key={textOfKey(group.keys[0] ?? null)}
          {...props}
          group={group}
          level={level}
          inner={inner}
          target={target}
        />
      ))}
      {grouped.data.more && <p className={classes.note}>{t('grouped.cut', { count: mostGroups })}</p>}
    </>
  );
}

const mostGroups = 200;

interface GroupSectionProps extends Omit<GroupListProps, 'levels'> {
  readonly group: AggregateGroup;
  readonly level: Grouping;
  readonly inner: readonly Grouping[];
  readonly target: FilterTarget;
}

function GroupSection({ group, level, inner, target, ...props }: GroupSectionProps) {
  const { noun, list, filter, depth } = props;
  const [isOpen, setOpen] = useState(false);
  const body = useId();
  const key = group.keys[0] ?? null;
  const isDate = isDay(target.field);
  const { within, condition } = useMemo(() => {
    const one = conditionOfGroup(level, key, isDate);
    return { condition: one, within: both(filter, one) };
  }, [level, key, isDate, filter]);
  const title = useKeyText(target, level.by, key);
  return (
    <div className={classes.group} style={{ '--depth': depth } as CSSProperties}>
      <div className={classes.head} style={{ '--figures': props.measures.length } as CSSProperties}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} aria-hidden className={classes.chevron} />
          <span className={classes.key}>
            <GroupKeyText target={target} by={level.by} value={key} />
          </span>
        </button>
        <GroupFigures {...props} group={group} condition={condition} title={title} />
      </div>
      <div id={body} hidden={!isOpen}>
        {isOpen && inner.length > 0 && <GroupList {...props} levels={inner} filter={within} depth={depth + 1} />}
        {isOpen && inner.length === 0 && <GroupRows noun={noun} list={list} filter={within} title={title} />}
      </div>
    </div>
  );
}

interface GroupFiguresProps extends Pick<GroupSectionProps, 'noun' | 'list' | 'measures' | 'filter' | 'group'> {
  readonly condition: Filter;
  readonly title: string;
}

/** What the records of the group come to; how many there are leads to the list of them. */
function GroupFigures({ noun, list, measures, filter, group, condition, title }: GroupFiguresProps) {
  const { t } = useTranslation('views');
  const labelOf = useMeasureLabel(noun);
  const drillDown = useDrillDown({ filter, search: list.search.search });
  return measures.map((measure, index) => (
    <span key={measureId(measure)} className={classes.headFigure}>
      <span className={classes.measure}>{labelOf(measure)}</span>
      {measure.op === 'count' ? (
        <Link
          to="."
          search={drillDown(condition) as never}
          className={figures.drill}
          aria-label={t('grouped.open', { title, count: Number(group.values[index] ?? 0) })}
        >
          <FigureText noun={noun} measure={measure} value={group.values[index]} />
        </Link>
      ) : (
        <FigureText noun={noun} measure={measure} value={group.values[index]} />
      )}
    </span>
  ));
}
