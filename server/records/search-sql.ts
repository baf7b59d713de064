import { isShort, nearPatternsOf, wordBreaks } from '../../shared/filter/search-text.ts';
import { searchWords } from '../../shared/text/fold.ts';
import type { FilterScope } from './filter-sql.ts';

type SearchScope = Pick<FilterScope, 'alias' | 'params'>;

/** Every word of the query occurs in the record's folded text, in one of its spellings; see `matchesSearch`. */
export function searchSql(query: string, scope: SearchScope, near = false): string {
  const words = searchWords(query);
  if (near) return everyWord(words, scope, within, (variants) => nearly(variants, words.length));
  return everyWord(words, scope, words.every(isShort) ? beginnings : within);
}

/**
 * What a record's folded text must hold for one of its fields to hold the text: lets the index find the few whose field is
 * then compared. Words too short for the index say nothing.
 */
export function narrowingSql(text: string, scope: SearchScope): string {
  const words = searchWords(text).filter((variants) => !isShort(variants));
  return everyWord(words, scope, within);
}

function everyWord(
  words: readonly (readonly string[])[],
  { alias, params }: SearchScope,
  patternsOf: (variant: string) => readonly string[],
  patternsOfWord: (variants: readonly string[]) => readonly string[] | null = () => null,
): string {
  const found = words.map((variants) => {
    const patterns = patternsOfWord(variants) ?? variants.flatMap(patternsOf);
    const spelled = patterns.map((pattern) => `${alias}.search like ${params.add(pattern)}`);
    return spelled.length > 1 ? `(${spelled.join(' or ')})` : (spelled[0] as string);
  });
  return found.length > 0 ? `(${found.join(' and ')})` : 'true';
}

/** Its letters are letters: none of them means anything to LIKE. */
function nearly(variants: readonly string[], words: number): readonly string[] | null {
  const patterns = nearPatternsOf(variants, words);
  return patterns?.map((pattern) => `%${pattern.map((letter) => letter ?? '_').join('')}%`) ?? null;
}

function within(variant: string): readonly string[] {
  return [`%${escapeLike(variant)}%`];
}

function beginnings(variant: string): readonly string[] {
  const start = `${escapeLike(variant)}%`;
  return [start, ...wordBreaks.map((separator) => `%${separator}${start}`)];
}

/** A text as part of a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
