import { parse } from 'csv-parse/sync';
import { AppError } from '../../../shared/errors.ts';
import { unharmedCell } from '../../../shared/text/spreadsheet-cell.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

/** A file as a table of texts: every row has as many cells as there are headers. */
export interface SourceTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The most rows one import takes. */
export const mostRows = 200_000;

/**
 * Reads CSV (any common separator and encoding) or XLSX (the first sheet).
 * @throws AppError 422 `unreadableFile`, `emptyFile` or `tooManyRows`.
 */
export async function parseFile(content: Buffer): Promise<SourceTable> {
  const lines = isZip(content) ? await readWorkbook(content) : readCsv(content);
  const [head, ...rest] = lines.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  if (!head || rest.length === 0) throw new AppError(422, 'emptyFile');
  if (rest.length > mostRows) throw new AppError(422, 'tooManyRows', { most: mostRows });
  const headers = distinct(head.map((name, index) => unharmedCell(name.trim()) || `${index + 1}`));
  return { headers, rows: rest.map((cells) => headers.map((_, index) => unharmedCell((cells[index] ?? '').trim()))) };
}

function readCsv(content: Buffer): string[][] {
  const { text, separator } = announced(decode(content));
  const options = { bom: true, relax_column_count: true, relax_quotes: true, delimiter: separator };
  try {
    return parse(text, options) as string[][];
  } catch {
    throw new AppError(422, 'unreadableFile');
  }
}

async function readWorkbook(content: Buffer): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(await unpackWorkbook(content));
    return rows.map((row) => row.map(textOf));
  } catch {
    throw new AppError(422, 'unreadableFile');
  }
}

/** Some spreadsheets say in a first line of its own how they part cells: `sep=;`. */
function announced(text: string): { readonly text: string; readonly separator: string } {
  const [line, separator] = /^\ufeff?sep=(.)\r?\n/i.exec(text) ?? [];
  return line && separator ? { text: text.slice(line.length), separator } : { text, separator: separatorOf(text) };
}

/** UTF-8 or UTF-16 where the bytes say so; else the Cyrillic code page that spreadsheets here still write. */
function decode(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1251').decode(content);
  }
}

/** The separator that parts the first line into most cells; what stands in quotes parts nothing. */
function separatorOf(text: string): string {
  const start = text.slice(0, longestHead).replace(/"[^"]*"/g, '');
  const line = start.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Letters among which a file's first line ends. */
const longestHead = 100_000;

function isZip(content: Buffer): boolean {
  return content.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? clockText(cell) : String(cell);
}

/** A spreadsheet's days know no time zone, and as fractions of days their seconds are not quite whole. */
function clockText(day: Date): string {
  const text = new Date(Math.round(day.getTime() / 1000) * 1000).toISOString();
  return text.slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
}

/** Headers name columns in a mapping, so a second "Name" becomes "Name (2)". */
function distinct(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header) => {
    let name = header;
    for (let count = 2; seen.has(name); count++) name = `${header} (${count})`;
    seen.add(name);
    return name;
  });
}
