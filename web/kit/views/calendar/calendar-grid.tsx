import { useDroppable } from '@dnd-kit/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { Span } from '../../list/list-search.ts';
import { useNarrowScreen } from '../../list/narrow-screen.ts';
import type { List } from '../../list/use-list.ts';
import classes from './calendar.module.css';
import type { CalendarActs } from './calendar-body.tsx';
import { type DayRange, daysOf } from './calendar-days.ts';
import { CalendarItem } from './calendar-item.tsx';
import { DayHead } from './day-head.tsx';
import { TimeGrid } from './time-grid.tsx';
import type { CalendarFields } from './use-calendar.ts';

export interface ShownDays {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly fields: CalendarFields;
  readonly range: DayRange;
  readonly today: string;
  readonly byDay: ReadonlyMap<string, readonly AnyRecord[]>;
  readonly acts: CalendarActs;
}

interface CalendarGridProps extends ShownDays {
  readonly span: Exclude<Span, 'agenda'>;
  readonly day: string;
}

/** Items a day of a month shows; the others are a number that opens the day. */
const mostOfDay = 3;

/** Days side by side: a month of weeks, a week, a day; of moments the last two have an axis of hours. */
export function CalendarGrid({ span, day, ...shown }: CalendarGridProps) {
  const format = useFormat();
  const narrow = useNarrowScreen();
  const days = daysOf(shown.range);
  if (span !== 'month' && shown.fields.start.kind === 'datetime') return <TimeGrid {...shown} />;
  const most = span === 'month' ? (narrow ? 0 : mostOfDay) : Number.POSITIVE_INFINITY;
  return (
    <div className={classes.scroll}>
      {span !== 'day' && (
        <div className={classes.weekdays} aria-hidden>
          {days.slice(0, 7).map((one) => (
            <span key={one}>{format.weekday(one, 'short')}</span>
          ))}
        </div>
      )}
      <ul className={classes.grid} data-span={span}>
        {days.map((one) => (
          <Day
            key={one}
            {...shown}
            day={one}
            isOutside={span === 'month' && one.slice(0, 7) !== day.slice(0, 7)}
            most={most}
          />
        ))}
      </ul>
    </div>
  );
}

interface DayProps extends ShownDays {
  readonly day: string;
  /** A day of the month before or after. */
  readonly isOutside: boolean;
  readonly most: number;
}

function Day({ day, isOutside, most, today, byDay, acts, ...shown }: DayProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const { setNodeRef, isOver } = useDroppable({ id: day });
  const records = byDay.get(day) ?? [];
  // One more fits in the line that would say "+1".
  const visible = records.length > most + 1 || most === 0 ? records.slice(0, most) : records;
  const hidden = records.length - visible.length;
  const date = format.date(day, 'long');
  return (
    <li
      ref={setNodeRef}
      className={classes.day}
      aria-label={`${format.weekday(day, 'long')}, ${date}`}
      aria-current={day === today ? 'date' : undefined}
      data-outside={isOutside || undefined}
      data-over={isOver || undefined}
    >
      <DayHead day={day} acts={acts} />
      {visible.map((record) => (
        <CalendarItem key={record.id} {...shown} acts={acts} record={record} day={day} />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          className={classes.more}
          aria-label={t('calendar.more', { count: hidden, date })}
          onClick={() => acts.openDay(day)}
        >
          {most === 0 ? hidden : `+${format.number(hidden)}`}
        </button>
      )}
    </li>
  );
}
