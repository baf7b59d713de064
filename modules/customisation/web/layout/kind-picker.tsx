import { Select } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { isSystem, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { Scope } from './layouts.queries.ts';

interface KindPickerProps {
  readonly noun: NounMetadata;
  readonly scope: Scope;
  readonly onChange: (part: Partial<Scope>) => void;
}

const kindKinds: ReadonlySet<string> = new Set(['choice', 'boolean', 'relation']);

/** For which records a layout is: all, or those that hold one value of a field with few. */
export function KindPicker({ noun, scope, onChange }: KindPickerProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const fields = noun.fields.filter((field) => kindKinds.has(field.kind) && !isSystem(field));
  const field = fields.find(({ name }) => name === scope.kindField);
  return (
    <>
      <Select
        label={t('layout.kindField')}
        clearable
        searchable
        placeholder={t('layout.allRecords')}
        data={fields.map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
        value={scope.kindField}
        onChange={(kindField) => onChange({ kindField, kind: null })}
      />
      {field && <KindValue noun={noun} field={field} kind={scope.kind} onChange={(kind) => onChange({ kind })} />}
    </>
  );
}

interface KindValueProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly kind: string | null;
  readonly onChange: (kind: string | null) => void;
}

function KindValue({ noun, field, kind, onChange }: KindValueProps) {
  const { t } = useTranslation(['customisation', 'kit']);
  const labels = useLabels();
  if (field.kind === 'relation')
    return (
      <RelationPicker
        noun={field.to}
        label={t('layout.kind')}
        value={kind === null ? null : { id: kind }}
        onChange={(reference) => onChange(reference?.id ?? null)}
      />
    );
  const options =
    'options' in field
      ? field.options.map(({ value }) => ({ value, label: labels.option(noun.name, field, value) }))
      : [
          { value: 'true', label: t('kit:value.yes') },
          { value: 'false', label: t('kit:value.no') },
        ];
  return <Select label={t('layout.kind')} data={options} value={kind} onChange={onChange} />;
}
