import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { listKindChanges, listKindFailures, startKindChange } from '../contract/index.ts';

export type KindChange = z.output<typeof listKindChanges.response>['items'][number];
type KindChangeWish = z.input<typeof startKindChange.body>;
type Failures = z.output<typeof listKindFailures.response>;

const queryKey = ['kindChanges'] as const;
const isWorking = ({ state }: KindChange) => state === 'counting' || state === 'converting';

/** Changes of kinds that go on or can still be undone; asked again while one goes on. */
export function useKindChanges() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => request<{ items: KindChange[] }>('GET', '/api/v1/kind-changes', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isWorking) ? 1_000 : false),
  });
  const done = query.data?.items.flatMap(({ id, state }) => (state === 'done' ? [id] : [])).join();
  useEffect(() => {
    // What has become another kind is another field to every list and form.
    if (done === undefined) return;
    void client.invalidateQueries({ queryKey: ['customFields'] });
    void client.invalidateQueries({ queryKey: metadataQuery.queryKey });
  }, [client, done]);
  return query;
}

/** The records whose values are none of the other kind, the first fifty of them. */
export function useKindFailures(change: KindChange) {
  return useQuery({
    queryKey: [...queryKey, change.id, change.state],
    queryFn: ({ signal }) =>
      request<Failures>('GET', `/api/v1/kind-changes/${encodeURIComponent(change.id)}/failures`, undefined, signal),
    enabled: change.failed > 0,
  });
}

/** Looks what would become of a field's values. */
export function useStartKindChange(field: string) {
  const client = useQueryClient();
  return useMutation<KindChange, Error, KindChangeWish>({
    mutationFn: (wish) => request('POST', `/api/v1/custom-fields/${encodeURIComponent(field)}/kind-changes`, wish),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

interface KindAct {
  readonly id: string;
  readonly act: 'apply' | 'undo' | 'close' | 'cancel';
}

export function useKindAct() {
  const client = useQueryClient();
  return useMutation<KindChange, Error, KindAct>({
    mutationFn: ({ id, act }) => request('POST', `/api/v1/kind-changes/${encodeURIComponent(id)}/${act}`),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
