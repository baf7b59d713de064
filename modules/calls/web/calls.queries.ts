import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { request } from '../../../web/shell/request.ts';
import type { createExchange, Exchange, ExchangePatch, listMyCalls } from '../contract/index.ts';

type NewExchange = z.input<typeof createExchange.body>;
type MyCalls = z.output<typeof listMyCalls.response>;

const key = ['exchanges'] as const;
const base = '/api/v1/exchanges';

/** What rings, is talked or has just ended on the telephone of the person; asked anew when the server says that something happened. */
export function useMyCalls() {
  return useQuery({
    queryKey: ['my-calls'],
    queryFn: ({ signal }) => request<MyCalls>('GET', '/api/v1/my-calls', undefined, signal),
    meta: { nouns: ['phone'] },
  });
}

/** Has the telephone system call a number. */
export function useDial() {
  return useMutation<object, Error, string>({
    mutationFn: (number) => request('POST', '/api/v1/my-calls/dial', { number }),
  });
}

export function useExchanges() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<{ items: Exchange[] }>('GET', base, undefined, signal),
  });
}

/** One act on telephone systems; whatever is shown of them is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: act,
    onSettled: () => Promise.all([key, recordKeys.metadata].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useCreateExchange = () =>
  useAct((input: NewExchange) => request<{ exchange: Exchange; key: string }>('POST', base, input));
export const useChangeExchange = () =>
  useAct(({ id, patch }: { id: string; patch: ExchangePatch }) => request<Exchange>('PATCH', `${base}/${id}`, patch));
export const useDeleteExchange = () => useAct((id: string) => request<object>('DELETE', `${base}/${id}`));
export const useRenewKey = () => useAct((id: string) => request<{ key: string }>('POST', `${base}/${id}/key`));
export const useTestExchange = () => useAct((id: string) => request<object>('POST', `${base}/${id}/test`));
