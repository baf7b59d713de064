import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../../web/shell/request.ts';
import type { Retention, RetentionInput, RetentionPreview, RetentionRule } from '../../contract/index.ts';

const key = ['retention'] as const;
const base = '/api/v1/privacy/retention';

/** The rules and what they did; looked at again while something is being taken back. */
export function useRetention() {
  return useQuery({
    queryKey: [...key, 'rules'],
    queryFn: ({ signal }) => request<Retention>('GET', base, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'undoing') ? 1_000 : false),
  });
}

export function usePreview(id: string) {
  return useQuery({
    queryKey: [...key, 'preview', id],
    queryFn: ({ signal }) => request<RetentionPreview>('GET', `${base}/${id}/preview`, undefined, signal),
    gcTime: 0,
    retry: false,
  });
}

export function useAddRule() {
  return useAct((input: RetentionInput) => request<RetentionRule>('POST', base, input));
}

export function useRemoveRule() {
  return useAct((id: string) => request('DELETE', `${base}/${id}`));
}

export function useSwitchRule(id: string) {
  return useAct((body: { readonly on: boolean; readonly count?: number }) => request('PUT', `${base}/${id}/on`, body));
}

export function useUndoRun() {
  return useAct((id: string) => request('POST', `${base}/runs/${id}/undo`));
}

function useAct<V, R>(act: (input: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation<R, Error, V>({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}
