import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Link, Reference } from '../../../shared/nouns/value.ts';
import { type NamedField, type NamedFieldOf, writableFields } from '../data/named-field.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a record starts with that is begun on the card of another: that one by the field that points at it, and what is known by standing there. */
export function begunFrom(
  noun: NounMetadata,
  field: Pick<NamedField, 'name' | 'kind'>,
  card: { readonly noun: NounMetadata; readonly record: AnyRecord; readonly label: string },
): Values {
  const here = { id: card.record.id, label: card.label };
  const known = knownFrom(card.noun, card.record, noun);
  return { ...known, [field.name]: field.kind === 'links' ? [here] : here };
}

/** A person's company is that of a deal with them, and a deal's that of its invoice; its contact is theirs too where there is only one. */
function knownFrom(from: NounMetadata, record: AnyRecord, noun: NounMetadata): Values {
  const known: Record<string, unknown> = {};
  for (const { name, to } of onlyPointers(noun, writableFields(noun))) {
    if (to === from.name) continue;
    const reference = pointedAt(from, record, to);
    if (reference) known[name] = reference;
  }
  return known;
}

/** By the one field that points there, else the only one of those it is linked with. */
function pointedAt(from: NounMetadata, record: AnyRecord, to: string): Reference | null {
  const pointer = onlyPointers(from, from.fields).find((field) => field.to === to);
  const direct = pointer && (record[pointer.name] as Reference | null);
  if (direct) return { id: direct.id, ...(direct.label ? { label: direct.label } : {}) };
  const links = from.fields.filter((field) => field.kind === 'links' && field.to === to && !field.hidden);
  const linked = links.flatMap(({ name }) => (record[name] ?? []) as readonly Link[]);
  const [{ id, label } = {}, ...others] = linked;
  return id && others.length === 0 ? { id, ...(label ? { label } : {}) } : null;
}

/** Relations that are the only one to their kind of record: of two one can not know which is meant. What stands within another follows that one. */
function onlyPointers(noun: NounMetadata, fields: readonly NamedField[]): readonly NamedFieldOf<'relation'>[] {
  const pointers = fields.filter(
    (field): field is NamedFieldOf<'relation'> => field.kind === 'relation' && !field.hidden && !field.within,
  );
  return pointers.filter(({ name, to }) =>
    noun.fields.every((field) => field.name === name || field.hidden || field.kind !== 'relation' || field.to !== to),
  );
}
