import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IdentityProvider, IdentityProviderAnswer } from '../../../../shared/contract/identity-provider.ts';
import { request } from '../../../../web/shell/request.ts';

const path = '/api/v1/identity-provider';
const queryKey = ['identityProvider'] as const;

export function useIdentityProvider() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<IdentityProviderAnswer>('GET', path, undefined, signal),
  });
}

/** With the secret where a new one is given. */
export type ProviderWish = IdentityProvider & { readonly secret?: string };

export function useSetProvider() {
  const client = useQueryClient();
  return useMutation<IdentityProviderAnswer, Error, ProviderWish>({
    mutationFn: (wish) => request('PUT', path, wish),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
  });
}

export function useRemoveProvider() {
  const client = useQueryClient();
  return useMutation<unknown, Error, void>({
    mutationFn: () => request('DELETE', path),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
