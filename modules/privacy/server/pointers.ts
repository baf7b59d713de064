import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { formAnswer } from '../../forms/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { consent, importantDate, person, postalAddress } from '../../people/contract/index.ts';

/** Nouns whose records are of the person that their own field names; a field the workspace added there names somebody else. */
const ofOnePerson: ReadonlySet<string> = new Set([
  ...[lead.name, consent.name, importantDate.name, postalAddress.name, formAnswer.name],
]);

/** The fields of a noun by which its records point at people, as far as the product does not work them out. */
export interface Pointers {
  /** The record is about whom they point at: what it says goes with them. */
  readonly about: readonly string[];
  /** The record is somebody's or something's own, and only names them (a company's main contact): it stays without the pointer. */
  readonly naming: readonly string[];
  /** Lists of links. */
  readonly links: readonly string[];
}

/** Tells by which fields a noun's records are about a person, and by which they only name one. */
export function pointersOf(noun: Noun): Pointers {
  const fields = Object.entries<Field>(noun.fields).filter(([, field]) => !field.computed);
  const names = (fits: (field: Field, name: string) => boolean) =>
    fields.flatMap(([name, field]) => (fits(field, name) ? [name] : []));
  return {
    about: names((field, name) => pointsAtOne(field) && isAbout(noun, field, name)),
    naming: names((field, name) => pointsAtOne(field) && !isAbout(noun, field, name)),
    links: names((field) => field.kind === 'links' && field.to === person.name),
  };
}

/** What the product keeps for itself (notices) says nothing of anybody. */
export function isForItself(noun: Noun): boolean {
  return noun.internal === true && noun.parent === undefined && !noun.custom;
}

function pointsAtOne(field: Field): boolean {
  if (field.kind === 'anyRelation') return !field.nouns || field.nouns.includes(person.name);
  return field.kind === 'relation' && field.to === person.name;
}

function isAbout(noun: Noun, field: Field, name: string): boolean {
  if (noun.name === person.name) return false;
  return noun.tells !== undefined || noun.parent === name || (ofOnePerson.has(noun.name) && !field.custom);
}
