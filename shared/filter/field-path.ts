import type { Field, FieldKind, MemberField, RelationField } from '../nouns/field.ts';
import { allFields, type Noun } from '../nouns/noun.ts';

/** Finds a noun by name; null for one that does not exist. */
export type FindNoun = (name: string) => Noun | null;

/** What a path's values are compared as; it decides the operators and the type of the value compared with. */
export type OperandKind =
  | 'id'
  | 'text'
  | 'number'
  | 'date'
  | 'datetime'
  | 'anniversary'
  | 'years'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'emails'
  | 'phones'
  | 'urls'
  | 'files'
  | 'address'
  | 'location'
  | 'json'
  | 'member'
  | 'relation'
  | 'links';

/** A path of a filter, understood. `via` is the pointer that leads to the related record whose field it is. */
export interface FieldPath {
  readonly via: { readonly name: string; readonly field: RelationField | MemberField } | null;
  /** The field is one of the noun's children (a deal's lines): some child must satisfy the condition. */
  readonly ofChild: boolean;
  /** The noun the field belongs to: the filter's own, the one `via` points at, or the child. */
  readonly noun: Noun;
  /** The field's name, or `id` for the record itself. */
  readonly name: string;
  readonly field: Field;
  /** `currency` of money, `anniversary` of a yearly day, a part of an address or a person's name; null for the field as a whole. */
  readonly part: string | null;
  readonly kind: OperandKind;
}

/**
 * Understands `amount`, `id`, `amount.currency`, `address.city`, `name.family`, `company.industry`, `company.address.city`,
 * `owner.name.family`, and through a child noun's name `dealLine.product`; null for a path that leads nowhere. One step to
 * another record at most.
 */
export function resolvePath(noun: Noun, path: string, nouns: FindNoun): FieldPath | null {
  const [first = '', ...rest] = path.split('.');
  const own = resolveOwn(noun, first, rest);
  if (own) return { via: null, ofChild: false, ...own };
  const field = findField(noun, first);
  if (!field) return resolveChild(noun, first, rest, nouns);
  if (field.kind !== 'relation' && field.kind !== 'member') return null;
  const target = nouns(field.kind === 'relation' ? field.to : 'member');
  const [name = '', ...parts] = rest;
  const related = target && resolveOwn(target, name, parts);
  return related ? { via: { name: first, field }, ofChild: false, ...related } : null;
}

/** Whether records of `child` belong to records of `noun`. */
export function isChildOf(child: Noun, noun: Noun): boolean {
  const field = child.parent ? child.fields[child.parent] : undefined;
  return field?.kind === 'relation' && field.to === noun.name;
}

/** The parts of a field that can be filtered by on their own. Of a computed one: why it has no value. */
export function partsOf(field: Field): readonly string[] {
  const own = field.kind === 'date' && field.yearly ? yearlyParts : (parts[field.kind] ?? []);
  return field.computed ? [...own, 'error'] : own;
}

/** When the day comes round next, today counted, and how many whole years ago it was. */
const yearlyParts = ['anniversary', 'years'] as const;

const parts: Readonly<Partial<Record<FieldKind, readonly string[]>>> = {
  money: ['currency'],
  address: ['street', 'city', 'region', 'postalCode', 'country'],
  personName: ['given', 'middle', 'family', 'prefix'],
  location: ['latitude', 'longitude', 'label'],
  anyRelation: ['noun'],
};

/** What a part is compared as. */
export function partKind(part: string): OperandKind {
  if (part === 'noun') return 'choice';
  if (part === 'anniversary' || part === 'years') return part;
  return part === 'latitude' || part === 'longitude' ? 'number' : 'text';
}

const kinds: Readonly<Record<FieldKind, OperandKind>> = {
  text: 'text',
  longText: 'text',
  autonumber: 'text',
  richText: 'text',
  personName: 'text',
  number: 'number',
  percent: 'number',
  rating: 'number',
  money: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  choice: 'choice',
  choices: 'choices',
  emails: 'emails',
  phones: 'phones',
  urls: 'urls',
  files: 'files',
  address: 'address',
  location: 'location',
  json: 'json',
  member: 'member',
  relation: 'relation',
  anyRelation: 'relation',
  links: 'links',
};

/** What a field's whole value is compared as. */
export function operandKindOf(kind: FieldKind): OperandKind {
  return kinds[kind];
}

type OwnPath = Omit<FieldPath, 'via' | 'ofChild'>;

const idField: Field = { kind: 'text', readOnly: true };

function resolveChild(noun: Noun, first: string, rest: readonly string[], nouns: FindNoun): FieldPath | null {
  const child = nouns(first);
  const [name = '', ...parts] = rest;
  const found = child && isChildOf(child, noun) ? resolveOwn(child, name, parts) : null;
  return found && { via: null, ofChild: true, ...found };
}

function resolveOwn(noun: Noun, name: string, rest: readonly string[]): OwnPath | null {
  if (name === 'id') return rest.length === 0 ? { noun, name, field: idField, part: null, kind: 'id' } : null;
  const field = findField(noun, name);
  if (!field || rest.length > 1) return null;
  const [part] = rest;
  if (part === undefined) return { noun, name, field, part: null, kind: kinds[field.kind] };
  return partsOf(field).includes(part) ? { noun, name, field, part, kind: partKind(part) } : null;
}

/** Own properties only: `constructor` is no field. */
function findField(noun: Noun, name: string): Field | undefined {
  const fields = allFields(noun);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  // Asking often enough whether it is this or that would tell what is masked.
  return field?.masked ? undefined : field;
}
