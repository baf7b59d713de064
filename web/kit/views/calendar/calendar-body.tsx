import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import { daysBetween } from '../../../../shared/dates/iso-date.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { TimeZoneContext, useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { dayOf } from '../../../i18n/wall-clock.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { findField } from '../../data/named-field.ts';
import { fromZonedParts } from '../../fields/inputs/zoned-time.ts';
import { useCreation } from '../../form/creation.ts';
import { FilteredOut } from '../../list/filtered-out.tsx';
import { useNarrowScreen } from '../../list/narrow-screen.ts';
import { fieldsForCalendar, isDay } from '../fields-for.ts';
import type { ViewBodyProps } from '../view-body.ts';
import { Agenda } from './agenda.tsx';
import classes from './calendar.module.css';
import { rangeOf } from './calendar-days.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { CalendarItem } from './calendar-item.tsx';
import { minutesOfDay, snappedMove } from './hours.ts';
import { type CalendarFields, useCalendar } from './use-calendar.ts';
import { useDayMove } from './use-day-move.ts';

/** The records on the days of one of their fields. */
export default function CalendarBody({ noun, list }: ViewBodyProps) {
  const { t } = useTranslation('views');
  const { calendar } = list.search;
  const start = findField(noun, calendar?.start ?? fieldsForCalendar(noun)[0]?.name ?? '');
  const end = calendar?.end ? findField(noun, calendar.end) : null;
  const fields = useMemo(() => start && { start, end }, [start, end]);
  if (!fields || !isDay(fields.start)) return <EmptyState icon={IconCalendarOff} title={t('calendar.noField')} />;
  return <Calendar noun={noun} list={list} fields={fields} />;
}

/** What every part of a calendar acts by. */
export interface CalendarActs {
  /** Absent where records can not be made for a day. */
  readonly create?: ((day: string, clock?: string) => void) | undefined;
  /** By days and minutes; absent where they can not be moved. */
  readonly move?: ((record: AnyRecord, days: number, minutes?: number) => void) | undefined;
  readonly openDay: (day: string) => void;
  /** The id of the record that the keyboard has just moved: it keeps the focus on its new day. */
  readonly moved: RefObject<string | null>;
}

function Calendar({ noun, list, fields }: ViewBodyProps & { readonly fields: CalendarFields }) {
  const { t } = useTranslation('views');
  const { firstDayOfWeek } = useFormat();
  const narrow = useNarrowScreen();
  const today = dayOf(new Date(), useContext(TimeZoneContext));
  const { span = narrow ? 'agenda' : 'month', day = today } = list.search;
  const range = useMemo(() => rangeOf(span, day, firstDayOfWeek), [span, day, firstDayOfWeek]);
  const found = useCalendar(noun, list, fields, range);
  const acts = useActs(noun, list, fields);
  const shown = { noun, list, fields, range, today, byDay: found.byDay, acts };
  return (
    <section className={classes.calendar} aria-label={t('type.calendar')} aria-busy={found.isFetching}>
      <CalendarHead list={list} span={span} day={day} today={today} range={range} />
      {!found.isPending && !found.isError && found.records.length === 0 && <FilteredOut {...list} />}
      {found.isCut && <p className={classes.note}>{t('calendar.cut')}</p>}
      {found.isError && found.records.length === 0 ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Drag acts={acts} {...{ noun, list, fields }}>
          {span === 'agenda' ? (
            <Agenda {...shown} isPending={found.isPending} />
          ) : (
            <CalendarGrid {...shown} span={span} day={day} />
          )}
        </Drag>
      )}
    </section>
  );
}

function useActs(noun: ViewBodyProps['noun'], list: ViewBodyProps['list'], fields: CalendarFields): CalendarActs {
  const openCreation = useCreation();
  const move = useDayMove(noun, fields);
  const timeZone = useContext(TimeZoneContext);
  const moved = useRef<string | null>(null);
  const { start, end } = fields;
  const valueOn = (day: string, clock: string) => (start.kind === 'date' ? day : fromZonedParts(day, clock, timeZone));
  const create = (day: string, clock = '09:00') =>
    openCreation({ noun, initial: { [start.name]: valueOn(day, clock) } });
  const isFixed = start.readOnly || end?.readOnly;
  return {
    create: noun.may.create && !start.readOnly ? create : undefined,
    move: noun.may.update && !isFixed ? (record, days, minutes = 0) => void move(record, days, minutes) : undefined,
    openDay: (day) => list.change({ span: 'day', day }),
    moved,
  };
}

interface DragProps extends ViewBodyProps {
  readonly fields: CalendarFields;
  readonly acts: CalendarActs;
  readonly children: ReactNode;
}

/** A record is taken from the day it was gripped at to the day it is let go on, in the hours to a quarter of an hour. */
function Drag({ noun, list, fields, acts, children }: DragProps) {
  const [dragged, setDragged] = useState<AnyRecord | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const drop = ({ active, over, delta }: DragEndEvent) => {
    setDragged(null);
    const held = active.data.current as { record: AnyRecord; day: string; from?: number } | undefined;
    if (!held || !over) return;
    const [, place, day = ''] = /^(?:(all|hours):)?(.+)$/.exec(String(over.id)) ?? [];
    const from = place === 'hours' ? held.from : undefined;
    const minutes = from === undefined ? 0 : snappedMove(from, (delta.y / over.rect.height) * minutesOfDay);
    acts.move?.(held.record, daysBetween(held.day, day), minutes);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged((active.data.current as { record: AnyRecord }).record)}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged && <CalendarItem noun={noun} list={list} fields={fields} record={dragged} day="" acts={acts} lifted />}
      </DragOverlay>
    </DndContext>
  );
}
