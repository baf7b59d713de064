import type { Filter } from '../../../shared/filter/filter.ts';
import { isFilter } from '../filter/filter-tree.ts';

/** The part of the URL that makes a list: a link with it shows the same list to whoever opens it. */
export interface ListSearch {
  readonly sort?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  /** Shown columns, in order. */
  readonly columns?: readonly string[] | undefined;
  /** The bin instead of the live records. */
  readonly deleted?: boolean | undefined;
}

/** Reads a list's state out of URL search parameters; what does not fit is dropped. For a route's `validateSearch`. */
export function parseListSearch(raw: Readonly<Record<string, unknown>>): ListSearch {
  const sort = typeof raw.sort === 'string' && /^-?[A-Za-z][\w.]*$/.test(raw.sort) ? raw.sort : undefined;
  const search = raw.search === undefined || raw.search === '' ? undefined : String(raw.search);
  const columns = Array.isArray(raw.columns)
    ? raw.columns.filter((name): name is string => typeof name === 'string')
    : undefined;
  return withoutEmpty({
    sort,
    search,
    columns: columns?.length ? columns : undefined,
    filter: isFilter(raw.filter) ? raw.filter : undefined,
    deleted: raw.deleted === true ? true : undefined,
  });
}

function withoutEmpty(search: ListSearch): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

export type SortDirection = 'ascending' | 'descending' | 'none';

export function directionOf(sort: string | undefined, field: string): SortDirection {
  if (sort === field) return 'ascending';
  return sort === `-${field}` ? 'descending' : 'none';
}

/** The next order a click on a column's header asks for: ascending, descending, back to the default. */
export function nextSort(sort: string | undefined, field: string): string | undefined {
  const direction = directionOf(sort, field);
  if (direction === 'none') return field;
  return direction === 'ascending' ? `-${field}` : undefined;
}
