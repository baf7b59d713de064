import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import type { createServiceKey, listWorkspaceKeys, serviceKeyWish } from '../contract/workspace-key.api.ts';

type KeyList = z.output<typeof listWorkspaceKeys.response>;
export type WorkspaceKey = KeyList['items'][number];

const queryKey = ['workspaceKeys'] as const;

/** All keys of the workspace; for owners. */
export function useWorkspaceKeys() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<KeyList>('GET', '/api/v1/workspace-keys', undefined, signal),
  });
}

/** Makes a key of a service; the answer carries it this once. */
export function useCreateServiceKey() {
  const client = useQueryClient();
  return useMutation<z.output<typeof createServiceKey.response>, Error, z.input<typeof serviceKeyWish>>({
    mutationFn: (input) => request('POST', '/api/v1/service-keys', input),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useEndWorkspaceKey() {
  const client = useQueryClient();
  return useMutation<unknown, Error, string>({
    mutationFn: (id) => request('DELETE', `/api/v1/workspace-keys/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
