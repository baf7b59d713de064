import { TextInput } from '@mantine/core';
import { useContext } from 'react';
import { TimeZoneContext } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { InputProps } from '../field-view.ts';
import { DayInput } from './day-input.tsx';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';
import { fromZonedParts, toZonedParts } from './zoned-time.ts';

/** A day and a time on the clock of the workspace. A day alone begins at nine. */
export function DateTimeFieldInput(props: InputProps<'datetime'>) {
  const { t } = useTranslation('kit');
  const timeZone = useContext(TimeZoneContext);
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const [day, clock] = value ? toZonedParts(value, timeZone) : [null, ''];
  const change = (nextDay: string | null, nextClock: string) =>
    onChange(nextDay ? fromZonedParts(nextDay, nextClock || '09:00', timeZone) : null);
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <div className={classes.money}>
        <DayInput
          ariaLabel={t('input.day')}
          value={day}
          hasClock
          onChange={(next, typed) => change(next, typed ?? clock)}
          error={Boolean(error)}
          autoFocus={autoFocus}
          disabled={disabled}
        />
        <TextInput
          type="time"
          aria-label={t('input.time')}
          value={clock}
          disabled={disabled || !day}
          onChange={(event) => change(day, event.currentTarget.value)}
        />
      </div>
    </FieldSet>
  );
}
