import { hashKey } from '@tanstack/react-query';
import type { Changed, Filter, Related, RelativeDay } from '../../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { NamedField } from '../data/named-field.ts';
import { isRelativeDay } from './relative-day.ts';

/** A way records hang on those of a noun. */
export interface Relation {
  readonly related: Related;
  /** The noun of the records that hang there. */
  readonly noun: NounMetadata;
  /** The noun whose field it is. */
  readonly holder: NounMetadata;
  readonly field: NamedField;
}

/** What points at records of the noun, then what their own links lead to. */
export function listRelations({ nouns }: Metadata, noun: NounMetadata): readonly Relation[] {
  const pointing = nouns
    .filter(({ internal }) => !internal)
    .flatMap((of) =>
      of.fields
        .filter((field) => leadsTo(field, noun.name))
        .map((field): Relation => ({ related: { of: of.name, by: field.name }, noun: of, holder: of, field })),
    );
  const own = noun.fields.flatMap((field): Relation[] => {
    const target = field.kind === 'links' ? nouns.find(({ name }) => name === field.to) : undefined;
    return target ? [{ related: { by: field.name }, noun: target, holder: noun, field }] : [];
  });
  return [...pointing, ...own];
}

export function findRelation(metadata: Metadata, noun: NounMetadata, related: Related): Relation | null {
  return listRelations(metadata, noun).find((one) => relationKey(one.related) === relationKey(related)) ?? null;
}

export function relationKey({ of, by }: Related): string {
  return `${of ?? ''}.${by}`;
}

function leadsTo(field: NamedField, noun: string): boolean {
  if (field.name === 'createdBy') return false;
  if (field.kind === 'relation' || field.kind === 'links') return field.to === noun;
  return field.kind === 'member' && noun === 'member';
}

const daysAgo = (days: number): RelativeDay => ({ from: 'today', plus: -days, unit: 'day' });

export const recentChange: { readonly changed: Changed } = { changed: { since: daysAgo(7) } };

/** Nothing was changed, and nothing new hangs there, for so many days. A branch that was added is no word with its company. */
export function quietFor(metadata: Metadata, noun: NounMetadata, days: number): Filter {
  const since = daysAgo(days);
  const where: Filter = { field: 'createdAt', op: 'atLeast', value: since };
  const pointing = listRelations(metadata, noun).filter(
    ({ related, field }) => related.of && related.of !== noun.name && field.kind === 'relation',
  );
  return {
    not: { any: [{ changed: { since } }, ...pointing.map(({ related }) => ({ related: { ...related, where } }))] },
  };
}

/**
 * For how many days nothing happened, where that is all the filter asks; else null. One made before a noun was added
 * names fewer of them and still says the same.
 */
export function quietDays(filter: Filter): number | null {
  if (!('not' in filter) || !('any' in filter.not)) return null;
  const [first, ...rest] = filter.not.any;
  if (!first || !('changed' in first) || first.changed.field !== undefined) return null;
  const { since } = first.changed;
  if (!isRelativeDay(since) || since.from !== 'today' || (since.unit ?? 'day') !== 'day') return null;
  const days = -(since.plus ?? 0);
  return days > 0 && rest.every((one) => isNewSince(one, days)) ? days : null;
}

function isNewSince(filter: Filter, days: number): boolean {
  if (!('related' in filter)) return false;
  const { of, by, where, ...bounds } = filter.related;
  const wanted: Filter = { field: 'createdAt', op: 'atLeast', value: daysAgo(days) };
  return Object.keys(bounds).length === 0 && where !== undefined && hashKey([where]) === hashKey([wanted]);
}
