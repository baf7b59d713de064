import type { ComponentType } from 'react';
import { isValueError } from '../../../shared/formula/value-error.ts';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, AnyReference } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';
import { isEmptyValue } from '../data/record-values.ts';
import type { ValueProps, ValueView } from './field-view.ts';
import { MaskedValue } from './masked-value.tsx';
import { AddressValue } from './values/address-value.tsx';
import { AnyRelationValue } from './values/any-relation-value.tsx';
import { BooleanValue } from './values/boolean-value.tsx';
import { ChoiceValue } from './values/choice-value.tsx';
import { ChoicesValue } from './values/choices-value.tsx';
import { DateValue } from './values/date-value.tsx';
import { DateTimeValue } from './values/datetime-value.tsx';
import { EmailsValue } from './values/emails-value.tsx';
import { FilesValue } from './values/files-value.tsx';
import { JsonValue } from './values/json-value.tsx';
import { LinksValue } from './values/links-value.tsx';
import { LocationValue } from './values/location-value.tsx';
import { LongTextValue } from './values/long-text-value.tsx';
import { MemberValue } from './values/member-value.tsx';
import { MoneyValue } from './values/money-value.tsx';
import { NumberValue } from './values/number-value.tsx';
import { PercentValue } from './values/percent-value.tsx';
import { PersonNameValue } from './values/person-name-value.tsx';
import { PhonesValue } from './values/phones-value.tsx';
import { RatingValue } from './values/rating-value.tsx';
import { RelationValue } from './values/relation-value.tsx';
import { RichTextValue } from './values/rich-text-value.tsx';
import { TextValue } from './values/text-value.tsx';
import { UrlsValue } from './values/urls-value.tsx';
import { ValueErrorView } from './values/value-error.tsx';

/** Digits under digits, and copied as it stands. */
function AutonumberValue({ value }: ValueProps<'autonumber'>) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</span>;
}

const views: { readonly [K in FieldKind]: ValueView<K> } = {
  text: TextValue,
  longText: LongTextValue,
  richText: RichTextValue,
  autonumber: AutonumberValue,
  number: NumberValue,
  percent: PercentValue,
  rating: RatingValue,
  money: MoneyValue,
  date: DateValue,
  datetime: DateTimeValue,
  boolean: BooleanValue,
  choice: ChoiceValue,
  choices: ChoicesValue,
  emails: EmailsValue,
  phones: PhonesValue,
  urls: UrlsValue,
  files: FilesValue,
  personName: PersonNameValue,
  address: AddressValue,
  location: LocationValue,
  json: JsonValue,
  member: MemberValue,
  relation: RelationValue,
  anyRelation: AnyRelationValue,
  links: LinksValue,
};

export interface FieldValueProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly value: unknown;
  readonly compact?: boolean;
  /** The record it is of, where a masked value may be asked for. */
  readonly record?: AnyRecord;
}

/** A field's value for reading, in the way of its kind; nothing for an empty one. */
export function FieldValue({ noun: shown, field: column, value, compact = false, record }: FieldValueProps) {
  const { noun, field } = column.from ?? { noun: shown, field: column };
  if (isEmptyValue(value)) return null;
  if (isValueError(value)) return <ValueErrorView error={value.error} />;
  // The registry pairs each kind with its own view; the pairing is lost on a field known only at run time.
  const View = views[field.kind] as ComponentType<{
    noun: NounMetadata;
    field: NamedField;
    value: unknown;
    compact: boolean;
  }>;
  const show = (whole: unknown) => <View noun={noun} field={field} value={whole} compact={compact} />;
  if (!field.masked) return show(value);
  return <MaskedValue noun={noun} field={field} value={value} id={record && holderOf(column, record)} show={show} />;
}

/** The record whose value it is: of a column of another record, the one pointed at. */
function holderOf({ from }: NamedField, record: AnyRecord): string | undefined {
  return from ? (record[from.via.name] as AnyReference | null | undefined)?.id : record.id;
}
