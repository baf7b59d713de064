import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { TimelineSource } from '../../module.ts';
import { listRecords } from '../data/api.ts';
import { useMetadata } from '../data/metadata.ts';
import { recordKeys } from '../data/query-keys.ts';
import { useChanges } from '../data/record.ts';
import { pointersTo } from './related-fields.ts';
import { mergeStreams, type TimelineStream } from './timeline-entries.ts';

/** The most records one call lists. */
const mostRecords = 200;
const pageSize = 30;

/** A record's changes and the records about it as one stream, loaded further back on demand. */
export function useTimeline(noun: NounMetadata, record: AnyRecord, sources: readonly TimelineSource[]) {
  const [pages, setPages] = useState(1);
  const changes = useChanges(noun, record.id);
  const records = useSourceStreams(noun, record, sources, Math.min(mostRecords, pages * pageSize));
  const changeStream: TimelineStream = {
    entries: (changes.data?.pages ?? [])
      .flatMap(({ items }) => items)
      .map((change) => ({ kind: 'change', key: change.id, at: change.at, change })),
    hasMore: changes.hasNextPage,
  };
  const hasMore = changes.hasNextPage || (pages * pageSize < mostRecords && records.streams.some((one) => one.hasMore));
  const loadMore = () => {
    setPages((before) => before + 1);
    if (changes.hasNextPage) void changes.fetchNextPage();
  };
  return {
    entries: mergeStreams([changeStream, ...records.streams]),
    isPending: changes.isPending || records.isPending,
    isLoadingMore: changes.isFetchingNextPage,
    error: changes.error ?? records.error,
    retry: () => void changes.refetch(),
    hasMore,
    loadMore,
  };
}

function useSourceStreams(noun: NounMetadata, record: AnyRecord, sources: readonly TimelineSource[], limit: number) {
  const { data: metadata } = useMetadata();
  const asked = metadata ? sources.flatMap(({ noun: name }) => listStreams(metadata, name, noun.name, record.id)) : [];
  const answers = useQueries({
    queries: asked.map(({ noun: about, filter }) => {
      const query = { filter, sort: '-createdAt', expand: ['*'], limit };
      return {
        queryKey: [...recordKeys.lists(about.name), 'timeline', query],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const page = await listRecords(about, query, signal);
          // The shape of a list's cache, so that a change made elsewhere shows here too.
          return { pages: [page], pageParams: [null] };
        },
      };
    }),
  });
  const streams = answers.map(({ data }, index): TimelineStream => {
    const name = asked[index]?.noun.name ?? '';
    const items = data?.pages.flatMap((page) => page.items) ?? [];
    return {
      entries: items.map((one) => ({ kind: 'record', key: one.id, at: one.createdAt, noun: name, record: one })),
      hasMore: data?.pages.at(-1)?.next != null,
    };
  });
  return {
    streams,
    isPending: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error)?.error ?? null,
  };
}

interface AskedStream {
  readonly noun: NounMetadata;
  readonly filter: Filter;
}

/**
 * The source's records about this one, and those about what belongs to it (a company's people and deals). Each way to get
 * there is a question of its own, which the database answers from an index.
 */
function listStreams(metadata: Metadata, source: string, target: string, id: string): readonly AskedStream[] {
  const noun = metadata.nouns.find((one) => one.name === source && one.may.read);
  const direct = noun ? pointersTo(noun, target).map(({ name }) => name) : [];
  if (!noun || direct.length === 0) return [];
  const steps = noun.fields.flatMap((field) => {
    const between = field.kind === 'relation' && metadata.nouns.find(({ name }) => name === field.to);
    return between && between.name !== target
      ? pointersTo(between, target)
          .filter(({ kind }) => kind === 'relation')
          .map((pointer) => `${field.name}.${pointer.name}`)
      : [];
  });
  return [...direct, ...steps].map((field) => ({ noun, filter: { field, op: 'is', value: id } }));
}
