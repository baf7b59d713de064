import { type ListAddress, parseListSearch } from '../../../web/kit/list/list-search.ts';

export type DealsView = 'board' | 'list';

/** What the deals page keeps in the URL: a list's state, shared by board and list, and which of them is shown. */
export interface DealsSearch extends ListAddress {
  readonly view?: DealsView | undefined;
  /** The id of the pipeline whose board is shown. */
  readonly pipeline?: string | undefined;
}

/** Reads the page's state out of URL search parameters; what does not fit is dropped. */
export function parseDealsSearch(raw: Readonly<Record<string, unknown>>): DealsSearch {
  const view = raw.view === 'board' || raw.view === 'list' ? { view: raw.view as DealsView } : {};
  const pipeline = typeof raw.pipeline === 'string' && /^[\da-f-]{36}$/i.test(raw.pipeline) ? raw.pipeline : undefined;
  return { ...parseListSearch(raw), ...view, ...(pipeline ? { pipeline } : {}) };
}
