import { isShort, nearPatternsOf, wordBreaks } from '../../shared/filter/search-text.ts';
import { searchWords } from '../../shared/text/fold.ts';
import type { FilterScope } from './filter-sql.ts';
import { hidesNothing, seenSearchText, titleLine } from './seen-search-sql.ts';

type SearchScope = Pick<FilterScope, 'alias' | 'params'>;

/**
 * Every word of the query occurs in the record's folded text, in one of its spellings; see `matchesSearch`. For whom fields
 * are hidden it has to occur in those that are not: the words of the others would tell what they hold.
 */
export function searchSql(query: string, scope: WholeScope, near = false): string {
  const found = foundSql(query, scope, near);
  const seen = seenSql(query, scope, near);
  return seen === null ? found : `(${found} and ${seen})`;
}

type WholeScope = Pick<FilterScope, 'ctx' | 'noun'> & SearchScope;

/** Whether the words stand in the record, whoever may see where; what an index answers. */
export function foundSql(query: string, scope: SearchScope, near = false): string {
  return wordsSql(query, `${scope.alias}.search`, scope, near);
}

/** Whether they stand where the actor sees them, of records in which they stand; null for whom nothing is hidden. */
export function seenSql(query: string, scope: WholeScope, near = false): string | null {
  const seen = seenSearchText(scope);
  if (seen === null) return null;
  const compared = `exists (select from (select ${seen} as text offset 0) seen where ${wordsSql(query, 'seen.text', scope, near)})`;
  // Folding in SQL is dear: what hides nothing from the actor needs none, nor does what is found by its title.
  const ways = [hidesNothing(scope), titleHolds(query, scope, near), compared].filter((way) => way !== null);
  return `(${ways.map((way) => `(${way})`).join(' or ')})`;
}

function titleHolds(query: string, scope: WholeScope, near: boolean): string | null {
  const title = titleLine(scope);
  return title && `${title.stands} and ${wordsSql(query, title.text, scope, near)}`;
}

/** Every word of the query occurs in the folded `text`, an SQL expression. */
export function wordsSql(query: string, text: string, scope: Pick<SearchScope, 'params'>, near = false): string {
  const words = searchWords(query);
  if (near) return everyWord(words, text, scope, within, (variants) => nearly(variants, words.length));
  return everyWord(words, text, scope, words.every(isShort) ? beginnings : within);
}

/**
 * What a record's folded text must hold for one of its fields to hold the text: lets the index find the few whose field is
 * then compared. Words too short for the index say nothing.
 */
export function narrowingSql(text: string, scope: SearchScope): string {
  const words = searchWords(text).filter((variants) => !isShort(variants));
  return everyWord(words, `${scope.alias}.search`, scope, within);
}

function everyWord(
  words: readonly (readonly string[])[],
  text: string,
  { params }: Pick<SearchScope, 'params'>,
  patternsOf: (variant: string) => readonly string[],
  patternsOfWord: (variants: readonly string[]) => readonly string[] | null = () => null,
): string {
  const found = words.map((variants) => {
    const patterns = patternsOfWord(variants) ?? variants.flatMap(patternsOf);
    const spelled = patterns.map((pattern) => `${text} like ${params.add(pattern)}`);
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
