import { Select } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { useCategories } from './categories.ts';

interface CategoryChoiceProps {
  /** The noun whose records are grouped, and its fields that lead to clients. */
  readonly about: string;
  readonly pointers: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (path: string | undefined) => void;
}

/** By what of their clients a report groups its records too. */
export function CategoryChoice({ about, pointers, value, onChange }: CategoryChoiceProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const categories = useCategories(about, pointers);
  const nouns = [...new Set(categories.map(({ noun }) => noun.name))];
  const data = nouns.map((name) => ({
    group: labels.noun(name),
    items: categories
      .filter(({ noun }) => noun.name === name)
      .map(({ path, noun, field }) => ({ value: path, label: labels.field(noun.name, field) })),
  }));
  if (categories.length === 0) return null;
  return (
    <Select
      label={t('category.label')}
      placeholder={t('category.none')}
      clearable
      searchable
      data={data}
      value={categories.some(({ path }) => path === value) ? (value ?? null) : null}
      onChange={(path) => onChange(path ?? undefined)}
      clearButtonProps={{ 'aria-label': t('category.clear') }}
    />
  );
}
