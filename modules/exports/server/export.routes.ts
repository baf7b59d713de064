import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { takeOut } from '../../../server/access-log/take-out.ts';
import { withoutWords } from '../../../server/access-log/without-words.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { nounLabel } from '../../../server/texts/noun-labels.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import { exportRecords } from '../contract/index.ts';
import { type Column, codeColumn } from './export-columns.ts';
import { openTable } from './export-table.ts';
import { nameFile } from './name-file.ts';
import { mostRows, workbookType, writeWorkbook } from './workbook.ts';

/** Each verb asks the noun's own policy for the right to export, besides that to read. */
export const exportRoutes = [
  defineRoute(exportRecords, 'signedIn', async (ctx, { params, query }) => {
    const { language = ctx.language, format, ...asked } = query;
    const table = openTable(ctx, params.plural, asked, language);
    const pages = table.pages();
    // The first page is read before anything is answered: what is wrong with the question is a refusal and no broken file.
    const first = await pages.next();
    const records = await table.count();
    if (format === 'xlsx' && records > mostRows) throw invalidField('format', 'tooMany', { maximum: mostRows });
    const details = { ...withoutWords(ctx, table.noun, query), fields: table.fields };
    const { number, settings } = await takeOut(ctx, { kind: 'export', noun: table.noun.name, records, details });
    const code = `E${number}`;
    const columns = settings.codeColumn ? [...table.columns, codeColumn(code, language)] : table.columns;
    const label = nounLabel(ctx.registry, table.noun, language);
    const filename = await nameFile(ctx, label, code);
    const counted = onlyFirst(first, pages, records);
    if (format === 'csv')
      return replyWithFile(
        Readable.from(writeLines(counted, columns, language)),
        `${filename}.csv`,
        'text/csv; charset=utf-8',
      );
    const sheet = { name: label, about: filename, ...sheetOf(counted, columns) };
    return replyWithFile(Readable.from(writeWorkbook(sheet)), `${filename}.xlsx`, workbookType);
  }),
];

/** What was counted leaves, and nothing that was written since. */
async function* onlyFirst(
  first: IteratorResult<readonly AnyRecord[], void>,
  rest: AsyncGenerator<readonly AnyRecord[], void>,
  count: number,
): AsyncGenerator<readonly AnyRecord[], void> {
  let left = count;
  for (let page = first; !page.done && left > 0; page = await rest.next()) {
    yield page.value.slice(0, left);
    left -= page.value.length;
  }
}

function sheetOf(pages: AsyncGenerator<readonly AnyRecord[], void>, columns: readonly Column[]) {
  async function* rows() {
    for await (const records of pages) yield records.map((record) => columns.map(({ cell }) => cell(record)));
  }
  return { headings: columns.map(({ heading }) => heading), rows: rows() };
}

async function* writeLines(
  pages: AsyncGenerator<readonly AnyRecord[], void>,
  columns: readonly Column[],
  language: Language,
): AsyncGenerator<string, void> {
  // Where a comma stands in numbers, spreadsheets take a semicolon between cells.
  const delimiter = language === 'en' ? ',' : ';';
  yield stringify([columns.map(({ heading }) => harmlessCell(heading))], { bom: true, delimiter });
  for await (const records of pages) {
    yield stringify(
      records.map((record) => columns.map(({ read }) => read(record))),
      { delimiter },
    );
  }
}
