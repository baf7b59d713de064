import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField, type NamedField, targetNoun } from '../data/named-field.ts';

/** A thing one can filter by: a field, a part of a field or a field of a record pointed at. */
export interface FilterTarget {
  /** As it stands in the filter: `amount`, `address.city`, `company.industry`. */
  readonly path: string;
  /** The noun whose field it is, for labels. */
  readonly noun: NounMetadata;
  readonly field: NamedField;
  /** The relation the path goes through. */
  readonly through: NamedField | null;
  /** The part of the field (`city`). */
  readonly part: string | null;
}

/** Text parts of a kind that can be filtered by on their own. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  address: ['city', 'region', 'country', 'postalCode', 'street'],
  money: ['currency'],
};

/** What a filter's path means for the noun; null for a path this noun does not know (any more). */
export function resolveTarget(metadata: Metadata, noun: NounMetadata, path: string): FilterTarget | null {
  const [first = '', second] = path.split('.');
  const field = findField(noun, first);
  if (!field) return null;
  if (second === undefined) return { path, noun, field, through: null, part: null };
  if (partsOf[field.kind]?.includes(second)) return { path, noun, field, through: null, part: second };
  if (field.kind !== 'relation' && field.kind !== 'member') return null;
  const target = metadata.nouns.find((one) => one.name === targetNoun(field));
  const inner = target && findField(target, second);
  return target && inner ? { path, noun: target, field: inner, through: field, part: null } : null;
}

/** Everything the builder offers: the noun's own fields with their parts, then those of the records it points at. */
export function listTargets(metadata: Metadata, noun: NounMetadata): readonly FilterTarget[] {
  const own = noun.fields.flatMap((field) => [
    field.name,
    ...(partsOf[field.kind] ?? []).map((part) => `${field.name}.${part}`),
  ]);
  const related = noun.fields.flatMap((field) => {
    if (field.kind !== 'relation') return [];
    const target = metadata.nouns.find((one) => one.name === field.to);
    return (target?.fields ?? [])
      .filter((inner) => !inner.hidden && !unofferedKinds.has(inner.kind))
      .map((inner) => `${field.name}.${inner.name}`);
  });
  return [...own, ...related].flatMap((path) => resolveTarget(metadata, noun, path) ?? []);
}

/** Kinds that make no sense to filter by through a relation. */
const unofferedKinds: ReadonlySet<string> = new Set(['links', 'address', 'longText']);
