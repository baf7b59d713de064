import { searchWords } from '../../shared/text/fold.ts';
import type { FilterScope } from './filter-sql.ts';

/** Every word of the query occurs in the record's folded text, in one of its spellings. */
export function searchSql(query: string, scope: Pick<FilterScope, 'alias' | 'params'>): string {
  const words = searchWords(query).map((variants) => {
    const spelled = variants.map(
      (variant) => `${scope.alias}.search like ${scope.params.add(`%${escapeLike(variant)}%`)}`,
    );
    return spelled.length > 1 ? `(${spelled.join(' or ')})` : (spelled[0] as string);
  });
  return words.length > 0 ? `(${words.join(' and ')})` : 'true';
}

/** A text as part of a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
