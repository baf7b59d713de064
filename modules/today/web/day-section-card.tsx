import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { nextAnniversary, yearDayOf } from '../../../shared/dates/anniversary.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText } from '../../../web/i18n/problem-text.ts';
import { useToday } from '../../../web/i18n/use-today.ts';
import { findField, isReference } from '../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { RecordLines } from '../../../web/kit/record/record-lines.tsx';
import { ModulesContext } from '../../../web/shell/modules-context.ts';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { DaySection } from './day-sections.ts';
import classes from './today.module.css';

interface DaySectionCardProps {
  readonly section: DaySection;
  /** Then it is told whose each record is. */
  readonly isTeam: boolean;
}

const shown = 8;
/** Of a week's anniversaries as many are put in order as one page holds. */
const mostOfWeek = 200;

/** What waits of one kind, the first of it, and the way to all. */
export function DaySectionCard({ section, isTeam }: DaySectionCardProps) {
  const { t } = useTranslation('today');
  const { key, noun, filter, sort, columns, anniversary } = section;
  const told = isTeam ? ['owner', ...columns] : columns;
  const fields = told.flatMap((name) => findField(noun, name) ?? []);
  const expand = key === 'overdue' || key === 'today' ? ['*'] : fields.filter(isReference).map(({ name }) => name);
  const list = useRecordList(noun, { filter, sort, expand, limit: anniversary ? mostOfWeek : shown });
  const today = useToday();
  const records = anniversary ? byAnniversary(list.records, anniversary, today).slice(0, shown) : list.records;
  const isEmpty = !list.error && records.length === 0;
  return (
    <SectionCard title={t(`section.${key}`)} empty={isEmpty ? (list.isPending ? '…' : t('none')) : undefined}>
      {list.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemText(list.error, t)}
        </Text>
      )}
      {noun.name === 'task' ? (
        <Tasks records={records} />
      ) : (
        <RecordLines noun={noun} records={records} columns={fields} />
      )}
      {(list.hasNextPage || list.records.length > records.length) && (
        <Link to={`/${noun.plural}`} search={{ filter, sort } as never} className={classes.all}>
          {t('all')}
        </Link>
      )}
    </SectionCard>
  );
}

/** The next to come first. */
function byAnniversary(records: readonly AnyRecord[], field: string, today: string): readonly AnyRecord[] {
  const nextOf = (record: AnyRecord) => nextAnniversary(yearDayOf(String(record[field])), today);
  return records.toSorted((one, other) => nextOf(one).localeCompare(nextOf(other)));
}

/** As the module of tasks tells them in a timeline: ticked off where they stand. */
function Tasks({ records }: { readonly records: readonly AnyRecord[] }) {
  const sources = use(ModulesContext).flatMap((module) => module.timeline ?? []);
  const Entry = sources.find(({ noun }) => noun === 'task')?.entry;
  if (!Entry) return null;
  return (
    <Suspense fallback={<LoadingState lines={2} />}>
      <ul className={classes.tasks}>
        {records.map((record) => (
          <li key={record.id}>
            <Entry record={record} />
          </li>
        ))}
      </ul>
    </Suspense>
  );
}
