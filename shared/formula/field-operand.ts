import type { FindNoun } from '../filter/field-path.ts';
import type { Field, FieldKind } from '../nouns/field.ts';
import { allFields, type Noun } from '../nouns/noun.ts';

/** What a value is while a formula is worked out. A `list` holds texts; a `record` is a pointer, told only from nothing. */
export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'money' | 'list' | 'record';

/** A field as a formula names it: `amount`, `address.city`, `company.industry`, `company.address.city`. */
export interface FieldOperand {
  /** The pointer that leads to the record whose field it is; null for the record's own. */
  readonly via: string | null;
  /** The noun the field belongs to. */
  readonly noun: Noun;
  readonly name: string;
  readonly field: Field;
  /** A part of an address or a person's name. */
  readonly part: string | null;
  readonly type: ValueType;
}

const types: Readonly<Partial<Record<FieldKind, ValueType>>> = {
  text: 'text',
  longText: 'text',
  personName: 'text',
  choice: 'text',
  autonumber: 'text',
  number: 'number',
  percent: 'number',
  rating: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'date',
  money: 'money',
  choices: 'list',
  emails: 'list',
  phones: 'list',
  member: 'record',
  relation: 'record',
};

const parts: Readonly<Partial<Record<FieldKind, readonly string[]>>> = {
  address: ['street', 'city', 'region', 'postalCode', 'country'],
  personName: ['given', 'middle', 'family', 'prefix'],
};

/** They change without anybody's doing, or are no part of the record. */
const withheld: ReadonlySet<string> = new Set(['updatedAt', 'deletedAt', 'createdBy']);

/** The field that a path means; `unusable` where there is one whose kind has no place in a formula, null where there is none. */
export function findOperand(noun: Noun, path: readonly string[], nouns: FindNoun): FieldOperand | 'unusable' | null {
  const [first = '', ...rest] = path;
  const field = fieldOf(noun, first);
  if (!field) return null;
  const own = operandOf(noun, null, first, field, rest);
  if (own || rest.length === 0) return own ?? 'unusable';
  if (field.kind !== 'relation' && field.kind !== 'member') return null;
  const target = nouns(field.kind === 'relation' ? field.to : 'member');
  const [name = '', ...parts] = rest;
  const related = target && fieldOf(target, name);
  if (!target || !related) return null;
  return operandOf(target, first, name, related, parts) ?? (parts.length === 0 ? 'unusable' : null);
}

/** Every path a formula of the noun may name, own fields first. */
export function listOperands(noun: Noun, nouns: FindNoun): readonly string[] {
  const own = pathsOf(noun);
  const related = Object.entries(noun.fields).flatMap(([name, field]) => {
    const target = field.kind === 'relation' ? nouns(field.to) : field.kind === 'member' ? nouns('member') : null;
    return target ? pathsOf(target).map((path) => `${name}.${path}`) : [];
  });
  return [...own, ...related];
}

function pathsOf(noun: Noun): string[] {
  return Object.entries(allFields(noun)).flatMap(([name, field]) => {
    if (withheld.has(name)) return [];
    const inner = (parts[field.kind] ?? []).map((part) => `${name}.${part}`);
    return types[field.kind] ? [name, ...inner] : inner;
  });
}

function fieldOf(noun: Noun, name: string): Field | null {
  const fields = allFields(noun);
  return Object.hasOwn(fields, name) && !withheld.has(name) ? (fields[name] ?? null) : null;
}

function operandOf(
  noun: Noun,
  via: string | null,
  name: string,
  field: Field,
  rest: readonly string[],
): FieldOperand | null {
  const [part = null, ...more] = rest;
  if (more.length > 0) return null;
  const type = part === null ? types[field.kind] : parts[field.kind]?.includes(part) ? 'text' : undefined;
  return type ? { via, noun, name, field, part, type } : null;
}
