import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import type { createWebhook, Delivery, getDelivery, Webhook, WebhookPatch } from '../contract/index.ts';

type NewWebhook = z.input<typeof createWebhook.body>;
export type DeliveryDetail = z.output<typeof getDelivery.response>;
type MadeWebhook = z.output<typeof createWebhook.response>;

const key = ['webhooks'] as const;
const base = '/api/v1/webhooks';

export function useWebhooks() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<{ items: Webhook[] }>('GET', base, undefined, signal),
  });
}

/** What a webhook was sent, newest first; looked at again while something is on its way. */
export function useDeliveries(id: string, state: Delivery['state'] | null) {
  return useQuery({
    queryKey: [...key, id, 'deliveries', state],
    queryFn: ({ signal }) =>
      request<{ items: Delivery[] }>(
        ...(['GET', `${base}/${id}/deliveries?limit=100${state ? `&state=${state}` : ''}`, undefined, signal] as const),
      ),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => one.state === 'waiting') ? 2_000 : false),
  });
}

export function useDelivery(webhook: string, id: string, wanted: boolean) {
  return useQuery({
    queryKey: [...key, webhook, 'delivery', id],
    enabled: wanted,
    queryFn: ({ signal }) => request<DeliveryDetail>('GET', `${base}/${webhook}/deliveries/${id}`, undefined, signal),
  });
}

/** One act on webhooks; whatever is shown of them is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

export const useCreateWebhook = () => useAct((input: NewWebhook) => request<MadeWebhook>('POST', base, input));
export const useChangeWebhook = () =>
  useAct(({ id, patch }: { id: string; patch: WebhookPatch }) => request<Webhook>('PATCH', `${base}/${id}`, patch));
export const useDeleteWebhook = () => useAct((id: string) => request<object>('DELETE', `${base}/${id}`));
export const useRotateSecret = () => useAct((id: string) => request<MadeWebhook>('POST', `${base}/${id}/rotate`));
export const useTestWebhook = () => useAct((id: string) => request<Delivery>('POST', `${base}/${id}/test`));
export const useReplay = () =>
  useAct(({ webhook, id }: { webhook: string; id: string }) =>
    request<Delivery>('POST', `${base}/${webhook}/deliveries/${id}/replay`),
  );
/** Everything of the last 30 days that was given up. */
export const useReplayDead = () =>
  useAct((webhook: string) => {
    const now = Date.now();
    const [from, to] = [now - 31 * 86_400_000, now].map((time) => new Date(time).toISOString());
    return request<{ count: number }>('POST', `${base}/${webhook}/replay`, { from, to, state: 'dead' });
  });

/** The workspace's own roles, to choose from. */
export function useOwnRoles() {
  const { data } = useQuery({
    queryKey: ['accessRoles', 'names'],
    queryFn: ({ signal }) =>
      request<{ items: { id: string; name: string }[] }>(
        'GET',
        '/api/v1/access-roles?fields=name&limit=200',
        undefined,
        signal,
      ),
  });
  return data?.items.map(({ id, name }) => ({ value: id, label: name }));
}
