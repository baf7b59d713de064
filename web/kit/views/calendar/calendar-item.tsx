import { useDraggable } from '@dnd-kit/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { titleOf } from '../../data/record-title.ts';
import type { List } from '../../list/use-list.ts';
import { recordPath } from '../../record-link.tsx';
import { useAccent } from '../colors/record-colors.tsx';
import classes from './calendar.module.css';
import type { CalendarActs } from './calendar-body.tsx';
import { snapMinutes } from './hours.ts';
import type { CalendarFields } from './use-calendar.ts';

interface CalendarItemProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly fields: CalendarFields;
  readonly record: AnyRecord;
  /** The day it is shown on: a record of several days is on each of them. */
  readonly day: string;
  readonly acts: CalendarActs;
  /** Minutes from midnight where it stands in the hours of the day. */
  readonly from?: number | undefined;
  /** It is in the hand, above the calendar. */
  readonly lifted?: boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** In the hours of a day up and down are earlier and later. */
const stepsInHours: Readonly<Record<string, readonly [days: number, minutes: number]>> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0] },
  ...{ ArrowUp: [0, -snapMinutes], ArrowDown: [0, snapMinutes] },
};

/** A record on a day: Enter opens it, the arrows with Shift take it to another day or time. */
export function CalendarItem({ noun, fields, record, day, acts, from, lifted = false }: CalendarItemProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const navigate = useNavigate();
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: `${day}/${record.id}`,
    data: { record, day, from },
    disabled: !acts.move || lifted,
  });
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (lifted || acts.moved.current !== record.id) return;
    acts.moved.current = null;
    button.current?.focus();
  }, [acts.moved, record.id, lifted]);
  const title = titleOf(noun, record, format) || t('kit:value.untitled');
  const moment = record[fields.start.name];
  const time = fields.start.kind === 'datetime' && typeof moment === 'string' ? format.time(moment) : null;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = from === undefined ? [steps[event.key], 0] : stepsInHours[event.key];
    const [days, minutes] = step ?? [];
    if (!event.shiftKey || days === undefined || !acts.move) return;
    event.preventDefault();
    acts.moved.current = record.id;
    acts.move(record, days, minutes);
  };
  return (
    <button
      ref={(node) => {
        button.current = node;
        setNodeRef(node);
      }}
      type="button"
      className={classes.item}
      data-lifted={lifted || undefined}
      data-dragging={isDragging || undefined}
      data-movable={acts.move ? true : undefined}
      {...useAccent(record)}
      title={time ? `${time} ${title}` : title}
      aria-keyshortcuts={acts.move ? 'Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown' : undefined}
      {...listeners}
      onKeyDown={onKeyDown}
      onClick={() => void navigate({ to: recordPath(noun.plural, record.id) })}
    >
      {time && <span className={classes.time}>{time}</span>}
      <span className={classes.itemTitle}>{title}</span>
    </button>
  );
}
