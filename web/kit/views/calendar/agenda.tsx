import { IconCalendar } from '@tabler/icons-react';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import classes from './calendar.module.css';
import type { ShownDays } from './calendar-grid.tsx';
import { CalendarItem } from './calendar-item.tsx';

/** The days that have anything, one below the other: what a narrow screen can show of a calendar. */
export function Agenda({ byDay, today, isPending, ...shown }: ShownDays & { readonly isPending: boolean }) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const filled = [...byDay].filter(([, records]) => records.length > 0);
  if (isPending) return <LoadingState lines={8} />;
  if (filled.length === 0) return <EmptyState icon={IconCalendar} title={t('calendar.empty')} />;
  return (
    <ul className={classes.agenda}>
      {filled.map(([day, records]) => (
        <li key={day} className={classes.agendaDay} aria-current={day === today ? 'date' : undefined}>
          <h3 className={classes.agendaTitle}>
            {format.weekday(day, 'long')}, {format.date(day, 'long')}
          </h3>
          {records.map((record) => (
            <CalendarItem key={record.id} {...shown} record={record} day={day} />
          ))}
        </li>
      ))}
    </ul>
  );
}
