import type { ComponentType } from 'react';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type {
  Address,
  AnyReference,
  Email,
  FileReference,
  JsonDocument,
  Link,
  Location,
  Money,
  PersonName,
  Phone,
  Reference,
  Url,
} from '../../../shared/nouns/value.ts';
import type { NamedFieldOf } from '../data/named-field.ts';

/** The value each kind holds in a record's JSON when it is not empty. */
export interface KindValues {
  text: string;
  longText: string;
  richText: string;
  autonumber: string;
  number: number;
  percent: number;
  rating: number;
  money: Money;
  date: string;
  datetime: string;
  boolean: boolean;
  choice: string;
  choices: readonly string[];
  emails: readonly Email[];
  phones: readonly Phone[];
  urls: readonly Url[];
  files: readonly FileReference[];
  personName: PersonName;
  address: Address;
  location: Location;
  json: JsonDocument | string;
  member: Reference;
  relation: Reference;
  anyRelation: AnyReference;
  links: readonly Link[];
}

export interface ValueProps<K extends FieldKind> {
  readonly noun: NounMetadata;
  readonly field: NamedFieldOf<K>;
  readonly value: KindValues[K];
  /** One line, for lists; several values are cut short. */
  readonly compact: boolean;
}
export type ValueView<K extends FieldKind> = ComponentType<ValueProps<K>>;

export interface InputProps<K extends FieldKind> {
  readonly noun: NounMetadata;
  readonly field: NamedFieldOf<K>;
  readonly value: KindValues[K] | null;
  readonly onChange: (value: KindValues[K] | null) => void;
  /** Empty for an input whose label stands elsewhere; then `ariaLabel` names it. */
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  /** What is wrong with it, in words. */
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  /** The currency a new amount starts in, ISO 4217. */
  readonly currency?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** The values of the record's other fields, where a choice depends on them. */
  readonly siblings?: Readonly<Record<string, unknown>> | undefined;
  /** What is saved may name records that are not there yet (`newReference`). */
  readonly naming?: boolean | undefined;
}
export type InputView<K extends FieldKind> = ComponentType<InputProps<K>>;

/** Kinds whose values stand at the right edge of a column, digits under digits. */
export const isRightAligned = (kind: FieldKind): boolean => kind === 'number' || kind === 'percent' || kind === 'money';
