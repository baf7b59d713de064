import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../../shared/nouns/value.ts';
import { useAggregate } from '../../../../web/kit/data/aggregate.ts';
import { findField, isSortable, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';

/** So many purchases come at a time, and so many products of each are shown. */
const [deals, products] = [5, 5];

export function wonDeals(pointer: string, clients: readonly string[]): Filter {
  const [only] = clients;
  const whose: Filter =
    clients.length === 1 && only
      ? { field: pointer, op: 'is', value: only }
      : { field: pointer, op: 'isAnyOf', value: clients };
  return { all: [whose, { field: 'status', op: 'is', value: 'won' }] };
}

/** A field whose values are known whole: what is masked has no sum and no order. */
export function findKnown(noun: NounMetadata, name: string): NamedField | null {
  const field = findField(noun, name);
  return field?.masked ? null : field;
}

export function usePurchases(noun: NounMetadata, filter: Filter) {
  const closedOn = findField(noun, 'closedOn');
  return useRecordList(noun, {
    filter,
    sort: closedOn && isSortable(closedOn) ? '-closedOn' : '-createdAt',
    expand: findField(noun, 'company') ? ['company'] : [],
    limit: deals,
  });
}

export interface PurchaseFigures {
  readonly count: number;
  /** One amount a currency, never added to one another; none where amounts are not to be known. */
  readonly sums: readonly Money[];
}

/** What all of them come to; null until it is known. */
export function usePurchaseFigures(noun: NounMetadata, filter: Filter): PurchaseFigures | null {
  const isSummed = findKnown(noun, 'amount') !== null;
  const measures = [{ op: 'count' as const }, ...(isSummed ? [{ op: 'sum' as const, field: 'amount' }] : [])];
  const { data } = useAggregate(noun, { filter, measures });
  if (!data) return null;
  const [count, sums] = data.groups[0]?.values ?? [];
  return { count: Number(count ?? 0), sums: Array.isArray(sums) ? sums : [] };
}

export interface Bought {
  readonly lines: readonly AnyRecord[];
  /** There are more, on the deal's card. */
  readonly more: boolean;
}

/** The products of a page of deals, the first of each. */
export function useBought(noun: NounMetadata, page: readonly AnyRecord[]) {
  const list = useRecordList(noun, {
    filter: { field: 'deal', op: 'isAnyOf', value: page.map(({ id }) => id) },
    sort: 'position',
    expand: findField(noun, 'product') ? ['product'] : [],
    limit: 200,
  });
  const of = ({ id }: AnyRecord): Bought => {
    const lines = list.records.filter(({ deal }) => (deal as { readonly id?: string } | null)?.id === id);
    return { lines: lines.slice(0, products), more: lines.length > products || list.hasNextPage };
  };
  return { of, error: list.error, isPending: list.isPending };
}
