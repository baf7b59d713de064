import { TextInput } from '@mantine/core';
import type { ComponentType } from 'react';
import type { FieldKind } from '../../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { NamedField } from '../../data/named-field.ts';
import type { InputProps, InputView } from '../field-view.ts';
import { AddressFieldInput } from './address-input.tsx';
import { AnyRelationFieldInput } from './any-relation-input.tsx';
import { BooleanFieldInput } from './boolean-input.tsx';
import { ChoiceFieldInput } from './choice-input.tsx';
import { ChoicesFieldInput } from './choices-input.tsx';
import { DateFieldInput } from './date-input.tsx';
import { DateTimeFieldInput } from './datetime-input.tsx';
import { EmailsFieldInput } from './emails-input.tsx';
import { FilesFieldInput } from './files-input.tsx';
import { inputAttributes } from './input-attributes.ts';
import { JsonFieldInput } from './json-input.tsx';
import { LinksFieldInput } from './links-input.tsx';
import { LocationFieldInput } from './location-input.tsx';
import { LongTextFieldInput } from './long-text-input.tsx';
import { MemberFieldInput } from './member-input.tsx';
import { MoneyFieldInput } from './money-input.tsx';
import { NumberFieldInput } from './number-input.tsx';
import { PercentFieldInput } from './percent-input.tsx';
import { PersonNameFieldInput } from './person-name-input.tsx';
import { PhonesFieldInput } from './phones-input.tsx';
import { RatingFieldInput } from './rating-input.tsx';
import { RelationFieldInput } from './relation-input.tsx';
import { RichTextFieldInput } from './rich-text-field-input.tsx';
import { TextFieldInput } from './text-input.tsx';
import { UrlsFieldInput } from './urls-input.tsx';

/** The server's own: shown where an input is asked for all the same. */
function AutonumberFieldInput(props: InputProps<'autonumber'>) {
  return <TextInput {...inputAttributes(props)} value={props.value ?? ''} readOnly />;
}

const views: { readonly [K in FieldKind]: InputView<K> } = {
  text: TextFieldInput,
  longText: LongTextFieldInput,
  richText: RichTextFieldInput,
  autonumber: AutonumberFieldInput,
  number: NumberFieldInput,
  percent: PercentFieldInput,
  rating: RatingFieldInput,
  money: MoneyFieldInput,
  date: DateFieldInput,
  datetime: DateTimeFieldInput,
  boolean: BooleanFieldInput,
  choice: ChoiceFieldInput,
  choices: ChoicesFieldInput,
  emails: EmailsFieldInput,
  phones: PhonesFieldInput,
  urls: UrlsFieldInput,
  files: FilesFieldInput,
  personName: PersonNameFieldInput,
  address: AddressFieldInput,
  location: LocationFieldInput,
  json: JsonFieldInput,
  member: MemberFieldInput,
  relation: RelationFieldInput,
  anyRelation: AnyRelationFieldInput,
  links: LinksFieldInput,
};

export interface FieldInputProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  /** As it stands in a record; null when empty. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** The values of the record's other fields, where a choice depends on them. */
  readonly siblings?: Readonly<Record<string, unknown>> | undefined;
  /** What is saved may name records that are not there yet (`newReference`). */
  readonly naming?: boolean | undefined;
}

/** The input for a field, in the way of its kind. */
export default function FieldInput({ value, ...props }: FieldInputProps) {
  // The registry pairs each kind with its own input; the pairing is lost on a field known only at run time.
  const View = views[props.field.kind] as ComponentType<FieldInputProps>;
  return <View {...props} value={value ?? null} />;
}
