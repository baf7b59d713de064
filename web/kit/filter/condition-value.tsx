import { MultiSelect, NativeSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { partKind } from '../../../shared/filter/field-path.ts';
import type { FilterValue } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { isReference } from '../data/named-field.ts';
import { DecimalInput } from '../fields/inputs/decimal-input.tsx';
import { useLabels } from '../labels.ts';
import { AnyReferenceFilterValue, NounValueEditor } from './any-reference-filter-value.tsx';
import { AreaValue } from './area-value.tsx';
import { ComparedValue } from './compared-value.tsx';
import { type ConditionValueProps, withValue } from './condition-edit.ts';
import { DayValue } from './day-value.tsx';
import { arityOf } from './new-condition.ts';
import { ReferenceFilterValue } from './reference-filter-value.tsx';

/** The editor for what a condition compares with, by the kind of its field. */
export function ConditionValue(props: ConditionValueProps) {
  if (arityOf(props.condition.op) === 'none') return <span />;
  return (
    <ComparedValue {...props}>
      <ValueEditor {...props} />
    </ComparedValue>
  );
}

function ValueEditor(props: ConditionValueProps) {
  const { target } = props;
  const { kind } = target.field;
  if (target.part === 'noun') return <NounValueEditor {...props} />;
  if (kind === 'anyRelation') return <AnyReferenceFilterValue {...props} />;
  if (target.part === 'anniversary') return <DayValue {...props} />;
  if (target.part)
    return numberParts.has(partKind(target.part)) ? <NumberValueEditor {...props} /> : <TextValueEditor {...props} />;
  if (props.condition.op === 'isWithin') return <AreaValue {...props} />;
  if (isReference(target.field)) return <ReferenceFilterValue {...props} />;
  if (kind === 'choice' || kind === 'choices') return <ChoiceValueEditor {...props} />;
  if (kind === 'boolean') return <BooleanValueEditor {...props} />;
  if (kind === 'date' || kind === 'datetime') return <DayValue {...props} />;
  if (numberKinds.has(kind)) return <NumberValueEditor {...props} />;
  return <TextValueEditor {...props} />;
}

const numberParts: ReadonlySet<string> = new Set(['number', 'years']);
const numberKinds: ReadonlySet<string> = new Set(['number', 'percent', 'rating', 'money']);

const listOf = (value: FilterValue | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

function TextValueEditor({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const label = t('filter.value');
  if (arityOf(condition.op) === 'many') {
    return (
      <TagsInput
        aria-label={label}
        value={listOf(condition.value)}
        onChange={(values) => onChange(withValue(condition, values))}
        placeholder={t('filter.enterEach')}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      value={typeof condition.value === 'string' ? condition.value : ''}
      onChange={(event) => onChange(withValue(condition, event.currentTarget.value))}
    />
  );
}

function NumberValueEditor({ condition, target, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  if (arityOf(condition.op) === 'many')
    return <TextValueEditor condition={condition} target={target} onChange={onChange} />;
  return (
    <DecimalInput
      aria-label={t('filter.value')}
      value={condition.value === undefined ? null : String(condition.value)}
      onDecimal={(text) => onChange(withValue(condition, text === null ? undefined : Number(text)))}
    />
  );
}

function ChoiceValueEditor({ target, condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { field, noun } = target;
  if (field.kind !== 'choice' && field.kind !== 'choices') return null;
  const data = field.options.map(({ value }) => ({ value, label: labels.option(noun.name, field, value) }));
  if (arityOf(condition.op) === 'many') {
    return (
      <MultiSelect
        aria-label={t('filter.value')}
        data={data}
        value={listOf(condition.value)}
        onChange={(values) => onChange(withValue(condition, values))}
      />
    );
  }
  return (
    <Select
      aria-label={t('filter.value')}
      data={data}
      searchable
      value={typeof condition.value === 'string' ? condition.value : null}
      onChange={(value) => onChange(withValue(condition, value ?? undefined))}
    />
  );
}

function BooleanValueEditor({ condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  return (
    <NativeSelect
      aria-label={t('filter.value')}
      value={condition.value === false ? 'no' : 'yes'}
      data={[
        { value: 'yes', label: t('value.yes') },
        { value: 'no', label: t('value.no') },
      ]}
      onChange={(event) => onChange(withValue(condition, event.currentTarget.value === 'yes'))}
    />
  );
}
