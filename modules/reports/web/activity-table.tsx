import type { Filter } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ActivityReport } from '../contract/activity-report.api.ts';
import { ActivityFigures } from './activity-figures.tsx';

type Person = ActivityReport['people'][number];

/** A line for each person: what they did. */
export function ActivityTable({ report }: { readonly report: ActivityReport }) {
  const { t } = useTranslation('reports');
  const rows = report.people.map(({ member, figures, won }) => ({
    ...{ id: member?.id ?? '', label: member?.label ?? t('none.owner'), figures, won },
    filterOf: ({ by, filter }: { readonly by: string; readonly filter: Filter }) => ({
      all: [filter, whose(by, member)],
    }),
  }));
  return (
    <ActivityFigures caption={t('activity.people')} name={t('activity.person')} columns={report.columns} rows={rows} />
  );
}

function whose(by: string, member: Person['member']): Filter {
  return member ? { field: by, op: 'is', value: member.id } : { field: by, op: 'isEmpty' };
}
