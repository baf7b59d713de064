import { allFields, type Noun } from '../nouns/noun.ts';
import type { FindNoun } from './field-path.ts';
import type { Related } from './filter.ts';

/** How records hang on the one that is filtered, understood. */
export interface RelatedPath {
  /** The noun of the records that are counted. */
  readonly noun: Noun;
  /** Whose field leads from one to the other: theirs, or the filtered record's own. */
  readonly isOwn: boolean;
  readonly field: string;
  /** A table of links, or a pointer's column. */
  readonly byLinks: boolean;
}

/** Null where no such field leads from one noun to the other. */
export function resolveRelated(noun: Noun, { of, by }: Related, nouns: FindNoun): RelatedPath | null {
  const source = of === undefined ? noun : nouns(of);
  const fields = source ? allFields(source) : {};
  const field = Object.hasOwn(fields, by) ? fields[by] : undefined;
  if (!source || !field) return null;
  const to = field.kind === 'relation' || field.kind === 'links' ? field.to : field.kind === 'member' ? 'member' : null;
  const byLinks = field.kind === 'links';
  if (of !== undefined) return to === noun.name ? { noun: source, isOwn: false, field: by, byLinks } : null;
  const target = to === null ? null : nouns(to);
  return target && { noun: target, isOwn: true, field: by, byLinks };
}

/** Where a record in memory holds those that hang on it: `deal.company`, or the own field's name. */
export function relatedKey({ of, by }: Related): string {
  return of === undefined ? by : `${of}.${by}`;
}

/** Between how many and how many there must be; no upper bound is null. */
export function boundsOf({ least, most }: Related): { readonly least: number; readonly most: number | null } {
  return { least: least ?? (most === undefined ? 1 : 0), most: most ?? null };
}
