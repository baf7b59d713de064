import type { Filter } from '../../../shared/filter/filter.ts';

/** What a list asks for; equal queries share one cache entry. */
export interface ListQuery {
  readonly filter?: Filter | undefined;
  readonly sort?: string | undefined;
  readonly search?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly expand?: readonly string[] | undefined;
  /** Records a page; 60 by default, 200 at most. */
  readonly limit?: number | undefined;
}

/** Cache keys of the record queries; a shorter key is the prefix of the longer ones, for invalidation. */
export const recordKeys = {
  metadata: ['metadata'] as const,
  noun: (noun: string) => ['records', noun] as const,
  lists: (noun: string) => ['records', noun, 'list'] as const,
  list: (noun: string, query: ListQuery) => ['records', noun, 'list', query] as const,
  counts: (noun: string) => ['records', noun, 'count'] as const,
  count: (noun: string, query: ListQuery) => ['records', noun, 'count', query] as const,
  record: (noun: string, id: string) => ['records', noun, 'one', id] as const,
  changes: (noun: string, id: string) => ['records', noun, 'changes', id] as const,
  options: (noun: string, search: string, filter?: Filter) => ['records', noun, 'options', search, filter] as const,
};
