import { describe, expect, test } from 'vitest';
import { makeZip } from '../../../server/files/text/zip.factory.ts';
import { UnreadableFile } from '../../../server/files/text/zip.ts';
import { workbookOf, workbookWith } from './import.factory.ts';
import { parseFile } from './parse-file.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

const read = (content: string | Buffer) => parseFile(Buffer.from(content));
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};
const companies = { headers: ['Name', 'City'], rows: [['Նաիրի Գլաս', 'Երևան']] };

describe('a CSV file', () => {
  test.each([
    ['UTF-8', 'Name,City\nՆաիրի Գլաս,Երևան'],
    ['UTF-8 with its mark', '\ufeffName,City\nՆաիրի Գլաս,Երևան'],
    ['UTF-16, little end first', utf16('Name\tCity\r\nՆաիրի Գլաս\tԵրևան\r\n', true)],
    ['UTF-16, big end first', utf16('Name,City\nՆաիրի Գլաս,Երևան', false)],
    ['the line ends of old Macs', 'Name;City\rՆաիրի Գլաս;Երևան\r'],
    ['empty lines before, between and after', '\n\n,\nName,City\n\n  ,\nՆաիրի Գլաս,Երևան\n,\n\n'],
    ['blanks around', ' Name , City \n  Նաիրի Գլաս ,\tԵրևան '],
    ['a line that says how cells are parted', 'sep=|\nName|City\nՆաիրի Գլաս|Երևան'],
  ])('is read in %s', async (_, content) => {
    expect(await read(content)).toEqual(companies);
  });

  test.each([[','], [';'], ['\t'], ['|']])('is read with cells parted by %j', async (sign) => {
    const { headers, rows } = await read(`Name${sign}City${sign}Phone\nA${sign}B${sign}C`);
    expect([headers, rows]).toEqual([['Name', 'City', 'Phone'], [['A', 'B', 'C']]]);
  });

  test('is read in the code page of Cyrillic Windows when it is no UTF-8', async () => {
    const bytes = Buffer.from([
      0xcd, 0xe0, 0xe7, 0xe2, 0xe0, 0xed, 0xe8, 0xe5, 0x0a, 0xcf, 0xeb, 0xee, 0xe2, 0xe4, 0xe8, 0xe2,
    ]);
    expect(await read(bytes)).toEqual({ headers: ['Название'], rows: [['Пловдив']] });
  });

  test('keeps separators, quotes and lines within quotes', async () => {
    const content = '"Name, full";"Note"\n"Barev; ""Hayk""";"one\ntwo"\n5\' 11" tall;"=1+1"';
    expect(await read(content)).toEqual({
      headers: ['Name, full', 'Note'],
      rows: [
        ['Barev; "Hayk"', 'one\ntwo'],
        ['5\' 11" tall', '=1+1'],
      ],
    });
  });

  test('gives every row as many cells as there are columns', async () => {
    const { rows } = await read('Name,City,Phone\nA\nB,C,D,E,F\n,,G');
    expect(rows).toEqual([
      ['A', '', ''],
      ['B', 'C', 'D'],
      ['', '', 'G'],
    ]);
  });

  test('has a name for every column, also where headings repeat or lack', async () => {
    const { headers } = await read('Name,Name,,Name (2),Name\nA,B,C,D,E');
    expect(headers).toEqual(['Name', 'Name (2)', '3', 'Name (2) (2)', 'Name (3)']);
    expect(new Set(headers).size).toBe(5);
  });

  test('is read with a cell of a megabyte and a thousand columns', async () => {
    const long = 'ж'.repeat(1_000_000);
    const { rows } = await read(`Name,Note\nA,"${long}"`);
    expect(rows[0]?.[1]).toBe(long);
    const wide = Array.from({ length: 1000 }, (_, index) => `Column ${index}`);
    expect((await read(`${wide.join(';')}\n${wide.join(';')}`)).headers).toEqual(wide);
  });

  test('comes back as it was when it left with apostrophes before what looks like a formula', async () => {
    const { rows } = await read("Name,Employees\n'=1+1,'-5\n'quoted',it's");
    expect(rows).toEqual([
      ['=1+1', '-5'],
      ["'quoted'", "it's"],
    ]);
  });

  test('is refused when it has no rows, ends within quotes, or has too many rows', async () => {
    for (const content of ['', '\n\n', 'Name,City', 'Name\n\n ,\n', '\ufeff'])
      await expect(read(content), JSON.stringify(content)).rejects.toMatchObject({ status: 422, code: 'emptyFile' });
    await expect(read('Name\n"never ends')).rejects.toMatchObject({ code: 'unreadableFile' });
    await expect(read(`Name\n${'x\n'.repeat(200_001)}`)).rejects.toMatchObject({
      ...{ status: 422, code: 'tooManyRows', params: { most: 200_000 } },
    });
  });
});

