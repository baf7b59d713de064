/** What the page's address says: whose day it is. */
export interface TodaySearch {
  /** One's own day when absent. */
  readonly of?: 'team' | undefined;
}

export function parseTodaySearch(search: Readonly<Record<string, unknown>>): TodaySearch {
  return search.of === 'team' ? { of: 'team' } : {};
}
