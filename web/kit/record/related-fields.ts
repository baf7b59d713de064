import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isSystem, type NamedField } from '../data/named-field.ts';

/** A field of another noun that points at records of this one. */
export interface RelatedField {
  readonly noun: NounMetadata;
  readonly field: NamedField;
}

/**
 * Everything that points at the noun and is worth a panel on its card. Left out: the engine's own nouns, what a module
 * shows in its own way (`shownElsewhere`), and parts that live inside their parent (a deal's lines).
 */
export function listRelatedFields(
  metadata: Metadata,
  noun: NounMetadata,
  shownElsewhere: ReadonlySet<string>,
): readonly RelatedField[] {
  return metadata.nouns
    .filter((other) => other.may.read && !other.internal && !other.parent && !shownElsewhere.has(other.name))
    .flatMap((other) => pointersTo(other, noun.name).map((field) => ({ noun: other, field })));
}

/** What a layout names in its order, the rest after it; last what not every workspace has. */
export function inOrder(related: readonly RelatedField[], panels: readonly string[]): readonly RelatedField[] {
  const placeOf = ({ noun, field }: RelatedField) => {
    const place = panels.indexOf(`${noun.name}.${field.name}`);
    return place < 0 ? panels.length : place;
  };
  const last = ({ noun }: RelatedField) => Number(isSpare(noun));
  return related.toSorted((one, other) => placeOf(one) - placeOf(other) || last(one) - last(other));
}

/** What not every card has any of, what a workspace or its trade added included: until then it is a way to add one, and no panel. */
export const isSpare = (noun: NounMetadata): boolean => noun.isOptional === true || noun.custom === true;

/** The noun's fields that point at records of `target`; links that lead back are told by the record itself. Who owns or created a record is no relation in this sense. */
export function pointersTo(noun: NounMetadata, target: string): readonly NamedField[] {
  return noun.fields.filter(
    (field) =>
      !isSystem(field) &&
      (field.kind === 'relation' || (field.kind === 'links' && !field.opposites)) &&
      field.to === target,
  );
}
