import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { request } from '../../shell/request.ts';

/** The records a bulk act is about: some by id, or all that match. */
export type BulkChoice =
  | { readonly ids: readonly string[] }
  | { readonly filter: Filter; readonly search?: string | undefined };
export type BulkAct = { readonly update: object } | { readonly delete: object } | { readonly restore: object };

/** A bulk act as the API tells of it. */
export interface BulkJob {
  readonly id: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'undoing' | 'undone' | 'failed';
  readonly total: number;
  readonly waiting: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly undone: number;
  readonly kept: number;
  readonly refusals: readonly { readonly id: string; readonly code: string; readonly field: string | null }[];
}
interface BulkAnswer {
  readonly count: number;
  readonly job: BulkJob | null;
}

export const isUnderWay = ({ state }: BulkJob): boolean => state === 'running' || state === 'undoing';

/** How many records an act would concern. */
export function useBulkCount(noun: NounMetadata, choice: BulkChoice, act: BulkAct) {
  return useQuery({
    queryKey: ['bulk', 'count', noun.name, choice, Object.keys(act)],
    queryFn: ({ signal }) =>
      request<BulkAnswer>('POST', `/api/v1/${noun.plural}/bulk`, { ...choice, act, preview: true }, signal),
  });
}

export function useStartBulk(noun: NounMetadata, choice: BulkChoice) {
  return useMutation<BulkAnswer, Error, BulkAct>({
    mutationFn: (act) => request('POST', `/api/v1/${noun.plural}/bulk`, { ...choice, act }),
  });
}

/** A job as it stands, asked for until it ends; what is shown of records is then read again. */
export function useBulkJob(begun: BulkJob) {
  const client = useQueryClient();
  const { data = begun } = useQuery({
    queryKey: ['bulk', 'job', begun.id],
    queryFn: ({ signal }) => request<BulkJob>('GET', `/api/v1/bulk-jobs/${begun.id}`, undefined, signal),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 500 : false),
  });
  const ended = !isUnderWay(data);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'bulk' });
  }, [ended, client]);
  return data;
}

export function useSteerBulk(id: string) {
  const client = useQueryClient();
  return useMutation<BulkJob, Error, 'cancel' | 'undo'>({
    mutationFn: (act) => request('POST', `/api/v1/bulk-jobs/${id}/${act}`),
    onSuccess: (job) => client.setQueryData(['bulk', 'job', id], job),
  });
}
