import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';
import type { Process, ProcessInput, ProcessRun, RunPage, Tried } from '../contract/index.ts';

const key = ['processes'] as const;
const base = '/api/v1/processes';

/** Looked at again while something waits to be done. */
export function useProcesses() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<{ items: Process[] }>('GET', base, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(({ runs }) => runs.due > 0) ? 3_000 : false),
  });
}

export function useProcess(id: string) {
  const { data, error, refetch } = useProcesses();
  return { process: data ? (data.items.find((one) => one.id === id) ?? null) : undefined, error, refetch };
}

/** The runs of a process page by page, the newest first; looked at again while it is on. */
export function useRuns({ id, state: is }: Pick<Process, 'id' | 'state'>, state: ProcessRun['state'] | null) {
  const isOn = is === 'on';
  return useInfiniteQuery({
    queryKey: [...key, id, 'runs', state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        limit: '50',
        ...(state ? { state } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return request<RunPage>('GET', `${base}/${id}/runs?${asked}`, undefined, signal);
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: isOn ? 5_000 : false,
  });
}

/** One act on processes; whatever is shown of them is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

export const useMakeProcess = () => useAct((input: ProcessInput) => request<Process>('POST', base, input));
export const useChangeProcess = ({ id, version }: Pick<Process, 'id' | 'version'>) =>
  useAct(({ noun: _, ...patch }: ProcessInput) =>
    request<Process>('PATCH', `${base}/${id}`, patch, undefined, { 'if-match': `"${version}"` }),
  );
export const useRemoveProcess = () => useAct((id: string) => request<object>('DELETE', `${base}/${id}`));
export const useSwitchProcess = () =>
  useAct(({ id, on }: { readonly id: string; readonly on: boolean }) =>
    request<Process>('PUT', `${base}/${id}/on`, { on }),
  );
export const useRunAgain = (id: string) =>
  useAct((run: string) => request<object>('POST', `${base}/${id}/runs/${run}/again`));
/** Asks only: nothing is done. */
export const useTryOut = () =>
  useMutation<Tried, Error, ProcessInput>({ mutationFn: (input) => request<Tried>('POST', `${base}/try`, input) });
