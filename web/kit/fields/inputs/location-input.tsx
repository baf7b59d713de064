import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { coordinates, parseLocation } from '../../../../shared/geo/location.ts';
import type { Location } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

/** Coordinates as maps give them to be copied, and what the place is called. */
export function LocationFieldInput(props: InputProps<'location'>) {
  const { t } = useTranslation('kit');
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const [typed, setTyped] = useState(() => (value ? coordinates(value) : ''));
  const [name, setName] = useState(value?.label ?? '');
  const isWrong = typed.trim() !== '' && parseLocation(typed) === null;
  const change = (text: string, called: string) => {
    setTyped(text);
    setName(called);
    onChange(pointOf(text, called));
  };
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <div className={classes.parts}>
        <TextInput
          aria-label={t('part.coordinates')}
          placeholder="40.1772, 44.5126"
          value={typed}
          disabled={disabled}
          autoFocus={autoFocus}
          error={isWrong ? t('input.coordinates') : undefined}
          onChange={(event) => change(event.currentTarget.value, name)}
        />
        <TextInput
          aria-label={t('part.label')}
          placeholder={t('part.label')}
          maxLength={200}
          value={name}
          disabled={disabled}
          onChange={(event) => change(typed, event.currentTarget.value)}
        />
      </div>
    </FieldSet>
  );
}

function pointOf(text: string, name: string): Location | null {
  const point = parseLocation(text);
  return point && { ...point, ...(name.trim() ? { label: name.trim() } : {}) };
}
