import { isShort, nearPatternsOf, wordBreaks } from '../../shared/filter/search-text.ts';
import { searchWords } from '../../shared/text/fold.ts';
import type { FilterScope } from './filter-sql.ts';
import { seenSearchOf } from './seen-search-sql.ts';

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
  const seen = seenSearchOf(scope);
  if (seen === null) return null;
  // No index answers it, so a word is one question, however many spellings it has: there is less to plan.
  const words = patternsOf(query, near).map((patterns) => scope.params.add(patterns));
  const holds = (text: string) =>
    words.map((patterns) => `${text} like any (${patterns}::text[])`).join(' and ') || 'true';
  const compared = `exists (select from (select ${seen.text} as text offset 0) seen where ${holds('seen.text')})`;
  const inTitle = seen.title && `${seen.title.stands} and ${holds(seen.title.text)}`;
  // Folding in SQL is dear: what hides nothing from the actor needs none, nor does what is found by its title.
  const ways = [seen.hidesNothing, inTitle, compared].filter((way) => way !== null);
  return `(${ways.map((way) => `(${way})`).join(' or ')})`;
}

/** Every word of the query occurs in the folded `text`, an SQL expression. */
export function wordsSql(query: string, text: string, scope: Pick<SearchScope, 'params'>, near = false): string {
  return everyWord(patternsOf(query, near), text, scope);
}

/** Of each word of a query the patterns one of which a folded text is like that holds the word. */
function patternsOf(query: string, near: boolean): readonly (readonly string[])[] {
  const words = searchWords(query);
  const spell = !near && words.every(isShort) ? beginnings : within;
  return words.map((variants) => (near ? nearly(variants, words.length) : null) ?? variants.flatMap(spell));
}

/**
 * What a record's folded text must hold for one of its fields to hold the text: lets the index find the few whose field is
 * then compared. Words too short for the index say nothing.
 */
export function narrowingSql(text: string, scope: SearchScope): string {
  const words = searchWords(text).filter((variants) => !isShort(variants));
  return everyWord(
    words.map((variants) => variants.flatMap(within)),
    `${scope.alias}.search`,
    scope,
  );
}

function everyWord(
  words: readonly (readonly string[])[],
  text: string,
  { params }: Pick<SearchScope, 'params'>,
): string {
  const found = words.map((patterns) => {
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
