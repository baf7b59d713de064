import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import type { apiKeyWish, createOwnApiKey, listOwnApiKeys, ownKeyWish } from '../contract/api-key.api.ts';

type KeyList = z.output<typeof listOwnApiKeys.response>;
export type ApiKey = KeyList['items'][number];
export type NewApiKey = z.output<typeof createOwnApiKey.response>;
export type ApiKeyInput = z.input<typeof apiKeyWish>;
type OwnKeyInput = z.input<typeof ownKeyWish>;

const queryKey = ['apiKeys'] as const;

/** The signed-in person's keys. */
export function useApiKeys() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<KeyList>('GET', '/api/v1/api-keys', undefined, signal),
  });
}

/** Makes a key; the answer carries it this once. */
export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation<NewApiKey, Error, OwnKeyInput>({
    mutationFn: (input) => request('POST', '/api/v1/api-keys', input),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useDeleteApiKey() {
  const client = useQueryClient();
  return useMutation<unknown, Error, string>({
    mutationFn: (id) => request('DELETE', `/api/v1/api-keys/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
