import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useContext } from 'react';
import { addressOf } from '../../../web/client/address.ts';
import { TimeZoneContext } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { dayOf } from '../../../web/i18n/wall-clock.ts';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { request } from '../../../web/shell/request.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { ActivityReport } from '../contract/activity-report.api.ts';
import { ActivityCategories } from './activity-categories.tsx';
import { ActivityPicture } from './activity-picture.tsx';
import {
  type ActivityPeriod,
  type ActivitySearch,
  activityPeriods,
  toActivityQuestion,
  usualPeriod,
} from './activity-search.ts';
import { ActivityTable } from './activity-table.tsx';
import { activityClients, useCategories } from './categories.ts';
import { CategoryChoice } from './category-choice.tsx';
import { ChosenDays } from './chosen-days.tsx';
import { Narrowing } from './narrowing.tsx';
import classes from './report.module.css';

/** What everybody did within a span of days: every figure is a link to the records it counts. */
export function ActivityReportPage() {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const search = useSearch({ strict: false }) as ActivitySearch;
  const navigate = useNavigate();
  const today = dayOf(new Date(), useContext(TimeZoneContext));
  const category = useCategories('task', activityClients).find(({ path }) => path === search.category);
  // A field that is given up, or hidden from the reader, groups nothing.
  const question = toActivityQuestion({ ...search, category: category?.path }, today);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['reports', 'activity', question],
    queryFn: ({ signal }) =>
      request<ActivityReport>('GET', addressOf('/reports/activity', {}, question), undefined, signal),
    placeholderData: keepPreviousData,
    meta: { nouns: ['task', 'note', 'lead', 'deal', ...(question.category ? ['company', 'person'] : [])] },
  });
  const change = (patch: ActivitySearch) => {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined);
    void navigate({ to: '.', search: Object.fromEntries(next) as never, replace: true });
  };
  const save = (
    <Button
      component="a"
      className={classes.screenOnly}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      href={addressOf('/reports/activity/csv', {}, question)}
      download
    >
      {t('activity.save')}
    </Button>
  );
  return (
    <Page title={t('navigation.activity')} about={t('navigation.activityAbout')} actions={save}>
      <Filters search={search} onChange={change} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={8} />}
      {data && !error && (
        <div className={classes.report} data-stale={isPlaceholderData || undefined}>
          <SectionCard title={t('activity.people')}>
            <ActivityTable report={data} />
          </SectionCard>
          {category && data.category && (
            <SectionCard title={t('by.category', { category: labels.field(category.noun.name, category.field) })}>
              <ActivityCategories report={data} category={category} />
            </SectionCard>
          )}
          {data.periods.length > 0 && (
            <SectionCard title={t('activity.picture')}>
              <ActivityPicture report={data} unit={question.by} />
            </SectionCard>
          )}
        </div>
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly search: ActivitySearch;
  readonly onChange: (patch: ActivitySearch) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const { period = usualPeriod, from, to, team, member } = search;
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <Select
        label={t('column.period')}
        allowDeselect={false}
        value={period}
        data={activityPeriods.map((value) => ({ value, label: t(`activity.period.${value}`) }))}
        onChange={(next) =>
          onChange({ period: (next ?? undefined) as ActivityPeriod | undefined, from: undefined, to: undefined })
        }
      />
      {period === 'custom' && <ChosenDays from={from} to={to} onChange={onChange} />}
      <RelationPicker
        noun="team"
        label={labels.noun('team')}
        value={team ? { id: team } : null}
        onChange={(chosen) => onChange({ team: chosen?.id })}
      />
      <RelationPicker
        noun="member"
        label={labels.noun('member')}
        value={member ? { id: member } : null}
        onChange={(chosen) => onChange({ member: chosen?.id })}
      />
      <CategoryChoice
        about="task"
        pointers={activityClients}
        value={search.category}
        onChange={(category) => onChange({ category })}
      />
      <div className={classes.narrowings}>
        {activityClients.map((name) => (
          <Narrowing
            key={name}
            about={name}
            label={labels.nouns(name)}
            filter={search[name]}
            onChange={(filter) => onChange({ [name]: filter })}
          />
        ))}
      </div>
    </search>
  );
}
