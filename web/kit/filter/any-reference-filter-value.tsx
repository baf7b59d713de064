import { MultiSelect, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import { RelationPicker } from '../form/relation-picker.tsx';
import { useLabels } from '../labels.ts';
import { AnyRecordLabel } from './any-record-label.tsx';
import { type ConditionValueProps, withValue } from './condition-edit.ts';
import { arityOf } from './new-condition.ts';

/** The kinds of record a relation to any of them may point at. */
export function NounValueEditor({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const data = useNounOptions();
  const label = t('filter.value');
  const values = idsOf(condition.value);
  return arityOf(condition.op) === 'many' ? (
    <MultiSelect
      aria-label={label}
      data={data}
      value={values}
      onChange={(chosen) => onChange(withValue(condition, chosen))}
    />
  ) : (
    <Select
      aria-label={label}
      searchable
      data={data}
      value={values[0] ?? null}
      onChange={(chosen) => onChange(withValue(condition, chosen ?? undefined))}
    />
  );
}

/** A record of whatever kind; the condition keeps its id alone. */
export function AnyReferenceFilterValue({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const data = useNounOptions();
  const [noun, setNoun] = useState<string | null>(null);
  const ids = idsOf(condition.value);
  const isMany = arityOf(condition.op) === 'many';
  return (
    <Stack gap={6}>
      {ids.map((id) => (
        <AnyRecordLabel key={id} id={id} />
      ))}
      <Select
        aria-label={t('input.noun')}
        placeholder={t('input.noun')}
        searchable
        data={data}
        value={noun}
        onChange={setNoun}
      />
      {noun && (
        <RelationPicker
          key={noun}
          noun={noun}
          ariaLabel={t('filter.value')}
          value={null}
          onChange={(chosen) =>
            chosen && onChange(withValue(condition, isMany ? [...new Set([...ids, chosen.id])] : chosen.id))
          }
        />
      )}
    </Stack>
  );
}

function useNounOptions() {
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  return nouns
    .filter(({ internal, parent }) => !internal && !parent)
    .map(({ name }) => ({ value: name, label: labels.noun(name) }));
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}
