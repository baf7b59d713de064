import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { gatherRecord } from './gathered-records.ts';
import { useNoun } from './metadata.ts';
import { recordKeys } from './query-keys.ts';
import { findCachedRecord } from './record-cache.ts';
import { titleOf } from './record-title.ts';

/**
 * The text that names a record known by its id alone. Undefined while it is being asked, null when there is nothing the
 * actor may see.
 */
export function useReferenceLabel(nounName: string, id: string, enabled = true): string | null | undefined {
  const noun = useNoun(nounName);
  const client = useQueryClient();
  const format = useFormat();
  const { data, isError } = useQuery<AnyRecord>({
    queryKey: recordKeys.record(nounName, id),
    queryFn: () => gatherRecord(noun as NounMetadata, id),
    placeholderData: () => findCachedRecord(client, nounName, id),
    enabled: enabled && Boolean(noun),
    staleTime: 5 * 60_000,
    retry: false,
  });
  if (noun === null || isError) return null;
  return data && noun ? titleOf(noun, data, format) : undefined;
}
