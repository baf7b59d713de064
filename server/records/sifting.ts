import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { accessText } from './access-text.ts';
import { compileFilter } from './filter-sql.ts';
import type { ListQuery } from './list.ts';
import { Params } from './params.ts';
import { foundSql, seenSql } from './search-sql.ts';

/** A search in two steps: what is found, and which of that the actor sees. */
export interface Sifting {
  /** Conditions that an index answers, with their values written into those given. */
  readonly found: (params: Params) => string;
  /** What is asked of each that was found, compiled once a search; its values come after the two named in `siftedBy`. */
  readonly seen: { readonly text: string; readonly values: readonly unknown[] };
}

/** What stands for the ids of the records found, and for the size of the page. */
export const siftedBy = { found: '$1', limit: '$2' } as const;

/** How many are looked at for each that a page has room for: at first, and where those do not fill it. */
export const siftedForEach: readonly number[] = [3, 12];

/**
 * How a search is sifted; null where the actor sees whatever is found. Rights are dear to ask (other records, texts without
 * their hidden fields), and PostgreSQL, which counts them for every record that it walks past, would rather read all that the words
 * have than walk from the newest until the page is full. What words find has to be planned for those words; what is asked of the few
 * that were found is the same each time, and planned once.
 */
export function siftingOf(ctx: Context, noun: Noun, query: ListQuery): Sifting | null {
  const { search, near, filter, deleted } = query;
  if (!search || query.before !== undefined) return null;
  const scopeOf = (params: Params) => ({ ctx, noun, params, alias: 't' });
  const live = `t.deleted_at is ${deleted ? 'not ' : ''}null`;
  const values = new Params(Object.keys(siftedBy).length);
  const allowed = accessText(ctx, noun, { ofFew: true, isFound: true });
  const stands = seenSql(search, scopeOf(values), near);
  // Who may not see a record is not asked where the words stand in it, which is dearer.
  const sieve = allowed && stands ? `case when ${allowed} then ${stands} else false end` : (allowed ?? stands);
  if (!sieve?.includes('select ')) return null;
  const seen = { text: `${live} and ${sieve}`, values: values.values };
  const found = (params: Params) => {
    const scope = scopeOf(params);
    return [live, foundSql(search, scope, near), ...(filter ? [compileFilter(filter, scope)] : [])].join(' and ');
  };
  return { found, seen };
}

/** Whether it is worth sifting for the actor: who sees so few of the records that a page was not filled does without for a while. */
export function isWorthSifting(ctx: Context, noun: Noun): boolean {
  const skipped = skippedIn(ctx.registry);
  const key = keyOf(ctx, noun);
  const left = skipped.get(key) ?? 0;
  if (left > 1) skipped.set(key, left - 1);
  else skipped.delete(key);
  return left === 0;
}

/** A page was not filled with what was sifted. */
export function noteVainSifting(ctx: Context, noun: Noun): void {
  const skipped = skippedIn(ctx.registry);
  if (skipped.size >= mostRemembered) skipped.clear();
  skipped.set(keyOf(ctx, noun), skippedAtOnce);
}

/** How many searches go without after one in vain. */
const skippedAtOnce = 30;
const mostRemembered = 10_000;

/** Searches still to be made without sifting, by member and noun. */
const skippedSearches = new WeakMap<Registry, Map<string, number>>();

function skippedIn(registry: Registry): Map<string, number> {
  const known = skippedSearches.get(registry) ?? new Map<string, number>();
  skippedSearches.set(registry, known);
  return known;
}

function keyOf({ actor }: Context, noun: Noun): string {
  return `${noun.name} ${actor.memberId}`;
}
