import { isAlwaysRequired } from '../../../shared/filter/field-conditions.ts';
import { namedAnew } from '../../../shared/nouns/made-by-name.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField } from '../data/named-field.ts';

/** Whether a name is all that a new record of the noun must have, and the actor may make one. */
export function isMadeByName(noun: NounMetadata): boolean {
  if (!noun.may.create || noun.parent || noun.internal) return false;
  if (!namedAnew(noun.title, findField(noun, noun.title) ?? undefined, '')) return false;
  return noun.fields.every(
    (field) =>
      field.name === noun.title ||
      !isAlwaysRequired(field) ||
      ('default' in field && field.default !== undefined) ||
      (field.kind === 'member' && field.defaultToActor === true),
  );
}
