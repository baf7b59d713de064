import type { FindNoun } from '../filter/field-path.ts';
import type { Field } from './field.ts';
import { allFields, type Noun } from './noun.ts';

/** A field of the record that a field points at, as `company.industry` names it. */
export interface RelatedField {
  /** The field that points there. */
  readonly via: string;
  readonly target: Noun;
  readonly name: string;
  readonly field: Field;
}

/** Whether a name leads to another record instead of naming a field of this one. */
export const isPath = (name: string): boolean => name.includes('.');

/**
 * Understands `company.industry`: one step along a field that points at one record at most, to a whole field of that record.
 * Null for a path that leads nowhere.
 */
export function findRelated(noun: Noun, path: string, nouns: FindNoun): RelatedField | null {
  const [via = '', name = '', ...more] = path.split('.');
  const pointer = own(noun, via);
  if (more.length > 0 || (pointer?.kind !== 'relation' && pointer?.kind !== 'member')) return null;
  const target = nouns(pointer.kind === 'relation' ? pointer.to : 'member');
  const field = target ? own(target, name) : undefined;
  return target && field ? { via, target, name, field } : null;
}

/** Own properties only: `constructor` is no field. */
function own(noun: Noun, name: string): Field | undefined {
  const fields = allFields(noun);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
