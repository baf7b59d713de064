import { caseFold, foldText } from '../text/fold.ts';

/**
 * How surely a text names one of the candidates: `exact` letter for letter; `normalised` without regard to case, spaces and
 * punctuation ("GTXPro" is "GTX Pro"); `near` with at most two typing errors and nothing else as near ("technolgy" is
 * "technology"); `none`.
 */
export type MatchKind = 'exact' | 'normalised' | 'near' | 'none';

export interface NameMatch {
  readonly kind: MatchKind;
  /** The candidate as it is written; null when there is none. */
  readonly name: string | null;
  /** Up to five candidates that look alike, closest first; empty when the match is exact or normalised. */
  readonly suggestions: readonly string[];
}

/** A text matched against candidates; for many texts make a `nameMatcher` once. */
export function matchName(text: string, candidates: readonly string[]): NameMatch {
  return nameMatcher(candidates)(text);
}

/** A function that matches texts against the candidates; it remembers what it was asked. */
export function nameMatcher(candidates: readonly string[]): (text: string) => NameMatch {
  const entries = [...new Set(candidates)].map(entryOf);
  const exact = new Map(entries.map((entry) => [entry.name, entry]));
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  const known = new Map<string, NameMatch>();
  return (text) => {
    const name = text.trim();
    const match = known.get(name) ?? findMatch(name, entries, exact, byKey);
    known.set(name, match);
    return match;
  };
}

/** The letters and digits of a text in lower case: what two spellings of one name have in common. */
export function normaliseName(text: string): string {
  return caseFold(text.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

interface Entry {
  readonly name: string;
  readonly key: string;
  readonly folded: string;
}

function entryOf(name: string): Entry {
  return { name, key: normaliseName(name), folded: foldText(name).replace(/[^\p{L}\p{N}]/gu, '') };
}

function findMatch(
  text: string,
  entries: readonly Entry[],
  exact: ReadonlyMap<string, Entry>,
  byKey: ReadonlyMap<string, readonly Entry[]>,
): NameMatch {
  if (exact.has(text)) return { kind: 'exact', name: text, suggestions: [] };
  const sought = entryOf(text);
  if (sought.key === '') return { kind: 'none', name: null, suggestions: [] };
  const same = byKey.get(sought.key) ?? [];
  if (same.length === 1 && same[0]) return { kind: 'normalised', name: same[0].name, suggestions: [] };
  const suggestions = suggest(sought, entries);
  const near = findNear(sought, entries);
  return near ? { kind: 'near', name: near.name, suggestions } : { kind: 'none', name: null, suggestions };
}

/**
 * Whether two normalised names differ by at most two typing errors. Names of fewer than five letters, or with other digits,
 * are other names.
 */
export function isNear(one: string, other: string): boolean {
  return (
    Math.min(one.length, other.length) >= 5 &&
    Math.abs(one.length - other.length) <= 2 &&
    numerals(one) === numerals(other) &&
    distance(one, other) <= 2
  );
}

function findNear(sought: Entry, entries: readonly Entry[]): Entry | null {
  const near = entries.filter(({ key }) => isNear(key, sought.key));
  return near.length === 1 ? (near[0] ?? null) : null;
}

function suggest(sought: Entry, entries: readonly Entry[]): string[] {
  return entries
    .map((entry) => ({ name: entry.name, likeness: likeness(sought.folded, entry.folded) }))
    .filter((one) => one.likeness >= 0.5)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 5)
    .map((one) => one.name);
}

/** From 0, nothing in common, to 1, the same; a name that begins or holds the other one is quite alike. */
function likeness(one: string, other: string): number {
  const longest = Math.max(one.length, other.length);
  const shortest = Math.min(one.length, other.length);
  if (shortest === 0) return 0;
  const held = shortest >= 3 && (one.includes(other) || other.includes(one)) ? 0.6 + (0.3 * shortest) / longest : 0;
  if (shortest / longest < 0.5) return held;
  return Math.max(held, 1 - distance(one, other) / longest);
}

function numerals(text: string): string {
  return text.replace(/\P{N}/gu, '');
}

/** Typing errors between two texts: letters put in, left out, changed, or swapped with their neighbour. */
function distance(first: string, second: string): number {
  const [from, to] = [[...first], [...second]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const changed = at(last, column - 1) + (same ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
          ? at(beforeLast, column - 2) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min(at(last, column) + 1, at(next, column - 1) + 1, changed, swapped));
    }
    [beforeLast, last] = [last, next];
  }
  return at(last, to.length);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.POSITIVE_INFINITY;
}
