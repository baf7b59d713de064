import { useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { request } from '../../shell/request.ts';
import { useMetadata } from '../data/metadata.ts';
import { titleOf } from '../data/record-title.ts';

/** The name of a record of which a filter knows the id alone: it is looked for among each kind in turn. */
export function AnyRecordLabel({ id }: { readonly id: string }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const nouns = useMetadata().data?.nouns ?? [];
  const { data } = useQuery({
    queryKey: ['anyRecord', id],
    enabled: nouns.length > 0,
    queryFn: ({ signal }) => findTitle(nouns, id, signal),
  });
  if (data === undefined) return <>…</>;
  return <>{data ? titleOf(data.noun, data.record, format) : t('value.notVisible')}</>;
}

async function findTitle(nouns: readonly NounMetadata[], id: string, signal: AbortSignal) {
  const filter = JSON.stringify({ field: 'id', op: 'is', value: id });
  for (const noun of nouns.filter(({ internal, parent }) => !internal && !parent)) {
    const query = new URLSearchParams({ filter, limit: '1', fields: noun.title });
    const { items } = await request<{ items: readonly AnyRecord[] }>(
      'GET',
      `/api/v1/${noun.plural}?${query}`,
      undefined,
      signal,
    );
    if (items[0]) return { noun, record: items[0] };
  }
  return null;
}
