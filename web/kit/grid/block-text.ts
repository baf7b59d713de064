/** Rows of cells as text between tabs, as spreadsheets give and take it. Every row ends in a line break but the last. */
export function blockText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\n');
}

/** Reads what a spreadsheet has put on the clipboard. A last line break ends the last row and begins none. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    row.push(cell);
    if (text[end] !== '\t') {
      rows.push(row);
      row = [];
    }
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (at === text.length && text[end] !== '\t') break;
  }
  return rows;
}

/** A table for programs that would rather have one; what the cells hold exactly goes along with it. */
export function blockTable(rows: readonly (readonly string[])[], exact: string): string {
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table data-rapport-cells="${escaped(exact)}"><tbody>${lines.join('')}</tbody></table>`;
}

/** What goes along with a table of ours; null for any other. */
export function exactOf(html: string): string | null {
  const found = /<table data-rapport-cells="([^"]*)"/.exec(html)?.[1];
  return found === undefined ? null : unescaped(found);
}

function quoted(cell: string): string {
  return /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

type Read = readonly [cell: string, end: number];

function readPlain(text: string, from: number): Read {
  const found = text.slice(from).search(/[\t\n\r]/);
  const end = found < 0 ? text.length : from + found;
  return [text.slice(from, end), end];
}

/** One that begins with a quotation mark and never closes it is text that begins so. */
function readQuoted(text: string, from: number): Read {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at++;
    } else return isEnd(text[at + 1]) ? [cell, at + 1] : readPlain(text, from);
  }
  return readPlain(text, from);
}

const isEnd = (next: string | undefined): boolean => next === undefined || /[\t\n\r]/.test(next);

const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark as keyof typeof marks]);
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot);/g, (name) => Object.entries(marks).find(([, one]) => one === name)?.[0] ?? name);
