import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useMetadata } from '../../data/metadata.ts';
import { RelationPicker } from '../../form/relation-picker.tsx';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

/** First of what kind it is, then which one. */
export function AnyRelationFieldInput(props: InputProps<'anyRelation'>) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const [chosen, setChosen] = useState<string | null>(value?.noun ?? null);
  const metadata = useMetadata().data;
  const nouns = (metadata?.nouns ?? []).filter(({ name, internal, parent }) =>
    field.nouns ? field.nouns.includes(name) : !internal && !parent,
  );
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <div className={classes.parts}>
        <Select
          aria-label={t('input.noun')}
          placeholder={t('input.noun')}
          searchable
          data={nouns.map(({ name }) => ({ value: name, label: labels.noun(name) }))}
          value={chosen}
          disabled={disabled}
          autoFocus={autoFocus}
          onChange={(noun) => {
            setChosen(noun);
            if (noun !== value?.noun) onChange(null);
          }}
        />
        {chosen && (
          <RelationPicker
            key={chosen}
            noun={chosen}
            creatable
            ariaLabel={label ?? ariaLabel}
            disabled={disabled}
            value={value?.noun === chosen ? value : null}
            onChange={(reference) => onChange(reference && { noun: chosen, ...reference })}
          />
        )}
      </div>
    </FieldSet>
  );
}
