import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Operator, Was } from '../../../shared/filter/filter.ts';
import { pastOperatorsOf } from '../../../shared/filter/was.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import { ConditionValue } from './condition-value.tsx';
import { DayValue } from './day-value.tsx';
import classes from './filter-builder.module.css';
import type { FilterTarget } from './filter-fields.ts';
import { operatorWord } from './filter-words.tsx';
import { withOperator } from './new-condition.ts';
import { askableFields, newWas } from './past.ts';
import { isRelativeDay } from './relative-day.ts';

interface WasEditorProps {
  readonly noun: NounMetadata;
  readonly was: Was;
  /** Null takes it away. */
  readonly onChange: (was: Was | null) => void;
}

/** What a field was: at some time or at the end of a day, and compared with what. */
export function WasEditor(props: WasEditorProps) {
  const { t } = useTranslation('kit');
  const { noun, was, onChange } = props;
  const { on, ...condition } = was;
  const field = askableFields(noun).find(({ name }) => name === was.field);
  return (
    <div className={classes.group} data-nested role="group" aria-label={t('filter.addWas')}>
      <PastCondition {...props} field={field} />
      <div className={classes.past}>
        <NativeSelect
          aria-label={t('filter.was.when')}
          value={on === undefined ? 'ever' : 'on'}
          data={(['ever', 'on'] as const).map((value) => ({ value, label: t(`filter.was.${value}`) }))}
          onChange={(event) =>
            onChange(event.currentTarget.value === 'on' ? { ...was, on: { from: 'startOfMonth' } } : condition)
          }
        />
        {on !== undefined && field && (
          <DayValue
            target={targetOf(noun, field)}
            condition={{ field: field.name, op: 'is', value: on }}
            onChange={({ value }) => {
              if (typeof value === 'string' || isRelativeDay(value)) onChange({ ...was, on: value });
            }}
          />
        )}
      </div>
    </div>
  );
}

function PastCondition({ noun, was, onChange, field }: WasEditorProps & { readonly field: NamedField | undefined }) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { on, ...condition } = was;
  const day = on === undefined ? {} : { on };
  return (
    <div className={classes.condition}>
      <NativeSelect
        aria-label={t('filter.field')}
        value={was.field}
        data={askableFields(noun).map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
        onChange={(event) => onChange({ ...newWas(noun, event.currentTarget.value), ...day })}
      />
      {field ? (
        <>
          <NativeSelect
            aria-label={t('filter.operator')}
            value={was.op}
            data={pastOperatorsOf(field).map((op) => ({
              value: op,
              label: t(`filter.was.op.${operatorWord(field.kind, op)}`),
            }))}
            onChange={(event) => {
              const next = withOperator(condition, event.currentTarget.value as Operator);
              onChange({ ...next, value: next.value ?? '', ...day });
            }}
          />
          <ConditionValue
            target={targetOf(noun, field)}
            condition={condition}
            onChange={(next) => onChange({ ...next, value: next.value ?? '', ...day })}
          />
        </>
      ) : (
        <>
          <span />
          <span />
        </>
      )}
      <ActionIcon aria-label={t('filter.remove')} onClick={() => onChange(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

function targetOf(noun: NounMetadata, field: NamedField): FilterTarget {
  return { path: field.name, noun, field, through: null, ofChild: false, part: null };
}
