import { useQuery } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly url: string;
    readonly description: string;
    readonly active: boolean;
  }[];
}

/** The active webhooks by their names; for owners. */
export function useWebhooks() {
  return useQuery({
    queryKey: ['webhooks', 'names'],
    queryFn: ({ signal }) => request<Listed>('GET', '/api/v1/webhooks', undefined, signal),
    select: ({ items }) =>
      items.filter(({ active }) => active).map(({ id, url, description }) => ({ id, name: description || url })),
    retry: false,
  });
}
