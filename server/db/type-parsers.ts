import type { CustomTypesConfig } from 'pg';
import { types } from 'pg';

const asText = (text: string) => text;

/** What the library really offers under this name; its declared type is that of another version. */
const arrayParser = types.arrayParser as unknown as {
  create(text: string, parse: (text: string) => unknown): { parse(): unknown[] };
};

const array = (parse: (text: string) => unknown) => (text: string) => arrayParser.create(text, parse).parse();

const parsers = new Map<number, (text: string) => unknown>([
  [20, asText], // int8
  [1016, array(asText)],
  [1700, asText], // numeric
  [1231, array(asText)],
  [1082, asText], // date
  [1182, array(asText)],
  [1083, asText], // time
  [1114, asText], // timestamp: has no zone, so it is no instant
  [1184, parseInstant],
  [1185, array(parseInstant)],
  [1186, asText], // interval
  [600, asText], // point
]);

/**
 * How values of the database arrive: numeric and int8 as strings, so that no digit is lost; date as `YYYY-MM-DD`;
 * timestamptz as ISO 8601 in UTC with milliseconds; json and jsonb parsed.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
};

const inUtc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/** Sessions run in UTC, so the text only changes its punctuation; microseconds are cut, not rounded. */
function parseInstant(text: string): string {
  const found = inUtc.exec(text);
  if (!found) return text;
  const milliseconds = (found[3] ?? '').slice(0, 3).padEnd(3, '0');
  return `${found[1]}T${found[2]}.${milliseconds}Z`;
}
