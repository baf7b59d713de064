import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { listRecords } from '../data/api.ts';
import { recordKeys } from '../data/query-keys.ts';
import { titleOf } from '../data/record-title.ts';

/** The first records that a search (across scripts) finds, to choose from; the newest ones before anything is typed. */
export function useOptions(noun: NounMetadata | null | undefined, search: string, enabled: boolean) {
  const format = useFormat();
  return useQuery({
    queryKey: recordKeys.options(noun?.name ?? '', search),
    queryFn: ({ signal }) => listRecords(noun as NounMetadata, { search: search || undefined, limit: 20 }, signal),
    select: (page): readonly Reference[] =>
      page.items.map((record) => ({ id: record.id, label: titleOf(noun as NounMetadata, record, format) })),
    enabled: enabled && Boolean(noun),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
