import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { accessFilter, assertMay } from '../../../../server/access/access.ts';
import { takeOut } from '../../../../server/access-log/take-out.ts';
import { withoutWords } from '../../../../server/access-log/without-words.ts';
import type { Context } from '../../../../server/context.ts';
import { replyWithFile } from '../../../../server/http/file-reply.ts';
import { nounLabel } from '../../../../server/texts/noun-labels.ts';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { harmlessCell } from '../../../../shared/text/spreadsheet-cell.ts';
import { codeColumn, nameFile, type SheetCell, workbookType, writeWorkbook } from '../../../exports/server/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { type ReportSheet, sheetOf } from './report-sheet.ts';
import { wordsOf } from './report-words.ts';
import { workOutReport } from './work-out-report.ts';

export interface ReportFileWish {
  readonly title?: string | undefined;
  readonly language?: Language | undefined;
  readonly format: 'csv' | 'xlsx';
}

/**
 * The report's table as a file, of the records that the actor may export; its lines count against the limit of their day, and it is
 * written down before it leaves.
 * @throws AppError 403 without the right to export, or stopped; 422, 429 as lists do.
 */
export async function writeReportFile(asking: Context, noun: Noun, settings: ReportSettings, wish: ReportFileWish) {
  // What leaves is kept as such, and not once more as figures that were read.
  const { reads: _, ...ctx } = asking;
  assertMay(ctx, noun, 'export');
  const language = wish.language ?? ctx.language;
  const figures = await workOutReport(ctx, noun, settings, accessFilter(ctx, noun, 'export'));
  const sheet = sheetOf(settings, figures, wordsOf(ctx, noun, language));
  const { group, measures, filter } = settings;
  const details = { figures: { group, measures }, ...withoutWords(ctx, noun, { filter }) };
  const taken = await takeOut(asking, { kind: 'export', noun: noun.name, records: sheet.rows.length, details });
  const code = `E${taken.number}`;
  const filename = await nameFile(ctx, wish.title ?? nounLabel(ctx.registry, noun, language), code);
  const whole = taken.settings.codeColumn ? withCode(sheet, code, language) : sheet;
  if (wish.format === 'csv')
    return replyWithFile(Readable.from(linesOf(whole, language)), `${filename}.csv`, 'text/csv; charset=utf-8');
  const name = wish.title ?? nounLabel(ctx.registry, noun, language);
  const workbook = writeWorkbook({ name, about: filename, headings: whole.headings, rows: inOnePart(whole.rows) });
  return replyWithFile(Readable.from(workbook), `${filename}.xlsx`, workbookType);
}

async function* inOnePart<T>(rows: T): AsyncGenerator<T, void> {
  yield rows;
}

/** Says in each line which export it is of. */
function withCode({ headings, rows }: ReportSheet, code: string, language: Language): ReportSheet {
  const cell: SheetCell = { kind: 'text', text: code };
  return { headings: [...headings, codeColumn(code, language).heading], rows: rows.map((row) => [...row, cell]) };
}

function linesOf({ headings, rows }: ReportSheet, language: Language): readonly string[] {
  // Where a comma stands in numbers, spreadsheets take a semicolon between cells.
  const delimiter = language === 'en' ? ',' : ';';
  const textOf = (cell: SheetCell) => {
    if (cell.kind !== 'number' && cell.kind !== 'amount') return harmlessCell(cell.text);
    return language === 'en' ? cell.number : cell.number.replace('.', ',');
  };
  const lines = [headings.map(harmlessCell), ...rows.map((row) => row.map(textOf))];
  return [stringify(lines, { bom: true, delimiter })];
}
