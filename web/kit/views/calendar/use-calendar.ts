import { useContext, useEffect, useMemo } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { TimeZoneContext } from '../../../i18n/use-format.ts';
import { dayOf } from '../../../i18n/wall-clock.ts';
import type { NamedField } from '../../data/named-field.ts';
import type { ListQuery } from '../../data/query-keys.ts';
import { useRecordList } from '../../data/record-list.ts';
import { both } from '../../filter/filter-tree.ts';
import type { List } from '../../list/use-list.ts';
import { type DayRange, placeByDay, rangeFilter, type Stay } from './calendar-days.ts';

/** The fields a calendar goes by. */
export interface CalendarFields {
  readonly start: NamedField;
  readonly end: NamedField | null;
}

/** More than these in one span nobody reads, and a browser draws slowly. */
const mostRecords = 1000;
const pageSize = 200;

/** The records of the days that are seen, on their days, in order of time. */
export function useCalendar(noun: NounMetadata, list: List, { start, end }: CalendarFields, range: DayRange) {
  const timeZone = useContext(TimeZoneContext);
  const { filter, search } = list.query;
  const query = useMemo<ListQuery>(
    () => ({
      filter: both(filter, rangeFilter(start.name, end?.name, range)),
      ...{ search, sort: start.name, expand: list.query.expand, limit: pageSize },
    }),
    [filter, search, start.name, end?.name, range, list.query.expand],
  );
  const found = useRecordList(noun, query);
  const { records, hasNextPage, isFetching, isError, fetchNextPage } = found;
  const isCut = hasNextPage && records.length >= mostRecords;
  useEffect(() => {
    if (hasNextPage && !isCut && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isCut, isFetching, isError, fetchNextPage]);
  const byDay = useMemo(() => {
    const stayOf = (record: AnyRecord) =>
      stayBetween(dayIn(record[start.name], timeZone), end ? dayIn(record[end.name], timeZone) : null);
    return placeByDay(range, records, stayOf);
  }, [range, records, start.name, end, timeZone]);
  return { ...found, byDay, isCut };
}

/** The day of a date or of a moment in the zone; null for none. */
function dayIn(value: unknown, timeZone: string): string | null {
  if (typeof value !== 'string') return null;
  return value.length === 10 ? value : dayOf(new Date(value), timeZone);
}

function stayBetween(first: string | null, last: string | null): Stay | null {
  return first === null ? null : { first, last: last ?? first };
}
