import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineItem } from '../../../shared/contract/timeline.api.ts';
import { localDayRange } from '../../../shared/dates/time-zone.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import type { TimelineSource } from '../../module.ts';
import { useWaitingChanges } from '../../offline/device.ts';
import { request } from '../../shell/request.ts';
import { recordKeys } from '../data/query-keys.ts';
import { entriesOf, type TimelineEntry, waitingEntries } from './timeline-entries.ts';

/** What of a timeline is shown; all of it where nothing is said. Days are the workspace's. */
export interface TimelineFilter {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly channels?: readonly string[] | undefined;
  readonly by?: Reference | undefined;
}

/** What happened with a record and what belongs to it, by when it took place, loaded further back on demand. */
export function useTimeline(
  noun: NounMetadata,
  record: AnyRecord,
  sources: readonly TimelineSource[],
  filter: TimelineFilter,
  timeZone: string,
) {
  const query = queryOf(filter, timeZone);
  const nouns = sources.map((source) => source.noun);
  const answer = useInfiniteQuery({
    queryKey: recordKeys.timeline(noun.name, record.id, query),
    queryFn: ({ pageParam, signal }) =>
      request<TimelineAnswer>('GET', addressOf(noun, record.id, { ...query, cursor: pageParam }), undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta: { nouns },
  });
  const waiting = useWaitingChanges();
  const isWhole = Object.keys(query).length === 0;
  const told = entriesOf(answer.data?.pages.flatMap(({ items }) => items) ?? []);
  const entries: readonly TimelineEntry[] = isWhole
    ? [...waitingEntries(waiting, new Set(nouns), record.id), ...told]
    : told;
  return { ...answer, entries, isWhole };
}

interface TimelineAnswer {
  readonly items: readonly TimelineItem[];
  readonly next: string | null;
}

function addressOf(noun: NounMetadata, id: string, query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
  return `/api/v1/timeline/${noun.name}/${id}?${new URLSearchParams(given)}`;
}

function queryOf({ from, until, channels, by }: TimelineFilter, timeZone: string) {
  return {
    ...(from ? { from: localDayRange(timeZone, from).start.toISOString() } : {}),
    ...(until ? { until: localDayRange(timeZone, until).end.toISOString() } : {}),
    ...(channels?.length ? { channels: [...channels] } : {}),
    ...(by ? { by: by.id } : {}),
  };
}
