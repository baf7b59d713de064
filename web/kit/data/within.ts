import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { keptOptions } from '../../../shared/nouns/option-offers.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { listRecords } from './api.ts';
import { isChangeable, isSystem, type NamedField, type NamedFieldOf } from './named-field.ts';
import { isNewReference } from './new-reference.ts';
import { isEmptyValue, isReferenceValue } from './record-values.ts';

type Siblings = Readonly<Record<string, unknown>>;

/** What a relation declared `within` another may point at, as far as that other one is known. */
export function withinFilter(field: NamedFieldOf<'relation'>, siblings: Siblings = {}): Filter | undefined {
  const place = field.within ? siblings[field.within] : undefined;
  return field.within && isReferenceValue(place) && !isNewReference(place)
    ? { field: field.within, op: 'is', value: place.id }
    : undefined;
}

/** The fields whose choice depends on this one, and no longer fits when it changes. */
export function fieldsWithin(noun: NounMetadata, name: string): readonly NamedFieldOf<'relation'>[] {
  return noun.fields.filter(
    (field): field is NamedFieldOf<'relation'> =>
      field.kind === 'relation' && field.within === name && !field.readOnly && !isSystem(field as NamedField),
  );
}

/** What the choices that depend on a field are to hold once it has changed: what no longer goes with it is let go, and so on down the line. */
export function choicesAfter(noun: NounMetadata, changed: string, values: Siblings): Readonly<Record<string, unknown>> {
  const after: Record<string, unknown> = {};
  for (const field of noun.fields) {
    const held = values[field.name];
    if (field.offeredWith?.field !== changed || !isChangeable(field) || isEmptyValue(held)) continue;
    const kept = keptOptions(field, held, values);
    if (kept === held) continue;
    after[field.name] = kept;
    Object.assign(after, choicesAfter(noun, field.name, { ...values, [field.name]: kept }));
  }
  return after;
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
