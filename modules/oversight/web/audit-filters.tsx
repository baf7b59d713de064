import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { DayInput } from '../../../web/kit/fields/inputs/day-input.tsx';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import classes from './oversight.module.css';
import { allDoors, type OversightSearch, sorts } from './oversight-search.ts';

interface AuditFiltersProps {
  readonly search: OversightSearch;
  readonly onChange: (part: OversightSearch) => void;
}

/** What the audit is searched by; every choice counts at once. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('oversight');
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <Select
        label={t('sorts')}
        placeholder={t('all')}
        clearable
        data={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        value={search.sorts ?? null}
        onChange={(value) => onChange({ sorts: value ?? undefined })}
      />
      <RelationPicker
        noun="member"
        label={t('member')}
        value={search.member ? { id: search.member } : null}
        onChange={(chosen) => onChange({ member: chosen?.id })}
      />
      <NounChoice search={search} onChange={onChange} />
      <Select
        label={t('door')}
        placeholder={t('anyDoor')}
        clearable
        data={allDoors.map((value) => ({ value, label: t(`doors.${value}`) }))}
        value={search.door ?? null}
        onChange={(value) => onChange({ door: value ?? undefined })}
      />
      <AddressInput key={search.address ?? ''} search={search} onChange={onChange} />
      <DayInput
        label={t('from')}
        value={search.from ?? null}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayInput label={t('to')} value={search.to ?? null} onChange={(day) => onChange({ to: day ?? undefined })} />
    </search>
  );
}

/** A noun, and of a chosen one a field. */
function NounChoice({ search, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('oversight');
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  const noun = nouns.find(({ name }) => name === search.noun);
  const byLabel = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);
  return (
    <>
      <Select
        label={t('record')}
        placeholder={t('all')}
        clearable
        searchable
        data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) })).sort(byLabel)}
        value={search.noun ?? null}
        onChange={(value) => onChange({ noun: value ?? undefined, field: undefined, record: undefined })}
      />
      {noun && (
        <Select
          label={t('field')}
          placeholder={t('all')}
          clearable
          searchable
          data={noun.fields
            .map((field) => ({ value: field.name, label: labels.field(noun.name, field) }))
            .sort(byLabel)}
          value={search.field ?? null}
          onChange={(value) => onChange({ field: value ?? undefined })}
        />
      )}
      {noun && !noun.internal && (
        <RelationPicker
          noun={noun.name}
          label={labels.noun(noun.name)}
          value={search.record ? { id: search.record } : null}
          onChange={(chosen) => onChange({ record: chosen?.id })}
        />
      )}
    </>
  );
}

/** Counts when it is typed: half an address is none. */
function AddressInput({ search, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('oversight');
  const [typed, setTyped] = useState(search.address ?? '');
  const done = () => onChange({ address: typed.trim() || undefined });
  return (
    <TextInput
      label={t('address')}
      value={typed}
      maxLength={100}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}
