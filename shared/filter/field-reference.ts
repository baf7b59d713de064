import type { Noun } from '../nouns/noun.ts';
import { resolvePath } from './field-path.ts';
import type { Condition, FieldReference, FilterValue } from './filter.ts';

export function isFieldReference(value: FilterValue | undefined): value is FieldReference {
  return typeof value === 'object' && value !== null && 'field' in value;
}

/** Operators that can compare one field of a record with another. */
export const referringOperators: ReadonlySet<string> = new Set([
  'is',
  'isNot',
  'lessThan',
  'atMost',
  'greaterThan',
  'atLeast',
]);

/** Whether the condition may compare its field with the field referred to: both of one kind that has an order. */
export function canRefer({ field, op, value }: Condition, noun: Noun): boolean {
  if (!isFieldReference(value) || !referringOperators.has(op)) return false;
  const [one, other] = [field, value.field].map((path) => resolvePath(noun, path, () => null));
  if (!one || !other || one.part || other.part || one.field.kind !== other.field.kind) return false;
  return one.kind === 'number' || one.kind === 'date' || one.kind === 'datetime';
}
