import type { ChoicesField, Field, LinksField } from '../nouns/field.ts';
import type { Noun } from '../nouns/noun.ts';
import type { Address, JsonDocument, PersonName } from '../nouns/value.ts';

/** What the API takes for a field: wider than what it answers. */
export type ValueInput<F extends Field> = F extends { kind: 'number' | 'percent' | 'rating' }
  ? number
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'money' }
      ? { readonly amount: string | number; readonly currency: string }
      : F extends { kind: 'choices' }
        ? readonly string[]
        : F extends { kind: 'emails' | 'urls' }
          ? readonly (string | { readonly address: string; readonly label?: string | null })[]
          : F extends { kind: 'phones' }
            ? readonly (string | PhoneInput)[]
            : F extends { kind: 'files' }
              ? readonly (string | { readonly id: string })[]
              : F extends { kind: 'personName' }
                ? Nullable<PersonName>
                : F extends { kind: 'address' }
                  ? Nullable<Address>
                  : F extends { kind: 'location' }
                    ? LocationInput
                    : F extends { kind: 'json' }
                      ? JsonDocument | string
                      : F extends { kind: 'member' | 'relation' }
                        ? string | { readonly id: string; readonly label?: string | null } | Named<F>
                        : F extends { kind: 'anyRelation' }
                          ? { readonly noun: string; readonly id: string; readonly label?: string | null }
                          : F extends { kind: 'links' }
                            ? readonly (string | LinkInput)[]
                            : string;

/** A relation may name a record that is not there yet: it is made, by its name alone, in the same transaction. */
type Named<F extends Field> = F extends { kind: 'relation' } ? { readonly new: string } : never;

interface PhoneInput {
  readonly number: string;
  readonly original?: string | null;
  readonly label?: string | null;
}
interface LocationInput {
  readonly latitude: number;
  readonly longitude: number;
  readonly label?: string | null;
}
interface LinkInput {
  readonly id: string;
  readonly role?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly label?: string | null;
}
type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

type Fields<N extends Noun> = N['fields'];
type WritableKey<N extends Noun> = {
  [K in keyof Fields<N>]: Fields<N>[K] extends { readOnly: true } ? never : K;
}[keyof Fields<N>];
type RequiredKey<N extends Noun> = {
  [K in WritableKey<N>]: Fields<N>[K] extends { required: true }
    ? Fields<N>[K] extends { default: unknown } | { defaultToActor: true }
      ? never
      : K
    : never;
}[WritableKey<N>];
interface SystemInput {
  readonly externalId?: string | null;
}

/** What creating a record of the noun takes. */
export type CreateInput<N extends Noun> = SystemInput & {
  readonly [K in RequiredKey<N>]: ValueInput<Fields<N>[K]>;
} & {
  readonly [K in Exclude<WritableKey<N>, RequiredKey<N>>]?: ValueInput<Fields<N>[K]> | null;
};

/** What a list gains and loses, whatever else it holds. */
type ListChange<F extends Field> = F extends LinksField | ChoicesField
  ? { readonly add?: ValueInput<F>; readonly remove?: ValueInput<F> }
  : never;

/** What changing a record takes: only what is given changes; null empties a field. */
export type PatchInput<N extends Noun> = SystemInput & {
  readonly [K in WritableKey<N>]?:
    | ValueInput<Fields<N>[K]>
    | ListChange<Fields<N>[K]>
    | (K extends RequiredKey<N> ? never : null);
};
