import { useMemo } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useLongList, usePositions } from '../data/long-list.ts';
import { isReference } from '../data/named-field.ts';
import type { ListQuery } from '../data/query-keys.ts';
import { useRecordCount } from '../data/record-list.ts';
import { both } from '../filter/filter-tree.ts';
import { useListViews } from '../views/list-views.tsx';
import { useColumns } from './use-columns.ts';
import { useListSearch } from './use-list-search.ts';

/** A list as its page shows it: the URL's state, the columns, the records loaded so far and how many there are. */
export function useList(noun: NounMetadata, fixedFilter?: Filter) {
  const [search, change] = useListSearch();
  const columns = useColumns(noun, search, change);
  const query = useMemo<ListQuery>(
    () => ({
      sort: search.sort ?? noun.defaultSort ?? '-createdAt',
      filter: both(fixedFilter, search.filter),
      search: search.search,
      deleted: search.deleted,
      expand: columns.fields.filter((field) => field.from || isReference(field)).map((field) => field.name),
    }),
    [search, noun, fixedFilter, columns.fields],
  );
  const isPending = useListViews()?.isPending ?? false;
  /** Boards, calendars and groups ask for their own. */
  const isListed = search.as === undefined || search.as === 'list' || search.as === 'gallery';
  const list = useLongList(noun, query, isListed && !isPending);
  const { filter, search: words, deleted } = query;
  const count = useRecordCount(
    noun,
    { filter, search: words, deleted },
    isListed ? list.isSuccess && (list.hasNextPage || list.hasPreviousPage) : !isPending,
  );
  const isLong = list.isSuccess && (list.hasNextPage || list.hasPreviousPage);
  const positions = usePositions(noun, query, isListed && search.as !== 'gallery' && isLong);
  return { isListed, search, change, columns, query, list, count, positions };
}

export type List = ReturnType<typeof useList>;
