import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccessExplanation, RecordSharing } from '../../../../shared/contract/sharing.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { SharedAccess } from '../../../../shared/nouns/sharing.ts';
import { request } from '../../../shell/request.ts';

/** What is asked for when a record is shared: with one of the two. */
export interface NewShare {
  readonly member?: string;
  readonly team?: string;
  readonly access: SharedAccess;
  readonly until: string | null;
  readonly note: string | null;
}

const key = (noun: NounMetadata, id: string) => ['sharing', noun.name, id] as const;

export function useSharing(noun: NounMetadata, id: string) {
  return useQuery({
    queryKey: key(noun, id),
    queryFn: ({ signal }) => request<RecordSharing>('GET', `/api/v1/shares/${noun.name}/${id}`, undefined, signal),
  });
}

/** Why a member may act on the record, and why not; oneself where nobody is named. */
export function useExplanation(noun: NounMetadata, id: string, member: string | null) {
  const query = member === null ? '' : `?member=${member}`;
  return useQuery({
    queryKey: [...key(noun, id), 'why', member],
    queryFn: ({ signal }) =>
      request<AccessExplanation>('GET', `/api/v1/access/${noun.name}/${id}${query}`, undefined, signal),
  });
}

/** Each answers how the record is shared then. */
export function useShareRecord(noun: NounMetadata, id: string) {
  return useSharingChange(noun, id, (share: NewShare) =>
    request<RecordSharing>('POST', `/api/v1/shares/${noun.name}/${id}`, share),
  );
}

export function useUnshareRecord(noun: NounMetadata, id: string) {
  return useSharingChange(noun, id, (share: string) =>
    request<RecordSharing>('DELETE', `/api/v1/shares/${noun.name}/${id}/${share}`),
  );
}

export function useRestrictRecord(noun: NounMetadata, id: string) {
  return useSharingChange(noun, id, (asked: { readonly restricted: boolean; readonly keep?: readonly string[] }) =>
    request<RecordSharing>('PUT', `/api/v1/restrictions/${noun.name}/${id}`, asked),
  );
}

function useSharingChange<T>(noun: NounMetadata, id: string, change: (asked: T) => Promise<RecordSharing>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (sharing) => {
      client.setQueryData(key(noun, id), sharing);
      void client.invalidateQueries({ queryKey: [...key(noun, id), 'why'] });
    },
  });
}
