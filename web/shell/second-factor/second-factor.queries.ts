import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SecondFactor } from '../../../shared/contract/second-factor.ts';
import { request } from '../request.ts';

const base = '/api/v1/second-factor';
const queryKey = ['secondFactor'] as const;

export interface RecoveryCodes {
  readonly codes: readonly string[];
}

/** Whether one's own sign-in takes a code besides the password. */
export function useSecondFactor() {
  return useQuery({ queryKey, queryFn: ({ signal }) => request<SecondFactor>('GET', base, undefined, signal) });
}

/** False for whoever comes in by a provider alone, once that is known: there is no password to ask for. */
export function useHasPassword(): boolean {
  return useSecondFactor().data?.hasPassword !== false;
}

/** Begins the set-up; answers the key for the app, this once. */
export function useBeginFactor() {
  return useMutation<{ key: string; address: string }, Error, string>({
    mutationFn: (password) => request('POST', base, { password }),
  });
}

/** What a code is given for; what is shown of the factor is read again after it. */
export function useFactorCode<T>(act: 'confirm' | 'codes' | 'off') {
  const client = useQueryClient();
  return useMutation<T, Error, string>({
    mutationFn: (code) => request('POST', `${base}/${act}`, { code }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

interface Ways {
  readonly app: boolean;
  readonly recoveryCode: boolean;
  readonly passkey: boolean;
}

/** By what the second step may be done; null until that is known. */
export function useWays(): Ways | null {
  const { data } = useQuery({
    queryKey: ['secondStep'],
    queryFn: ({ signal }) => request<Ways>('GET', '/api/auth/second-factor', undefined, signal),
    meta: { handlesSignedOut: true },
    retry: false,
    gcTime: 0,
  });
  return data ?? null;
}
