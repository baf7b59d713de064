import { Select } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { useSession } from '../../../web/shell/session.ts';
import { dealClients } from './categories.ts';
import { CategoryChoice } from './category-choice.tsx';
import { ChosenDays } from './chosen-days.tsx';
import { Narrowing } from './narrowing.tsx';
import classes from './report.module.css';
import { type Period, periods, type ReportSearch, subjects } from './report-search.ts';

interface ReportFiltersProps {
  readonly search: ReportSearch;
  readonly onChange: (search: ReportSearch) => void;
}

/** The nouns the report can be about one record of. */
const nounOf = { pipeline: 'pipeline', owner: 'member', team: 'team', product: 'product' } as const;

const ofTeams: ReadonlySet<string> = new Set(['owner', 'team']);

/** What the report is about; every choice counts at once. */
export function ReportFilters({ search, onChange }: ReportFiltersProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const isAlone = useSession()?.alone ?? false;
  const change = (patch: ReportSearch) => onChange(withoutEmpty({ ...search, ...patch }));
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <PeriodChoice search={search} onChange={change} />
      {subjects
        .filter((name) => !isAlone || !ofTeams.has(name))
        .map((name) => (
          <RelationPicker
            key={name}
            noun={nounOf[name]}
            label={name === 'owner' ? t('owner') : labels.noun(nounOf[name])}
            value={search[name] ? { id: search[name] } : null}
            onChange={(chosen) => change({ [name]: chosen?.id })}
          />
        ))}
      <CategoryChoice
        about="deal"
        pointers={dealClients}
        value={search.category}
        onChange={(category) => change({ category })}
      />
      <div className={classes.narrowings}>
        <Narrowing
          about="deal"
          label={t('conditions')}
          filter={search.filter}
          onChange={(filter) => change({ filter })}
        />
      </div>
    </search>
  );
}

function PeriodChoice({ search, onChange }: ReportFiltersProps) {
  const { t } = useTranslation('reports');
  const { period = 'all', from, to } = search;
  const choose = (next: Period) =>
    onChange({ period: next === 'all' ? undefined : next, from: undefined, to: undefined });
  return (
    <>
      <Select
        label={t('period.label')}
        allowDeselect={false}
        value={period}
        data={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={(next) => choose((next ?? 'all') as Period)}
      />
      {period === 'custom' && <ChosenDays from={from} to={to} onChange={onChange} />}
    </>
  );
}

function withoutEmpty(search: ReportSearch): ReportSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
