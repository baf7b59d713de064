import { storedZip } from '../../../server/files/text/stored-zip.ts';
import { listZipEntries, UnreadableFile } from '../../../server/files/text/zip.ts';

/** Bytes a workbook may unpack to: some 200,000 rows of thirty columns. */
const mostBytes = 300_000_000;
/** Cells from the first to the last place that is named: the reader makes all of them, empty or not. */
const mostCells = 10_000_000;
const mostColumns = 16_384;

/**
 * The workbook unpacked, with its tables alone, once it is known to be as large as it looks: few bytes can unpack to
 * thousands of times as many, and one cell far to the right makes a sheet of millions.
 * @throws UnreadableFile for one that is larger, or broken.
 */
export async function unpackWorkbook(file: Buffer, most = mostBytes): Promise<Buffer> {
  const parts: [string, Buffer][] = [];
  let left = most;
  for (const { name, read } of listZipEntries(file)) {
    if (!/\.(xml|rels)$/i.test(name)) continue;
    const content = await read(left);
    left -= content.length;
    if (/worksheets\/[^/]+\.xml$/i.test(name)) assertModest(content);
    parts.push([name, content]);
  }
  return storedZip(parts);
}

/** A row or cell with its attributes, whatever stands in them. */
const places = /<(?:\w+:)?(?:c|row)\s(?:[^>"']|"[^"]*"|'[^']*')*/g;
const place = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/;

function assertModest(sheet: Buffer): void {
  let [rows, columns] = [0, 0];
  for (const [tag] of sheet.toString('latin1').matchAll(places)) {
    const [, double, single] = place.exec(tag) ?? [];
    const named = double ?? single;
    if (named === undefined) continue;
    const [, letters, number] = /^([A-Z]{0,3})([1-9]\d{0,6})$/.exec(named) ?? [];
    if (letters === undefined) throw new UnreadableFile('a place that is none');
    rows = Math.max(rows, Number(number));
    columns = Math.max(columns, columnOf(letters));
  }
  if (columns > mostColumns || rows * columns > mostCells) throw new UnreadableFile('a sheet without end');
}

/** A is 1, Z is 26, AA is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
