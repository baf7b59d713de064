import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { type KeyboardEvent, useRef, useState } from 'react';
import { addDays } from '../../../../shared/dates/iso-date.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useToday } from '../../../i18n/use-today.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useCalendarLocale } from './calendar-locale.ts';
import classes from './day-picker.module.css';
import { calendarFormat, dayPattern, readDay, readMoment } from './day-text.ts';
import { useUnread } from './unread.ts';

export interface DayPickerProps {
  /** ISO date. */
  readonly value: string | null;
  /** With the clock ("10:00") that was typed after the day, where `hasClock`. */
  readonly onChange: (day: string | null, clock?: string) => void;
  /** An hour may be typed behind the day. */
  readonly hasClock?: boolean | undefined;
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly error?: string | boolean | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** A day as it is typed, in figures or words, or picked. What can not be read stays, says so, and is not sent as if it were nothing. */
export default function DayPicker({ value, onChange, ariaLabel, hasClock = false, ...rest }: DayPickerProps) {
  const { t, i18n } = useTranslation('kit');
  const format = useFormat();
  const locale = useCalendarLocale();
  const today = useToday();
  const { label, error, required, disabled, autoFocus } = rest;
  const pattern = dayPattern(i18n.language);
  const [typed, setTyped] = useState('');
  const clock = useRef<string | undefined>(undefined);
  const read = (text: string) => {
    const day = hasClock ? readMoment(text, i18n.language, today) : dayAlone(readDay(text, i18n.language, today));
    clock.current = day?.clock;
    return day?.day ?? null;
  };
  const unread = useUnread(typed.trim() !== '' && read(typed) === null);
  const change = (day: string | null) => {
    setTyped('');
    onChange(day, clock.current);
    clock.current = undefined;
  };
  return (
    <DateInput
      ref={unread.input}
      label={label}
      error={unread.isTold ? t('input.noDay', { pattern }) : error}
      required={required}
      disabled={disabled}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      aria-label={label ? undefined : ariaLabel}
      value={value}
      onChange={change}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={unread.tell}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && unread.refuse(event)}
      fixOnBlur={!unread.isUnread}
      clearable
      clearButtonProps={{ 'aria-label': t('input.clear') }}
      locale={locale}
      firstDayOfWeek={format.firstDayOfWeek}
      valueFormat={calendarFormat(i18n.language)}
      placeholder={pattern}
      dateParser={read}
      defaultDate={today}
      // Today is the workspace's, wherever the browser is: the calendar's own mark would be the browser's.
      getDayProps={(day) => (day === today ? { 'aria-current': 'date' } : {})}
      // The calendar would hide what is wrong.
      popoverProps={unread.isTold ? { opened: false } : {}}
      presets={[
        { value: today, label: t('input.today') },
        { value: addDays(today, 1), label: t('input.tomorrow') },
        { value: addDays(today, 7), label: t('input.inWeek') },
      ]}
      classNames={classes as Record<string, string>}
      monthLabelFormat={(day) => format.month(day)}
      ariaLabels={{ nextMonth: t('day.nextMonth'), previousMonth: t('day.previousMonth') }}
    />
  );
}

const dayAlone = (day: string | null): { readonly day: string; readonly clock?: string } | null =>
  day ? { day } : null;
