import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';
import type { SandboxAnswer } from '../contract/index.ts';

const key = ['sandbox'] as const;
const path = '/api/v1/configuration/sandbox';

export function useSandbox(enabled: boolean) {
  return useQuery({
    queryKey: key,
    enabled,
    queryFn: ({ signal }) => request<SandboxAnswer>('GET', path, undefined, signal),
  });
}

/** Makes a sandbox with so many records of each noun. */
export function useMakeSandbox() {
  const client = useQueryClient();
  return useMutation<SandboxAnswer, Error, number>({
    mutationFn: (sample) => request('POST', path, { sample }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveSandbox() {
  const client = useQueryClient();
  return useMutation<SandboxAnswer, Error, void>({
    mutationFn: () => request('DELETE', path),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
