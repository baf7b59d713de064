import type { Filter } from '../../../shared/filter/filter.ts';
import { isPath } from '../../../shared/nouns/related-field.ts';

/** What a list asks for; equal queries share one cache entry. */
export interface ListQuery {
  readonly filter?: Filter | undefined;
  readonly sort?: string | undefined;
  readonly search?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly expand?: readonly string[] | undefined;
  /** Where it is entered besides its beginning: a page's cursor. */
  readonly from?: string | undefined;
  /** Records a page; 60 by default, 200 at most. */
  readonly limit?: number | undefined;
}

/** The fields of records pointed at that a list shows: `company.industry`. */
export const relatedPaths = (query: unknown): readonly string[] =>
  (query as ListQuery | undefined)?.expand?.filter(isPath) ?? [];

/** Cache keys of the record queries; a shorter key is the prefix of the longer ones, for invalidation. */
export const recordKeys = {
  metadata: ['metadata'] as const,
  noun: (noun: string) => ['records', noun] as const,
  lists: (noun: string) => ['records', noun, 'list'] as const,
  list: (noun: string, query: ListQuery) => ['records', noun, 'list', query] as const,
  counts: (noun: string) => ['records', noun, 'count'] as const,
  count: (noun: string, query: ListQuery) => ['records', noun, 'count', query] as const,
  positions: (noun: string, query: ListQuery) => ['positions', noun, query] as const,
  record: (noun: string, id: string) => ['records', noun, 'one', id] as const,
  changes: (noun: string, id: string) => ['records', noun, 'changes', id] as const,
  /** Asked again with the record's changes. */
  timeline: (noun: string, id: string, query: object) => ['records', noun, 'changes', id, 'timeline', query] as const,
  options: (noun: string, search: string, filter?: Filter) => ['records', noun, 'options', search, filter] as const,
};
