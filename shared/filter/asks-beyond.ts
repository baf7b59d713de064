import type { Noun } from '../nouns/noun.ts';
import { type FindNoun, resolvePath } from './field-path.ts';
import type { Filter } from './filter.ts';

/** Whether a filter asks for more than the record itself says: what it points at, what hangs on it, its past, a team. */
export function asksBeyond(filter: Filter, noun: Noun, nouns: FindNoun): boolean {
  if ('all' in filter) return filter.all.some((one) => asksBeyond(one, noun, nouns));
  if ('any' in filter) return filter.any.some((one) => asksBeyond(one, noun, nouns));
  if ('not' in filter) return asksBeyond(filter.not, noun, nouns);
  if (!('field' in filter)) return !('search' in filter);
  const found = resolvePath(noun, filter.field, nouns);
  return filter.op === 'isInTeamOf' || !found || found.via !== null || found.ofChild;
}
