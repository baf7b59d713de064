import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import type { ActivityReport } from '../contract/activity-report.api.ts';
import { ActivityFigures, type Column } from './activity-figures.tsx';
import { type Category, useCategoryName } from './categories.ts';

interface ActivityCategoriesProps {
  readonly report: ActivityReport;
  readonly category: Category;
}

/** A line for each category of clients: what was done with them. */
export function ActivityCategories({ report, category }: ActivityCategoriesProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const nameOf = useCategoryName(category);
  const name = labels.field(category.noun.name, category.field);
  const { nouns = [], groups = [] } = report.category ?? {};
  const rows = groups.map(({ value, label, filter, figures, won }) => ({
    ...{ id: value ?? '', label: nameOf({ value, label }), figures, won },
    filterOf: ({ whole }: Column) => ({ all: [whole, filter] }),
  }));
  return (
    <ActivityFigures
      caption={t('by.category', { category: name })}
      name={name}
      columns={report.columns.filter(({ noun }) => nouns.includes(noun))}
      rows={rows}
    />
  );
}
