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

/** Whether the domain is the company's own, asked of the DNS now. */
export function useProveDomain() {
  const client = useQueryClient();
  return useMutation<IdentityProviderAnswer, Error, string>({
    mutationFn: (domain) => request('POST', `${path}/proofs`, { domain }),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    // A record that is gone is kept as such.
    onError: () => void client.invalidateQueries({ queryKey }),
  });
}

export function useRemoveProvider() {
  const client = useQueryClient();
  return useMutation<unknown, Error, void>({
    mutationFn: () => request('DELETE', path),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
