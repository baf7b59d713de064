import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addDays } from '../../../../shared/dates/iso-date.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { type Span, spans } from '../../list/list-search.ts';
import type { List } from '../../list/use-list.ts';
import classes from './calendar.module.css';
import { type DayRange, stepOf } from './calendar-days.ts';

interface CalendarHeadProps {
  readonly list: List;
  readonly span: Span;
  readonly day: string;
  readonly today: string;
  readonly range: DayRange;
}

/** Which days are seen, and the way to others. */
export function CalendarHead({ list, span, day, today, range }: CalendarHeadProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const go = (to: string) => list.change({ day: to === today ? undefined : to });
  const title =
    span === 'month'
      ? format.month(day)
      : span === 'day'
        ? `${format.weekday(day, 'long')}, ${format.date(day, 'long')}`
        : `${format.date(range.from)} – ${format.date(addDays(range.to, -1))}`;
  return (
    <div className={classes.head}>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label={t('calendar.earlier')}
        onClick={() => go(stepOf(span, day, -1))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Button variant="default" onClick={() => go(today)}>
        {t('calendar.today')}
      </Button>
      <ActionIcon
        variant="default"
        size="input-sm"
        aria-label={t('calendar.later')}
        onClick={() => go(stepOf(span, day, 1))}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
      <h2 className={classes.title} aria-live="polite">
        {title}
      </h2>
      <SegmentedControl
        className={classes.spans ?? ''}
        aria-label={t('calendar.span')}
        value={span}
        onChange={(next) => list.change({ span: next as Span })}
        data={spans.map((value) => ({ value, label: t(`calendar.spans.${value}`) }))}
      />
    </div>
  );
}
