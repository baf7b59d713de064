import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { accessSql, compileFilter } from './filter-sql.ts';
import type { ListQuery } from './list.ts';
import { Literals, type Params } from './params.ts';
import { foundSql, seenSql } from './search-sql.ts';

/** A search in two steps of one statement: what is found, and which of that the actor sees. */
export interface Sifting {
  /** Conditions that an index answers. */
  readonly found: string;
  /** What is asked of each that was found. */
  readonly seen: string;
  /** How many are looked at for each that a page has room for. */
  readonly forEach: number;
}

/**
 * How a search is sifted; null where the actor sees whatever is found. Rights are dear to ask (other records, texts without
 * their hidden fields), and PostgreSQL, which counts them for every record that it walks past, would rather read all that the words
 * have than walk from the newest until the page is full.
 */
export function siftingOf(ctx: Context, noun: Noun, query: ListQuery, params: Params): Sifting | null {
  const { search, near, filter, deleted } = query;
  if (!search || query.before !== undefined) return null;
  const scope = { ctx, noun, params, alias: 't' };
  const rights = { params: new Literals(), alias: 't', ofFew: true, isFound: true };
  const sieve = [seenSql(search, scope, near), accessSql(ctx, noun, 'read', rights)].filter((part) => part !== null);
  if (!sieve.some((part) => part.includes('select '))) return null;
  const found = [`t.deleted_at is ${deleted ? 'not ' : ''}null`, foundSql(search, scope, near)];
  // As a question of its own, so that nothing is looked up of how common its answers are.
  const seen = `exists (select 1 where ${sieve.join(' and ')} offset 0)`;
  return { found: [...found, ...(filter ? [compileFilter(filter, scope)] : [])].join(' and '), seen, forEach: 4 };
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
