import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { FieldUses } from './field-use.repository.ts';

/** As many added fields of a noun have indexes: each one costs every write of a record. */
export const mostIndexed = 64;

/** Days after which a field that nobody narrows or orders a list by gives its indexes up. */
export const idleDays = 60;

/** Days within which one that was asked for keeps its indexes from those that were asked for more. */
const freshDays = 7;

/** What is known of the fields of a noun. */
export interface Known {
  readonly uses: readonly FieldUses[];
  /** The fields that saved views ask for. */
  readonly kept: ReadonlySet<string>;
  /** The fields that have their indexes. */
  readonly indexed: ReadonlySet<string>;
}

/** Pointers and keys can not do without: a deleted record is looked for by them, and a twin. */
export function needsIndex(field: Field): boolean {
  return field.unique === true || field.kind === 'relation' || field.kind === 'member' || field.kind === 'anyRelation';
}

/**
 * The added fields of a noun that are to have indexes: those that need them, then those that saved views ask for, then
 * those that lists were asked by of late. Between equals those that have theirs keep them.
 */
export function chooseFields(noun: Noun, { uses, kept, indexed }: Known, most = mostIndexed): ReadonlySet<string> {
  const known = new Map(uses.filter((one) => one.noun === noun.name).map((one) => [one.field, one]));
  const added = Object.entries(noun.fields).filter(([, field]) => field.custom);
  const needed = added.filter(([, field]) => needsIndex(field)).map(([name]) => name);
  const ranked = added
    .filter(([name, field]) => !needed.includes(name) && !field.retired)
    .map(([name]) => ({ name, rank: rankOf(name), uses: known.get(name)?.uses ?? 0 }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || other.uses - one.uses || (one.name < other.name ? -1 : 1));
  const room = Math.max(0, most - needed.length);
  return new Set([...needed, ...ranked.slice(0, room).map(({ name }) => name)]);

  function rankOf(name: string): number {
    const daysAgo = known.get(name)?.daysAgo ?? Number.POSITIVE_INFINITY;
    const asked = kept.has(name) ? 6 : daysAgo <= freshDays ? 4 : daysAgo <= idleDays ? 2 : 0;
    return asked && asked + (indexed.has(name) ? 1 : 0);
  }
}
