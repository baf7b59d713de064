import { accessFilter, assertMay } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { countMatching } from '../../../server/records/count-matching.ts';
import { type ListQuery, listRecords } from '../../../server/records/list.ts';
import { pageLimit } from '../../../shared/contract/record-queries.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type Column, columnsOf, exportedFields } from './export-columns.ts';

/** Records that are to leave, as people read them. */
export interface ExportTable {
  readonly noun: Noun;
  readonly fields: readonly string[];
  readonly columns: readonly Column[];
  /** How many there are. */
  count(): Promise<number>;
  /** Page by page, each a statement of its own, so that any number of them takes the memory of one page. */
  pages(): AsyncGenerator<readonly AnyRecord[], void>;
}

export interface ExportQuery extends Pick<ListQuery, 'search' | 'deleted' | 'sort'> {
  readonly filter?: Filter | undefined;
  readonly fields?: readonly string[] | undefined;
}

/**
 * Throws 404 for a noun that is not there, 403 without the right to export its records, 422 for a filter that does not fit; other faults of the question come with the first page.
 */
export function openTable(asking: Context, plural: string, query: ExportQuery, language: Language): ExportTable {
  // What leaves is kept as such, and not once more as pages that were read.
  const { reads: _, ...ctx } = asking;
  const noun = exportable(ctx, plural);
  const { fields: asked, filter, ...rest } = query;
  const fields = exportedFields(noun, asked);
  const wanted = { ...rest, ...filterFor(ctx, noun, checkedFilter(ctx, noun, filter)) } as ListQuery;
  return {
    ...{ noun, fields, columns: columnsOf(ctx, noun, fields, language) },
    count: () => countMatching(ctx, noun, wanted),
    pages: () => readPages(ctx, noun, { ...wanted, fields, expand: pointersAmong(noun, fields) }),
  };
}

/** The noun, if the actor may take its records out. Throws 404 and 403. */
export function exportable(ctx: Context, plural: string): Noun {
  const noun = ctx.registry.findNounByPlural(plural);
  if (!noun || (noun.internal && !noun.custom)) throw new AppError(404, 'unknownNoun', { noun: plural });
  assertMay(ctx, noun, 'read');
  assertMay(ctx, noun, 'export');
  return noun;
}

function filterFor(ctx: Context, noun: Noun, asked: Filter | undefined): Pick<ListQuery, 'filter'> {
  const allowed = accessFilter(ctx, noun, 'export');
  const all = [asked, allowed].filter((filter) => filter !== undefined && filter !== null);
  return all.length > 0 ? { filter: { all } } : {};
}

function pointersAmong(noun: Noun, names: readonly string[]): readonly string[] {
  const pointers = new Set(['member', 'relation', 'links', 'anyRelation']);
  return names.filter((name) => name === 'createdBy' || pointers.has(noun.fields[name]?.kind ?? ''));
}

async function* readPages(ctx: Context, noun: Noun, query: ListQuery): AsyncGenerator<readonly AnyRecord[], void> {
  let cursor: string | null = null;
  do {
    const at: Pick<ListQuery, 'cursor'> = cursor === null ? {} : { cursor };
    const page = await listRecords(ctx, noun, { ...query, ...at, limit: pageLimit.most });
    const { items, next } = JSON.parse(page) as { items: readonly AnyRecord[]; next: string | null };
    yield items;
    cursor = next;
  } while (cursor !== null);
}
