import { foldText } from '../text/fold.ts';
import type { ChoiceOption, Field, LocalText, RollUp } from './field.ts';

/** The kinds of field an administrator can add. */
export const customKinds = [
  'text',
  'longText',
  'richText',
  'autonumber',
  'number',
  'percent',
  'rating',
  'money',
  'date',
  'datetime',
  'boolean',
  'choice',
  'choices',
  'emails',
  'phones',
  'urls',
  'files',
  'address',
  'location',
  'json',
  'member',
  'relation',
  'anyRelation',
  'links',
  'formula',
  'rollUp',
] as const;
export type CustomKind = (typeof customKinds)[number];

/** What an administrator says of a field; which of it applies depends on the kind. */
export interface CustomFieldDefinition {
  readonly kind: CustomKind;
  readonly label: LocalText;
  readonly help?: LocalText;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly search?: boolean;
  readonly maxLength?: number;
  readonly scale?: number;
  readonly min?: number;
  readonly max?: number;
  readonly options?: readonly ChoiceOption[];
  /** The noun a relation points at. */
  readonly to?: string;
  /** The roles offered for links. */
  readonly roles?: readonly string[];
  /** The form of numbers the server gives. */
  readonly numbering?: string;
  readonly default?: string | number | boolean;
  readonly formula?: string;
  readonly rollUp?: RollUp;
  /** What a formula or a roll-up gives. */
  readonly result?: ComputedKind;
  /** No longer offered: its values are kept and shown where they are, never written. */
  readonly retired?: boolean;
}

/** What a computed field's values are: it is stored, filtered and shown as a field of that kind. */
export const computedKinds = ['text', 'number', 'boolean', 'date', 'datetime', 'money'] as const;
export type ComputedKind = (typeof computedKinds)[number];

/** A field that a workspace has added to a noun. */
export interface CustomField {
  readonly id: string;
  readonly noun: string;
  /** Its name among the noun's fields: `x` and a capital letter begin it, which no field of a module does. */
  readonly name: string;
  readonly definition: CustomFieldDefinition;
  /** Counts its changes, from 1. */
  readonly version: number;
}

const nameLength = 40;
/** Leaves room for parts (`_postal_code`) and for what stands beside a column for a while. */
const columnLength = 44;

/** A name for a field with this label, one that none of `taken` has: "Номер договора" is `xNomerDogovora`. */
export function customFieldName(label: string, taken: ReadonlySet<string>): string {
  const joined = latinWords(label)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const base = fitting(`x${/^[A-Z]/.test(joined) ? '' : 'Field'}${joined}`.slice(0, nameLength));
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}${number}`;
  return name;
}

/** The beginning of a name that makes no longer column than databases take: each capital is an underscore more there. */
function fitting(name: string): string {
  const letters = [...name];
  let length = 0;
  const end = letters.findIndex((letter) => {
    length += /[A-Z]/.test(letter) ? 2 : 1;
    return length > columnLength;
  });
  return end < 0 ? name : name.slice(0, end);
}

/** The words of a label in lower-case Latin letters and digits; letters of other scripts are spelled as they sound. */
export function latinWords(label: string): readonly string[] {
  const letters = [...label.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')];
  const spelled = letters.map((letter) => (/[a-z0-9]/.test(letter) ? letter : foldText(letter)));
  return spelled
    .join('')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** The field as a declaration would have it. */
export function fieldOf({ definition }: CustomField): Field {
  const { retired, formula, rollUp, result, ...given } = definition;
  const numbered = given.kind === 'autonumber' ? { readOnly: true, unique: true, search: true, required: false } : {};
  const computed = rollUp ? { rollUp } : formula === undefined ? null : { formula };
  const worked = computed ? { kind: result, computed, readOnly: true } : {};
  const common = { ...given, ...numbered, ...worked, custom: true as const };
  // What is retired is read and filtered by as before, and asked of nobody.
  const field = retired ? { ...common, required: false, readOnly: true, hidden: true, retired: true as const } : common;
  return field as Field;
}