describe('a workbook', () => {
  test('is read with its texts, numbers, days and answers, and without its empty rows', async () => {
    const day = (text: string) => new Date(`${text}Z`);
    const { headers, rows } = await read(
      workbookOf([
        ['Name', 'Employees', 'Since', 'Seen', 'Active'],
        ['Sevan <Fish> & Co', 1250.5, day('2017-03-01T00:00:00'), day('2016-02-29T18:30:00'), true],
        [null, null, null, null, null],
        ['თბილისი', 0, null, null, false],
      ]),
    );
    expect(headers).toEqual(['Name', 'Employees', 'Since', 'Seen', 'Active']);
    expect(rows).toEqual([
      ['Sevan <Fish> & Co', '1250.5', '2017-03-01', '2016-02-29 18:30:00', 'true'],
      ['თბილისი', '0', '', '', 'false'],
    ]);
  });

  test('is refused when it is empty, cut short, or another archive', async () => {
    await expect(read(workbookOf([['Name']]))).rejects.toMatchObject({ code: 'emptyFile' });
    const whole = workbookOf([['Name'], ['A']]);
    await expect(read(whole.subarray(0, whole.length - 40))).rejects.toMatchObject({ code: 'unreadableFile' });
    await expect(read(Buffer.from('PK\u0003\u0004 a song', 'latin1'))).rejects.toMatchObject({
      code: 'unreadableFile',
    });
  });

  test.each([
    ['a cell far to the right', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'],
    ['a cell far below', '<row r="1"><c r="A99999999"><v>1</v></c></row>'],
    ['a cell at the last place of all', '<row r="1"><c r="XFD1048576"><v>1</v></c></row>'],
    ['rows without end', '<row r="999999999"><c><v>1</v></c></row>'],
    ['a place that hides behind a sign', '<row r="1"><c x=">" r="ZZZZZZ1"><v>1</v></c></row>'],
    ['a place in other letters', '<row r="1"><c r="&#90;ZZZZZ1"><v>1</v></c></row>'],
    ['a place in single quotes', "<row r='1'><c r='ZZZZZZ1'><v>1</v></c></row>"],
  ])('of %s is refused before a table is made of it', async (_what, rows) => {
    await expect(read(workbookWith(`<sheetData>${rows}</sheetData>`))).rejects.toMatchObject({
      code: 'unreadableFile',
    });
  });

  test('that unpacks to more than any workbook holds is refused by then', async () => {
    const bomb = makeZip({
      'xl/workbook.xml': Buffer.alloc(600_000, ' '),
      'xl/styles.xml': Buffer.alloc(600_000, ' '),
    });
    expect(bomb.length).toBeLessThan(2_500);
    await expect(unpackWorkbook(bomb, 1_000_000)).rejects.toThrow(UnreadableFile);
    expect((await unpackWorkbook(bomb, 1_200_000)).length).toBeGreaterThan(1_200_000);
  });
});
