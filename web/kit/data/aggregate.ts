import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AggregateResponse, Grouping, Measure } from '../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { addressOf } from '../../client/address.ts';
import { request } from '../../shell/request.ts';
import { recordKeys } from './query-keys.ts';

export interface AggregateQuestion {
  readonly group?: readonly Grouping[] | undefined;
  readonly measures: readonly Measure[];
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  /** `group` or `measure.N`, `-` in front for descending. */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
}

export type AggregateGroup = AggregateResponse['groups'][number];
export type GroupKey = AggregateGroup['keys'][number];
export type Figure = AggregateGroup['values'][number];

/** Figures of records by groups. Kept among the noun's counts, so that each change of a record asks for them again. */
export function useAggregate(noun: NounMetadata, question: AggregateQuestion, enabled = true) {
  return useQuery({
    queryKey: [...recordKeys.counts(noun.name), 'aggregate', question],
    queryFn: ({ signal }) =>
      request<AggregateResponse>('GET', addressOf(`/${noun.plural}/aggregate`, {}, question), undefined, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
