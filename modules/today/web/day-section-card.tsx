import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { nextAnniversary, yearDayOf } from '../../../shared/dates/anniversary.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText } from '../../../web/i18n/problem-text.ts';
import { useToday } from '../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField, isReference } from '../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { RecordLines } from '../../../web/kit/record/record-lines.tsx';
import { useLineActs } from '../../../web/kit/record/use-line-acts.tsx';
import type { DayState } from '../../../web/module.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { canPlan } from './day-acts.ts';
import type { DaySection } from './day-sections.ts';
import { DayTasks } from './day-tasks.tsx';
import { PlanActs } from './plan-acts.tsx';
import classes from './today.module.css';

interface DaySectionCardProps {
  readonly section: DaySection;
  /** Then it is told whose each record is. */
  readonly isTeam: boolean;
  readonly onState: (key: DaySection['key'], state: DayState) => void;
}

const shown = 8;
/** Of a week's anniversaries as many are put in order as one page holds. */
const mostOfWeek = 200;

/** What waits of one kind, the first of it, and the way to all; nothing where nothing waits. */
export function DaySectionCard({ section, isTeam, onState }: DaySectionCardProps) {
  const { t } = useTranslation('today');
  const { key, noun, filter, sort, columns, anniversary } = section;
  const told = isTeam ? ['owner', ...columns] : columns;
  const fields = told.flatMap((name) => findField(noun, name) ?? []);
  const expand = key === 'overdue' || key === 'today' ? ['*'] : fields.filter(isReference).map(({ name }) => name);
  const list = useRecordList(noun, { filter, sort, expand, limit: anniversary ? mostOfWeek : shown });
  const today = useToday();
  const task = useNoun('task') ?? undefined;
  const lineActs = useLineActs(noun);
  const records = anniversary ? byAnniversary(list.records, anniversary, today).slice(0, shown) : list.records;
  const state = list.error ? 'failed' : records.length > 0 ? 'filled' : list.isPending ? 'asked' : 'empty';
  useEffect(() => onState(key, state), [key, state, onState]);
  if (state === 'asked' || state === 'empty') return null;
  return (
    <SectionCard title={t(`section.${key}`)}>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {noun.name === 'task' ? (
        <DayTasks noun={noun} records={records} />
      ) : (
        <RecordLines
          noun={noun}
          records={records}
          columns={fields}
          acts={canPlan(task, noun) ? (record) => <PlanActs noun={noun} record={record} /> : lineActs}
        />
      )}
      {(list.hasNextPage || list.records.length > records.length) && (
        <Link to={`/${noun.plural}`} search={{ filter, sort } as never} className={classes.all}>
          {t('all')}
        </Link>
      )}
    </SectionCard>
  );
}

function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <div role="alert" className={classes.failed}>
      <Text size="sm" c="var(--mantine-color-error)">
        {problemText(error, t)}
      </Text>
      <Button variant="default" size="xs" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </div>
  );
}

/** The next to come first. */
function byAnniversary(records: readonly AnyRecord[], field: string, today: string): readonly AnyRecord[] {
  const nextOf = (record: AnyRecord) => nextAnniversary(yearDayOf(String(record[field])), today);
  return records.toSorted((one, other) => nextOf(one).localeCompare(nextOf(other)));
}
