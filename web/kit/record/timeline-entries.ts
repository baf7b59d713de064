import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { ChangeAnswer } from '../data/answers.ts';

/** What happened at a moment: a change of the record itself, or a record about it (a note, a task). */
export type TimelineEntry =
  | { readonly kind: 'change'; readonly key: string; readonly at: string; readonly change: ChangeAnswer }
  | {
      readonly kind: 'record';
      readonly key: string;
      readonly at: string;
      readonly noun: string;
      readonly record: AnyRecord;
    };

/** One kind of entries, newest first, as far as they are loaded. */
export interface TimelineStream {
  readonly entries: readonly TimelineEntry[];
  readonly hasMore: boolean;
}

/**
 * The streams as one, newest first. A stream that has more ends at its oldest loaded entry: what others hold from before
 * that moment waits, or later loading would put entries between those already read. What several streams hold (a note
 * about a deal and about its company) is there once.
 */
export function mergeStreams(streams: readonly TimelineStream[]): readonly TimelineEntry[] {
  const horizon = streams
    .filter(({ hasMore }) => hasMore)
    .map(({ entries }) => entries.at(-1)?.at ?? '')
    .toSorted()
    .at(-1);
  const unique = new Map(streams.flatMap(({ entries }) => entries.map((entry) => [entry.key, entry])));
  return [...unique.values()]
    .filter(({ at }) => horizon === undefined || at >= horizon)
    .toSorted((one, other) => other.at.localeCompare(one.at) || other.key.localeCompare(one.key));
}
