import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Passkey } from '../../../shared/contract/passkey.ts';
import { request } from '../request.ts';
import { type Asked, makePasskey } from './ceremony.ts';

const base = '/api/v1/passkeys';
const queryKey = ['passkeys'] as const;

/** One's own passkeys. */
export function usePasskeys() {
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    request<{ items: readonly Passkey[] }>('GET', base, undefined, signal);
  return useQuery({ queryKey, queryFn });
}

interface Made {
  readonly codes: readonly string[] | null;
}

/** Has the browser make one; answers recovery codes where there were none left. */
export function useMakePasskey() {
  return useChange<{ name: string; password: string }, Made>(async ({ name, password }) => {
    const credential = await makePasskey(await request<Asked>('POST', `${base}/options`, { password }));
    return request<Made>('POST', base, { name, credential });
  });
}

export function useRenamePasskey(id: string) {
  return useChange<string, Passkey>((name) => request('PATCH', `${base}/${id}`, { name }));
}

export function useRemovePasskey(id: string) {
  return useChange<string, unknown>((password) => request('POST', `${base}/${id}/remove`, { password }));
}

/** What is shown of passkeys and of the second factor is read again after it. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: ['secondFactor'] });
    },
  });
}
