import type { Filter } from '../../../shared/filter/filter.ts';
import { both, simplify } from '../filter/filter-tree.ts';
import type { ListAddress, ListSearch } from '../list/list-search.ts';
import { useListViews } from './list-views.tsx';

/** The address of the list of just the records a figure is made of: those shown, and of them those that meet the filter. */
export function useDrillDown({ filter, search }: Pick<ListSearch, 'filter' | 'search'>): (of?: Filter) => ListAddress {
  const views = useListViews();
  const saved = views?.opens ? 'all' : undefined;
  return (of) => {
    const joined = both(filter, of);
    return { saved, search, as: 'list', filter: joined && simplify(joined) };
  };
}
