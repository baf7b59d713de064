import { IconPlus } from '@tabler/icons-react';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import classes from './calendar.module.css';
import type { CalendarActs } from './calendar-body.tsx';

interface DayHeadProps {
  readonly day: string;
  readonly acts: CalendarActs;
  /** Which day of the week it is stands before its number. */
  readonly weekday?: boolean;
}

/** The number of a day, which opens it, and the button that makes a record on it. */
export function DayHead({ day, acts, weekday = false }: DayHeadProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const date = format.date(day, 'long');
  return (
    <div className={classes.dayHead}>
      {weekday && <span className={classes.weekday}>{format.weekday(day, 'short')}</span>}
      <button
        type="button"
        className={classes.number}
        aria-label={t('calendar.openDay', { date })}
        onClick={() => acts.openDay(day)}
      >
        {Number(day.slice(8))}
      </button>
      {acts.create && (
        <button
          type="button"
          className={classes.add}
          aria-label={t('calendar.add', { date })}
          onClick={() => acts.create?.(day)}
        >
          <IconPlus size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
