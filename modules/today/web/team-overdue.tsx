import { Link } from '@tanstack/react-router';
import type { Filter } from '../../../shared/filter/filter.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useAggregate } from '../../../web/kit/data/aggregate.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { DateText } from '../../../web/ui/value-text.tsx';
import type { DaySection } from './day-sections.ts';
import classes from './today.module.css';

/** Of more people than these nobody reads a list on one page. */
const shown = 30;

/** Who of the team is behind: how many overdue tasks each has, since when, and the list of them; whoever has the most first. */
export function TeamOverdue({ section: { noun, filter, sort } }: { readonly section: DaySection }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const { data, error, refetch } = useAggregate(
    noun,
    {
      group: [{ field: 'owner' }],
      measures: [{ op: 'count' }, { op: 'min', field: 'dueAt' }],
      ...{ filter, sort: '-measure.0', limit: shown },
    },
    findField(noun, 'owner') !== null,
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.groups.length === 0) return null;
  return (
    <SectionCard title={t('behind')}>
      <ul className={classes.behind}>
        {data.groups.map(({ keys: [key], values: [count, since] }) => {
          const owner = key as { readonly id: string; readonly label: string | null };
          const own: Filter = { all: [filter, { field: 'owner', op: 'is', value: owner.id }] };
          return (
            <li key={owner.id}>
              <Link to={`/${noun.plural}`} search={{ filter: own, sort } as never} className={classes.person}>
                <span className={classes.name}>{owner.label ?? '…'}</span>
                <span className={classes.since}>
                  {t('behindSince')} <DateText value={String(since)} />
                </span>
                <strong className={classes.count}>{format.number(Number(count))}</strong>
              </Link>
            </li>
          );
        })}
      </ul>
    </SectionCard>
  );
}
