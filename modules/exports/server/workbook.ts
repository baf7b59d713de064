import { strToU8, Zip, ZipDeflate } from 'fflate';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What stands in a cell. Days are `2017-03-01`, moments `2017-03-01 09:30` as the clock showed them there. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'amount'; readonly number: string }
  | { readonly kind: 'day'; readonly text: string }
  | { readonly kind: 'moment'; readonly text: string };

export interface Sheet {
  readonly name: string;
  /** What the file says of itself, where a reader shows such things. */
  readonly about: string;
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly (readonly SheetCell[])[]>;
}

/** How many lines a sheet can have below its headings. */
export const mostRows = 1_048_575;
/** How much a cell can hold. */
const mostLetters = 32_767;

/** Formats of cells in the order of `cellXfs` below. */
const styles = { text: 0, heading: 1, amount: 2, day: 3, moment: 4, kept: 5 } as const;

/** The sheet as a workbook (Office Open XML), part by part: of any number of rows only those given at a time are held. */
export async function* writeWorkbook(sheet: Sheet): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    ready.push(part);
  });
  const put = (name: string, text: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(strToU8(text), true);
  };
  for (const [name, text] of Object.entries(partsAround(sheet))) put(name, text);
  const cells = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(cells);
  cells.push(strToU8(`${sheetHead(sheet.headings.length)}${headingRow(sheet.headings)}`));
  let line = 2;
  for await (const rows of sheet.rows) {
    cells.push(strToU8(rows.map((row) => rowText(row, line++)).join('')));
    yield* ready;
    ready = [];
  }
  cells.push(strToU8('</sheetData></worksheet>'), true);
  zip.end();
  yield* ready;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function partsAround({ name, about }: Sheet): Readonly<Record<string, string>> {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;
  const relationships = (...all: readonly string[]) =>
    `${declaration}<Relationships xmlns="${packaged}/relationships">${all.join('')}</Relationships>`;
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', `${office}.sheet.main+xml`)}${override('xl/worksheets/sheet1.xml', `${office}.worksheet+xml`)}${override('xl/styles.xml', `${office}.styles+xml`)}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`,
    '_rels/.rels': relationships(
      relation(1, `${relations}/officeDocument`, 'xl/workbook.xml'),
      relation(2, `${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    ),
    'docProps/core.xml': `${declaration}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(name)}</dc:title><dc:description>${escaped(about)}</dc:description></cp:coreProperties>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      relation(1, `${relations}/worksheet`, 'worksheets/sheet1.xml'),
      relation(2, `${relations}/styles`, 'styles.xml'),
    ),
    'xl/styles.xml': stylesText,
  };
}

/** 14 is the day as the reader's own country writes it, 22 the same with the time, 4 an amount with two digits. */
const stylesText = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="4" applyNumberFormat="1" xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/><xf numFmtId="22" applyNumberFormat="1" xfId="0"/><xf quotePrefix="1" xfId="0"/></cellXfs></styleSheet>`;

function sheetHead(columns: number): string {
  const width = columns > 0 ? `<cols><col min="1" max="${columns}" width="22" customWidth="1"/></cols>` : '';
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${width}<sheetData>`;
}

function headingRow(headings: readonly string[]): string {
  const cells = headings.map((text, column) => textCell(text, `${letters(column)}1`, styles.heading));
  return `<row r="1">${cells.join('')}</row>`;
}

function rowText(row: readonly SheetCell[], line: number): string {
  return `<row r="${line}">${row.map((cell, column) => cellText(cell, `${letters(column)}${line}`)).join('')}</row>`;
}

function cellText(cell: SheetCell, at: string): string {
  if (cell.kind === 'number') return `<c r="${at}"><v>${cell.number}</v></c>`;
  if (cell.kind === 'amount') return `<c r="${at}" s="${styles.amount}"><v>${cell.number}</v></c>`;
  if (cell.kind === 'text') return cell.text === '' ? '' : textCell(cell.text, at, styles.text);
  const serial = serialOf(cell.text);
  if (serial === null) return textCell(cell.text, at, styles.text);
  return `<c r="${at}" s="${styles[cell.kind]}"><v>${serial}</v></c>`;
}

/**
 * Text is never worked out; what begins like a formula is marked as text besides, so that it stays one when somebody edits the
 * cell or saves it as another kind of file.
 */
function textCell(text: string, at: string, style: number): string {
  const marked = /^['=+\-@\t\r\n＝＋－＠]/.test(text) ? styles.kept : style;
  const shown = text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text;
  return `<c r="${at}" s="${marked}" t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`;
}

/** Days since the beginning of 1900 as spreadsheets count them; null before March of that year, where they count wrong. */
function serialOf(text: string): string | null {
  const [day = '', time = ''] = text.split(' ');
  const whole = Date.parse(`${day}T${time || '00:00'}:00Z`) / 86_400_000 + 25_569;
  return Number.isFinite(whole) && whole >= 61 ? String(Number(whole.toFixed(8))) : null;
}

/** A to Z, then AA: as columns of a sheet are called. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letters(Math.floor(column / 26) - 1)}${last}`;
}

/** A sheet's name has at most 31 letters and none of these. */
function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[\\/?*:[\]']/g, ' ')
      .slice(0, 31)
      .trim() || 'Rapport'
  );
}

/** XML has no control characters, not even escaped, and no halves of pairs. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
