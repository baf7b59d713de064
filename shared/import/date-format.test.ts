import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateFormat, detectDateFormat, parseDateTimeWith, parseDateWith } from './date-format.ts';

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function write(format: DateFormat, date: string, separator: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  const slots: Record<string, string> = { yyyy: year, yy: year.slice(2), mm: month, dd: dayOfMonth };
  const parts = format.split('-').map((slot) => slots[slot]);
  return parts.join(separator);
}

describe('detectDateFormat', () => {
  it.each([
    [['2017-03-01', '2016-10-20'], 'yyyy-mm-dd', []],
    [['2017/3/1'], 'yyyy-mm-dd', []],
    [['2017-03-01T10:00:00Z', '2017-03-02T10:00:00.123+04:00'], 'yyyy-mm-dd', []],
    [['25.12.2017', '1.3.2017 г.'], 'dd-mm-yyyy', []],
    [['12/25/2017 2:30 PM', '01/02/2017'], 'mm-dd-yyyy', []],
    [['20-10-16', '25-10-16', '01-03-17', '31-12-17', ''], 'dd-mm-yy', []],
    [['01/02/2017', '03/04/2017'], 'dd-mm-yyyy', ['mm-dd-yyyy']],
    [['01/01/2017', '02/02/2017'], 'dd-mm-yyyy', []],
    [['01-02-03'], 'dd-mm-yy', ['mm-dd-yy', 'yy-mm-dd']],
    [['20170301'], 'yyyymmdd', []],
    [['1 Mar 2017', '12-Oct-16'], 'd mon yyyy', []],
    [['March 1, 2017', 'Oct 12th, 2016'], 'mon d yyyy', []],
    [['1 марта 2017 г.', '12 май 2017', '3 հունվարի 2017', '5 ივნისი 2017'], 'd mon yyyy', []],
    [['yes', 'no'], null, []],
    [['1054', '550'], null, []],
    [[], null, []],
  ])('reads %j as %s', (samples, format, alternatives) => {
    expect(detectDateFormat(samples)).toMatchObject({ format, alternatives });
  });

  it('counts what it can not read', () => {
    expect(detectDateFormat(['2017-03-01', '2017-02-30', 'unknown', '2017-03-02', '2017-03-03'])).toMatchObject({
      format: 'yyyy-mm-dd',
      unreadable: 2,
    });
  });

  it('finds the format a column was written in, or names it as an alternative', () => {
    const formats = ['yyyy-mm-dd', 'dd-mm-yyyy', 'mm-dd-yyyy', 'dd-mm-yy', 'mm-dd-yy'] as const;
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 60, maxLength: 80 }),
        fc.constantFrom(...formats),
        fc.constantFrom('-', '/', '.'),
        (dates, format, separator) => {
          const texts = dates.map((date) => write(format, date, separator));
          const found = detectDateFormat(texts);
          expect(found.unreadable).toBe(0);
          expect([found.format, ...found.alternatives]).toContain(format);
          expect(texts.map((text) => parseDateWith(format, text))).toEqual(dates);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('parseDateWith and parseDateTimeWith', () => {
  it('takes only days that exist', () => {
    expect(parseDateWith('dd-mm-yy', '29-02-16')).toBe('2016-02-29');
    expect(parseDateWith('dd-mm-yy', '29-02-17')).toBeNull();
    expect(parseDateWith('dd-mm-yy', '01-03-2017')).toBeNull();
    expect(parseDateWith('dd-mm-yyyy', '01-03/2017')).toBeNull();
    expect(parseDateWith('dd-mm-yy', '01-03-69')).toBe('1969-03-01');
    expect(parseDateWith('dd-mm-yy', '01-03-68')).toBe('2068-03-01');
  });

  it('reads the time by its own offset or by the clock of the zone', () => {
    const read = (text: string) => parseDateTimeWith('yyyy-mm-dd', text, 'Asia/Yerevan');
    expect(read('2017-03-01T10:00:00Z')).toBe('2017-03-01T10:00:00.000Z');
    expect(read('2017-03-01 10:00+0200')).toBe('2017-03-01T08:00:00.000Z');
    expect(read('2017-03-01 10:00')).toBe('2017-03-01T06:00:00.000Z');
    expect(read('2017-03-01')).toBe('2017-02-28T20:00:00.000Z');
    expect(read('2017-03-01 25:00')).toBeNull();
    expect(parseDateTimeWith('mm-dd-yyyy', '3/1/2017 12:05 am', 'UTC')).toBe('2017-03-01T00:05:00.000Z');
  });
});
