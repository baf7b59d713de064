import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { request } from '../../shell/request.ts';
import { recordKeys } from './query-keys.ts';

/** Fields of a noun that are still being worked out, and how far that is, in records. */
export interface ComputedProgress {
  readonly noun: string;
  /** Every computed field when empty. */
  readonly names: readonly string[];
  readonly done: number;
  readonly total: number | null;
}

const [busy, idle] = [2_000, 60_000];

/** What of the noun is being worked out just now; its records are read anew when that is done. */
export function useComputedProgress(noun: NounMetadata): readonly ComputedProgress[] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['computedProgress'],
    queryFn: ({ signal }) =>
      request<{ items: readonly ComputedProgress[] }>('GET', '/api/v1/custom-fields/progress', undefined, signal),
    enabled: noun.fields.some(({ computed }) => computed),
    refetchInterval: (query) => (query.state.data?.items.length ? busy : idle),
  });
  const working = data?.items.filter((one) => one.noun === noun.name) ?? [];
  const isWorking = working.length > 0;
  const wasWorking = useRef(false);
  useEffect(() => {
    if (wasWorking.current && !isWorking) void client.invalidateQueries({ queryKey: recordKeys.noun(noun.name) });
    wasWorking.current = isWorking;
  }, [isWorking, client, noun.name]);
  return working;
}
