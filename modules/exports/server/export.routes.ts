import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { accessFilter, assertMay } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { type ListQuery, listRecords } from '../../../server/records/list.ts';
import { nounLabel } from '../../../server/texts/noun-labels.ts';
import { pageLimit } from '../../../shared/contract/record-queries.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import { exportRecords } from '../contract/index.ts';
import { type Column, columnsOf, exportedFields } from './export-columns.ts';

/** Each verb asks the noun's own policy for the right to export, besides that to read. */
export const exportRoutes = [
  defineRoute(exportRecords, 'signedIn', async (ctx, { params, query }) => {
    const noun = exportable(ctx, params.plural);
    const { fields, language = ctx.language, filter, ...rest } = query;
    const names = exportedFields(noun, fields);
    const wanted = filterFor(ctx, noun, checkedFilter(ctx, noun, filter));
    const pages = readPages(ctx, noun, { ...rest, ...wanted, fields: names, expand: pointersAmong(noun, names) });
    // The first page is read before anything is answered: what is wrong with the question is a refusal and no broken file.
    const first = await pages.next();
    const lines = writeLines(first, pages, columnsOf(ctx, noun, names, language), language);
    const day = ctx.now().toISOString().slice(0, 10);
    const filename = `${nounLabel(ctx.registry, noun, language)} ${day}.csv`;
    return replyWithFile(Readable.from(lines), filename, 'text/csv; charset=utf-8');
  }),
];

function exportable(ctx: Context, plural: string): Noun {
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

/** Page by page, so that a file of any length takes the memory of one page; each page is a statement of its own. */
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

async function* writeLines(
  first: IteratorResult<readonly AnyRecord[], void>,
  rest: AsyncGenerator<readonly AnyRecord[], void>,
  columns: readonly Column[],
  language: Language,
): AsyncGenerator<string, void> {
  // Where a comma stands in numbers, spreadsheets take a semicolon between cells.
  const delimiter = language === 'en' ? ',' : ';';
  yield stringify([columns.map(({ heading }) => harmlessCell(heading))], { bom: true, delimiter });
  const linesOf = (records: readonly AnyRecord[]) =>
    stringify(
      records.map((record) => columns.map(({ read }) => read(record))),
      { delimiter },
    );
  if (!first.done) yield linesOf(first.value);
  for await (const records of rest) yield linesOf(records);
}
