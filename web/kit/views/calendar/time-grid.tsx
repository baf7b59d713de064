import { useDroppable } from '@dnd-kit/core';
import { type CSSProperties, type RefObject, useContext, useLayoutEffect, useRef } from 'react';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { TimeZoneContext, useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { fromZonedParts } from '../../fields/inputs/zoned-time.ts';
import { daysOf } from './calendar-days.ts';
import type { ShownDays } from './calendar-grid.tsx';
import { CalendarItem } from './calendar-item.tsx';
import { DayHead } from './day-head.tsx';
import { clockOf, layInLanes, minutesOfDay, shortestMinutes } from './hours.ts';
import { NowLine } from './now-line.tsx';
import { spanInHours } from './span-in-hours.ts';
import classes from './time-grid.module.css';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Where a day is opened when nothing is earlier. */
const workBegins = 8;

/** Days with an axis of hours; what lasts over midnight stands above them. */
export function TimeGrid(shown: ShownDays) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const days = daysOf(shown.range);
  const timeZone = useContext(TimeZoneContext);
  const inHours = (record: AnyRecord, day: string) => spanInHours(record, shown.fields, day, timeZone);
  const scroll = useFirstHourInSight(
    days.flatMap((day) => (shown.byDay.get(day) ?? []).flatMap((record) => inHours(record, day)?.from ?? [])),
    shown.range.from,
  );
  const style = { '--days': days.length } as CSSProperties;
  const isWhole = (record: AnyRecord, day: string) => inHours(record, day) === null;
  return (
    <div className={classes.scroll} ref={scroll} style={style} data-single={days.length === 1 || undefined}>
      <div className={classes.top}>
        <span className={classes.corner}>{t('calendar.allDay')}</span>
        {days.map((day) => (
          <AllDay key={day} {...shown} day={day} isWhole={isWhole} />
        ))}
      </div>
      <div className={classes.body}>
        <div className={classes.axis} aria-hidden>
          {hours.map((hour) => (
            <span key={hour}>
              {hour > 0 && format.time(fromZonedParts(shown.range.from, clockOf(hour * 60)[0], timeZone))}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <Hours key={day} {...shown} day={day} inHours={inHours} />
        ))}
      </div>
    </div>
  );
}

interface AllDayProps extends ShownDays {
  readonly day: string;
  readonly isWhole: (record: AnyRecord, day: string) => boolean;
}

function AllDay({ day, isWhole, ...shown }: AllDayProps) {
  const { setNodeRef, isOver } = useDroppable({ id: `all:${day}` });
  const whole = (shown.byDay.get(day) ?? []).filter((record) => isWhole(record, day));
  return (
    <div
      ref={setNodeRef}
      className={classes.allDay}
      data-over={isOver || undefined}
      aria-current={day === shown.today ? 'date' : undefined}
    >
      <DayHead day={day} acts={shown.acts} weekday />
      {whole.map((record) => (
        <CalendarItem key={record.id} {...shown} record={record} day={day} />
      ))}
    </div>
  );
}

interface HoursProps extends ShownDays {
  readonly day: string;
  readonly inHours: (record: AnyRecord, day: string) => ReturnType<typeof spanInHours>;
}

/** The hours of a day: a list of what stands in them; a click on an empty hour makes something then. */
function Hours({ day, inHours, ...shown }: HoursProps) {
  const format = useFormat();
  const { setNodeRef, isOver } = useDroppable({ id: `hours:${day}` });
  const timed = (shown.byDay.get(day) ?? []).flatMap((record) => {
    const span = inHours(record, day);
    return span ? [{ record, span }] : [];
  });
  const lanes = layInLanes(timed.map(({ span }) => span));
  return (
    <div ref={setNodeRef} className={classes.hours} data-over={isOver || undefined}>
      {hours.map((hour) => (
        // A shorter way for the pointer; the button above the day does the same for the keyboard.
        <button
          key={hour}
          type="button"
          tabIndex={-1}
          aria-hidden
          className={classes.slot}
          disabled={!shown.acts.create}
          onClick={() => shown.acts.create?.(day, clockOf(hour * 60)[0])}
        />
      ))}
      {day === shown.today && <NowLine />}
      <ul className={classes.timed} aria-label={`${format.weekday(day, 'long')}, ${format.date(day, 'long')}`}>
        {timed.map(({ record, span }, index) => (
          <li
            key={record.id}
            className={classes.placed}
            data-short={span.to - span.from <= shortestMinutes || undefined}
            style={{
              top: `${(span.from / minutesOfDay) * 100}%`,
              height: `${((span.to - span.from) / minutesOfDay) * 100}%`,
              left: `${((lanes[index]?.lane ?? 0) / (lanes[index]?.lanes ?? 1)) * 100}%`,
              width: `${100 / (lanes[index]?.lanes ?? 1)}%`,
            }}
          >
            <CalendarItem {...shown} record={record} day={day} from={span.from} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Opens the days where work begins, or earlier where something is. */
function useFirstHourInSight(starts: readonly number[], range: string): RefObject<HTMLDivElement | null> {
  const scroll = useRef<HTMLDivElement>(null);
  const seen = useRef('');
  const first = Math.min(workBegins * 60, ...starts);
  // Once the records are there, and not again when one of them moves.
  const key = `${range} ${starts.length > 0}`;
  useLayoutEffect(() => {
    if (!scroll.current || seen.current === key) return;
    seen.current = key;
    const body = scroll.current.querySelector(`.${classes.body}`);
    if (body) scroll.current.scrollTop = (Math.max(0, first - 30) / minutesOfDay) * body.clientHeight;
  }, [key, first]);
  return scroll;
}
