import { TextInput } from '@mantine/core';
import { Suspense } from 'react';
import { part } from '../../../ui/part.tsx';
import type { DayPickerProps } from './day-picker.tsx';

const DayPicker = part(() => import('./day-picker.tsx'));

/** A day, typed or picked from a calendar; the calendar is loaded when the first one is needed. */
export function DayInput(props: DayPickerProps) {
  const { ariaLabel, label, error, required, disabled } = props;
  const waiting = (
    <TextInput label={label} aria-label={ariaLabel} error={error} required={required} disabled={disabled} readOnly />
  );
  return (
    <Suspense fallback={waiting}>
      <DayPicker {...props} />
    </Suspense>
  );
}
