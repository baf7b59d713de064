import type { Field, FieldKind } from '../nouns/field.ts';
import type { AnyReference, Email, FileReference, Link, Phone, Url } from '../nouns/value.ts';

/** Whose value a field keeps when two records become one: of the one that stays, of the other, or both together. */
export const mergeSides = ['this', 'other', 'both'] as const;
export type MergeSide = (typeof mergeSides)[number];

/**
 * What may be chosen for a field, the first being what lists do by themselves; nothing where the server works the value out or gives it. Files
 * are never left behind, and links that lead back stay with whoever they lead to.
 */
export function mergeSidesOf(field: Field): readonly MergeSide[] {
  if (field.readOnly || field.computed) return [];
  if (field.kind === 'files' || (field.kind === 'links' && field.opposites)) return ['both'];
  if (listKinds.has(field.kind)) return ['both', 'this', 'other'];
  if (field.kind === 'longText' || field.kind === 'richText') return ['this', 'other', 'both'];
  return ['this', 'other'];
}

/** What is done where nobody chose: lists are united, and the one that stays is filled from the other where it is empty. */
export function defaultMergeSide(field: Field, here: unknown, there: unknown): MergeSide {
  if (listKinds.has(field.kind)) return 'both';
  return isBlank(here) && !isBlank(there) ? 'other' : 'this';
}

/** The value of a field of two records in the form records are answered in. */
export function mergedValue(field: Field, side: MergeSide, here: unknown, there: unknown): unknown {
  if (side === 'this') return here;
  if (side === 'other') return there;
  if (listKinds.has(field.kind)) return united(field.kind, here, there);
  if (isBlank(here) || isBlank(there) || here === there) return isBlank(here) ? there : here;
  return field.kind === 'richText' ? `${here}${there}` : `${here}\n\n${there}`;
}

/** A field's value without pointers at either of two records of the noun: who becomes one does not point at themselves. */
export function pointingElsewhere(field: Field, noun: string, value: unknown, pair: readonly string[]): unknown {
  const isOne = (one: unknown) => pair.includes(typeof one === 'string' ? one : ((one as { id?: string }).id ?? ''));
  if (value === null || value === undefined) return value;
  if (field.kind === 'relation' && field.to === noun) return isOne(value) ? null : value;
  if (field.kind === 'anyRelation') return (value as AnyReference).noun === noun && isOne(value) ? null : value;
  if (field.kind === 'links' && field.to === noun) return (value as readonly Link[]).filter((link) => !isOne(link));
  return value;
}

/** Entries by what they are: an address, a number, a record; of two alike the first stays. */
export function united(kind: FieldKind, here: unknown, there: unknown): readonly unknown[] {
  const keyOf = keyIn(kind);
  const entries = new Map<string, unknown>();
  for (const entry of [...listOf(here), ...listOf(there)]) {
    if (!entries.has(keyOf(entry))) entries.set(keyOf(entry), entry);
  }
  return [...entries.values()];
}

/** The entries of a list that another has not. */
export function without(kind: FieldKind, list: unknown, other: unknown): readonly unknown[] {
  const keyOf = keyIn(kind);
  const gone = new Set(listOf(other).map(keyOf));
  return listOf(list).filter((entry) => !gone.has(keyOf(entry)));
}

export function isListKind(kind: FieldKind): boolean {
  return listKinds.has(kind);
}

const listKinds: ReadonlySet<FieldKind> = new Set(['choices', 'emails', 'phones', 'urls', 'files', 'links']);

function keyIn(kind: FieldKind): (entry: unknown) => string {
  if (kind === 'choices') return (entry) => entry as string;
  if (kind === 'emails') return (entry) => (entry as Email).address.toLowerCase();
  if (kind === 'urls') return (entry) => (entry as Url).address;
  if (kind === 'phones') return (entry) => (entry as Phone).number;
  return (entry) => (entry as FileReference | Link).id;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An empty text, list or object is no value. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isBlank);
}
