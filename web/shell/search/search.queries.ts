import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { FoundFile } from '../../../shared/contract/file-search.api.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { request } from '../request.ts';
import { metadataQuery } from '../session.ts';
import { type FoundRecords, shownFields } from './search-entries.ts';

export interface SearchAnswer {
  readonly found: readonly FoundRecords[];
  readonly searching: boolean;
  readonly error: unknown;
}

/**
 * Asks every noun that can be searched at once; nothing is asked for less than two letters. `near`: each word may have one typing
 * error.
 */
export function useRecordSearch(text: string, near = false): SearchAnswer {
  const nouns = searchedNouns(useQuery(metadataQuery).data?.nouns ?? []);
  const enabled = text.length >= 2;
  const answers = useQueries({
    queries: nouns.map((noun) => ({
      queryKey: ['records', noun.name, 'search', text, near],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<{ items: readonly AnyRecord[] }>('GET', searchPath(noun, text, near), undefined, signal),
      enabled,
      placeholderData: keepPreviousData,
      staleTime: 15_000,
    })),
  });
  return {
    found: enabled
      ? nouns.flatMap((noun, index) => {
          const records = answers[index]?.data?.items ?? [];
          return records.length > 0 ? [{ noun, records }] : [];
        })
      : [],
    searching: enabled && answers.some(({ isFetching }) => isFetching),
    error: answers.find(({ error }) => error)?.error ?? null,
  };
}

/** Files by what they say; nothing is asked for less than three letters. */
export function useFileSearch(text: string) {
  const { data, isFetching } = useQuery({
    queryKey: ['records', 'file', 'search', text],
    queryFn: ({ signal }) =>
      request<{ items: readonly FoundFile[] }>(
        'GET',
        `/api/v1/file-search?${new URLSearchParams({ search: text, limit: String(resultsPerNoun) })}`,
        undefined,
        signal,
      ),
    enabled: text.length >= 3,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
  return { files: text.length >= 3 ? (data?.items ?? []) : [], searching: isFetching };
}

/** Whom and what people look for first. */
const first = ['company', 'person', 'deal'];
const resultsPerNoun = 6;

function searchPath(noun: NounMetadata, text: string, near: boolean): string {
  const query = { search: text, limit: String(resultsPerNoun), fields: shownFields(noun).join(',') };
  return `/api/v1/${noun.plural}?${new URLSearchParams({ ...query, ...(near ? { near: 'true' } : {}) })}`;
}

/** Nouns with a page of their own and searchable text. */
function searchedNouns(nouns: readonly NounMetadata[]): readonly NounMetadata[] {
  const rank = ({ name }: NounMetadata) => (first.includes(name) ? first.indexOf(name) : first.length);
  return nouns
    .filter((noun) => noun.may.read && !noun.internal && !noun.parent && noun.fields.some((field) => field.search))
    .toSorted((one, other) => rank(one) - rank(other));
}
