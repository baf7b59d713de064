import { useQuery } from '@tanstack/react-query';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { request } from '../../../../web/shell/request.ts';
import type { Branch } from '../../contract/holding.api.ts';

interface Holding {
  /** Head first; the company alone where there is no holding. */
  readonly companies: readonly Branch[];
  readonly more: boolean;
}

/** The companies one belongs with. Kept among the companies' counts, so that each change of one asks again. */
export function useHolding(id: string, enabled = true) {
  return useQuery({
    queryKey: [...recordKeys.counts('company'), 'holding', id],
    queryFn: ({ signal }) => request<Holding>('GET', `/api/v1/companies/${id}/holding`, undefined, signal),
    enabled,
  });
}
