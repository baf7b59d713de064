import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Email, Phone } from '../../../shared/nouns/value.ts';
import { digitsOf, foldText, searchWords } from '../../../shared/text/fold.ts';
import { plainTextOf } from '../../../shared/text/rich-text.ts';

type Field = NounMetadata['fields'][number];
/** What a person is shown, and what it is found by. */
interface Line {
  readonly shown: string;
  readonly folded: string;
}

/** Kinds that can say in one line why their record was found. */
const tellable: ReadonlySet<string> = new Set(['text', 'longText', 'richText', 'emails', 'phones', 'urls']);

/** The fields by which a record may have been found. */
export const soughtFields = ({ fields }: Pick<NounMetadata, 'fields'>): readonly Field[] =>
  fields.filter(({ search, kind }) => search && tellable.has(kind));

/**
 * The number, address or line that holds what was typed, in any of its spellings; null where the title holds it all, and where it is
 * not told by what the reader sees.
 */
export function whatMatched(
  noun: Pick<NounMetadata, 'fields'>,
  record: AnyRecord,
  title: string,
  text: string,
): string | null {
  // Of a long title (a note's words) no more is seen than its beginning.
  const seen = foldText(title.slice(0, longestSeen));
  const missing = searchWords(text).filter((variants) => !holds(seen, variants));
  if (missing.length === 0) return null;
  const lines = soughtFields(noun).flatMap((field) => linesOf(field, record[field.name]));
  const counted = lines.map((line) => ({
    line,
    count: missing.filter((variants) => holds(line.folded, variants)).length,
  }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one), { line: nothing, count: 0 });
  return best.count > 0 ? excerptOf(best.line.shown, text) : null;
}

const nothing: Line = { shown: '', folded: '' };
const longestSeen = 60;
/** Characters of a line that find room, and of those before what was typed. */
const excerpt = { length: 90, before: 30 } as const;

const holds = (folded: string, variants: readonly string[]): boolean =>
  variants.some((variant) => folded.includes(variant));

function linesOf({ kind }: Field, value: unknown): readonly Line[] {
  if (value === null || value === undefined) return [];
  if (kind === 'phones')
    return (value as readonly Phone[]).map(({ number, original }) => ({
      shown: original || number,
      folded: foldText([number, original ?? '', digitsOf(number), digitsOf(original ?? '')].join('\n')),
    }));
  if (kind === 'emails' || kind === 'urls') return (value as readonly Email[]).map(({ address }) => lineOf(address));
  const words = kind === 'richText' ? plainTextOf(String(value)) : String(value);
  return words.split('\n').map((line) => lineOf(line.trim()));
}

const lineOf = (shown: string): Line => ({ shown, folded: foldText(shown) });

/** As much of a long line as finds room, around what was typed. */
function excerptOf(line: string, text: string): string {
  if (line.length <= excerpt.length) return line;
  const lower = line.toLocaleLowerCase();
  const places = text
    .toLocaleLowerCase()
    .split(/\s+/)
    .map((word) => lower.indexOf(word));
  const place = Math.max(0, ...places);
  const start = place > excerpt.before ? lower.indexOf(' ', place - excerpt.before) + 1 : 0;
  const end = start + excerpt.length;
  return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
}
