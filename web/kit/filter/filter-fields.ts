import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField, isSystem, type NamedField, targetNoun } from '../data/named-field.ts';

/** A thing one can filter by: a field, a part of a field, a field of a record pointed at or of a child (a deal's line). */
export interface FilterTarget {
  /** As it stands in the filter: `amount`, `address.city`, `company.industry`. */
  readonly path: string;
  /** The noun whose field it is, for labels. */
  readonly noun: NounMetadata;
  readonly field: NamedField;
  /** The relation the path goes through. */
  readonly through: NamedField | null;
  /** Whether it is a field of the noun's children. */
  readonly ofChild: boolean;
  /** The part of the field (`city`). */
  readonly part: string | null;
}

/** Text parts of a kind that can be filtered by on their own. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  address: ['city', 'region', 'country', 'postalCode', 'street'],
  money: ['currency'],
  location: ['label', 'latitude', 'longitude'],
  anyRelation: ['noun'],
};

/** Of a computed field one can ask why it has no value. */
const partsIn = (field: NamedField): readonly string[] => [
  ...(partsOf[field.kind] ?? []),
  ...(field.kind === 'date' && field.yearly ? ['anniversary', 'years'] : []),
  ...(field.computed ? ['error'] : []),
];

/** What a filter's path means for the noun; null for a path this noun does not know (any more). */
export function resolveTarget(metadata: Metadata, noun: NounMetadata, path: string): FilterTarget | null {
  const [first = '', second] = path.split('.');
  const field = findField(noun, first);
  const own = { path, noun, through: null, ofChild: false } as const;
  if (!field) return resolveChild(metadata, noun, path);
  if (second === undefined) return { ...own, field, part: null };
  if (partsIn(field).includes(second)) return { ...own, field, part: second };
  if (field.kind !== 'relation' && field.kind !== 'member') return null;
  const target = metadata.nouns.find((one) => one.name === targetNoun(field));
  const inner = target && findField(target, second);
  return target && inner ? { ...own, noun: target, field: inner, through: field, part: null } : null;
}

function resolveChild(metadata: Metadata, noun: NounMetadata, path: string): FilterTarget | null {
  const [first, second = ''] = path.split('.');
  const child = childrenOf(metadata, noun).find(({ name }) => name === first);
  const field = child && findField(child, second);
  return child && field ? { path, noun: child, field, through: null, ofChild: true, part: null } : null;
}

function childrenOf(metadata: Metadata, noun: NounMetadata): readonly NounMetadata[] {
  return metadata.nouns.filter((child) => {
    const parent = child.parent && findField(child, child.parent);
    return parent && parent.kind === 'relation' && parent.to === noun.name;
  });
}

/** Everything the builder offers: the noun's own fields with their parts, those of its children and of what it points at. */
export function listTargets(metadata: Metadata, noun: NounMetadata): readonly FilterTarget[] {
  const own = noun.fields.flatMap((field) => [field.name, ...partsIn(field).map((part) => `${field.name}.${part}`)]);
  const related = noun.fields.flatMap((field) => {
    if (field.kind !== 'relation') return [];
    const target = metadata.nouns.find((one) => one.name === field.to);
    return (target?.fields ?? [])
      .filter((inner) => !inner.hidden && !unofferedKinds.has(inner.kind))
      .map((inner) => `${field.name}.${inner.name}`);
  });
  const ofChildren = childrenOf(metadata, noun).flatMap((child) =>
    child.fields
      .filter((inner) => !inner.hidden && !isSystem(inner) && inner.name !== child.parent)
      .map((inner) => `${child.name}.${inner.name}`),
  );
  const targets = [...own, ...ofChildren, ...related].flatMap((path) => resolveTarget(metadata, noun, path) ?? []);
  return targets.filter(({ field }) => !field.masked);
}

/** Kinds that make no sense to filter by through a relation. */
const unofferedKinds: ReadonlySet<string> = new Set(['links', 'address', 'longText', 'richText', 'json']);
