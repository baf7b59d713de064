import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { listRecords } from '../data/api.ts';
import { recordKeys } from '../data/query-keys.ts';
import { titleOf } from '../data/record-title.ts';

/** Among members people are looked for; a service is found in lists. */
const people = (noun: NounMetadata | null | undefined): Filter | undefined =>
  noun?.name === 'member' ? { field: 'service', op: 'isNot', value: true } : undefined;

/**
 * The first records (of those that match the filter) that a search across scripts finds, to choose from; the newest ones
 * before anything is typed.
 */
export function useOptions(noun: NounMetadata | null | undefined, search: string, enabled: boolean, filter?: Filter) {
  const format = useFormat();
  return useQuery({
    queryKey: recordKeys.options(noun?.name ?? '', search, filter),
    queryFn: ({ signal }) => {
      // What belongs to one other record is few and has an order of its own.
      const sort = filter && !search ? noun?.defaultSort : undefined;
      return listRecords(
        noun as NounMetadata,
        { search: search || undefined, limit: 20, filter: filter ?? people(noun), sort },
        signal,
      );
    },
    select: (page): readonly Reference[] =>
      page.items.map((record) => ({ id: record.id, label: titleOf(noun as NounMetadata, record, format) })),
    enabled: enabled && Boolean(noun),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
