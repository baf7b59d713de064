import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useCalendarLocale } from './calendar-locale.ts';
import { calendarFormat, dayPattern, parseDay } from './day-text.ts';

export interface DayPickerProps {
  /** ISO date. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly error?: string | boolean | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
}

export default function DayPicker({ value, onChange, ariaLabel, ...rest }: DayPickerProps) {
  const { t, i18n } = useTranslation('kit');
  const format = useFormat();
  const locale = useCalendarLocale();
  const { label, error, required, disabled, autoFocus } = rest;
  return (
    <DateInput
      label={label}
      error={error}
      required={required}
      disabled={disabled}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      aria-label={label ? undefined : ariaLabel}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('input.clear') }}
      locale={locale}
      firstDayOfWeek={format.firstDayOfWeek}
      valueFormat={calendarFormat(i18n.language)}
      placeholder={dayPattern(i18n.language)}
      dateParser={(typed) => parseDay(typed, i18n.language)}
      monthLabelFormat={(day) => format.month(day)}
      ariaLabels={{ nextMonth: t('day.nextMonth'), previousMonth: t('day.previousMonth') }}
    />
  );
}
