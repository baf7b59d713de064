import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { listRecords } from './api.ts';
import { isSystem, type NamedField, type NamedFieldOf } from './named-field.ts';
import { isReferenceValue } from './record-values.ts';

type Siblings = Readonly<Record<string, unknown>>;

/** What a relation declared `within` another may point at, as far as that other one is known. */
export function withinFilter(field: NamedFieldOf<'relation'>, siblings: Siblings = {}): Filter | undefined {
  const place = field.within ? siblings[field.within] : undefined;
  return field.within && isReferenceValue(place) ? { field: field.within, op: 'is', value: place.id } : undefined;
}

/** The fields whose choice depends on this one, and no longer fits when it changes. */
export function fieldsWithin(noun: NounMetadata, name: string): readonly NamedFieldOf<'relation'>[] {
  return noun.fields.filter(
    (field): field is NamedFieldOf<'relation'> =>
      field.kind === 'relation' && field.within === name && !field.readOnly && !isSystem(field as NamedField),
  );
}

/** What such a field points at to begin with: the first in the order of its noun. Null where there is nothing. */
export async function findFirstWithin(
  target: NounMetadata,
  field: NamedFieldOf<'relation'>,
  siblings: Siblings,
): Promise<Reference | null> {
  const filter = withinFilter(field, siblings);
  if (!filter) return null;
  const { items } = await listRecords(target, { filter, sort: target.defaultSort, limit: 1 });
  const [first] = items;
  return first ? { id: first.id, label: String(first[target.title] ?? '') } : null;
}
