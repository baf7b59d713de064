import { useContext } from 'react';
import { addDays } from '../../../../shared/dates/iso-date.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { TimeZoneContext, useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { notifyProblem } from '../../../shell/notify.ts';
import { useUpdateRecord } from '../../data/record-mutations.ts';
import { titleOf } from '../../data/record-title.ts';
import { fromZonedParts, toZonedParts } from '../../fields/inputs/zoned-time.ts';
import { showUndo } from '../../undo-notice.tsx';
import { clockOf, minutesOf } from './hours.ts';
import type { CalendarFields } from './use-calendar.ts';

/**
 * Moves a record so many days and minutes on (negative: back), its end along with its beginning, the time of day kept
 * where only days are given. It shows at once, goes back when the server refuses, and can be taken back.
 */
export function useDayMove(noun: NounMetadata, { start, end }: CalendarFields) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const { mutateAsync } = useUpdateRecord(noun);
  const names = [start.name, ...(end ? [end.name] : [])];
  const write = async (record: AnyRecord, values: Readonly<Record<string, unknown>>) => {
    try {
      return await mutateAsync({ id: record.id, version: record.version, values });
    } catch (error) {
      notifyProblem(error, t, noun.name);
      return null;
    }
  };
  return async (record: AnyRecord, days: number, minutes = 0): Promise<void> => {
    if (days === 0 && minutes === 0) return;
    const filled = names.filter((name) => typeof record[name] === 'string');
    const before = Object.fromEntries(filled.map((name) => [name, record[name]]));
    const after = Object.fromEntries(
      filled.map((name) => [name, shifted(String(record[name]), days, minutes, timeZone)]),
    );
    const moved = await write(record, after);
    if (!moved) return;
    const at = String(after[start.name]);
    const date = minutes === 0 ? format.date(at, 'long') : `${format.date(at, 'long')}, ${format.time(at)}`;
    const words = { title: titleOf(noun, record, format), date };
    const texts = { text: t('calendar.moved', words), undo: t('undo'), close: t('kit:action.close') };
    showUndo(record.id, texts, () => void write(moved, before));
  };
}

function shifted(value: string, days: number, minutes: number, timeZone: string): string {
  if (value.length === 10) return addDays(value, days);
  const [day, clock] = toZonedParts(value, timeZone);
  const [moved, over] = clockOf(minutesOf(clock) + minutes);
  return fromZonedParts(addDays(day, days + over), moved, timeZone);
}
