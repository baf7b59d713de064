import type { Field } from './field.ts';
import type { Noun } from './noun.ts';

/** An exact amount in a currency. `amount` is a decimal string ("1054.00"), `currency` an ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}
export interface Email {
  readonly address: string;
  readonly label?: string;
}
/** `number` is E.164 where the original could be understood, else the original's digits; `original` is what was typed. */
export interface Phone {
  readonly number: string;
  readonly original: string;
  readonly label?: string;
}
/** `address` begins with `https:`, `http:`, `mailto:` or `tel:`. */
export interface Url {
  readonly address: string;
  readonly label?: string;
}
/** An attached file as its newest version is. `type` is what its content says, `size` in bytes. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly version: number;
}
export interface PersonName {
  readonly given?: string;
  readonly middle?: string;
  readonly family?: string;
  readonly prefix?: string;
}
export interface Address {
  readonly street?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2 where known, else as written. */
  readonly country?: string;
}
/** A point on the map: degrees north and east, to about ten centimetres. */
export interface Location {
  readonly latitude: number;
  readonly longitude: number;
  readonly label?: string;
}
/** What a JSON field holds. */
export type JsonDocument = Readonly<Record<string, unknown>> | readonly unknown[];
/** A pointer at a record; `label` is present when the relation was asked for with `expand`. */
export interface Reference {
  readonly id: string;
  readonly label?: string;
}
/** A pointer at a record of any noun. */
export interface AnyReference extends Reference {
  readonly noun: string;
}
/** A link of a relation to many. */
export interface Link extends Reference {
  readonly role?: string;
  /** The first and the last day on which it holds. */
  readonly from?: string;
  readonly to?: string;
}

/** The value of a field as it stands in a record's JSON. */
export type ValueOf<F extends Field> = F extends { kind: 'number' | 'percent' | 'rating' }
  ? number
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'money' }
      ? Money
      : F extends { kind: 'choice'; open?: true; options: readonly { value: infer V }[] }
        ? V
        : F extends { kind: 'choices' }
          ? readonly string[]
          : F extends { kind: 'emails' }
            ? readonly Email[]
            : F extends { kind: 'phones' }
              ? readonly Phone[]
              : F extends { kind: 'urls' }
                ? readonly Url[]
                : F extends { kind: 'files' }
                  ? readonly FileReference[]
                  : F extends { kind: 'personName' }
                    ? PersonName
                    : F extends { kind: 'address' }
                      ? Address
                      : F extends { kind: 'location' }
                        ? Location
                        : F extends { kind: 'json' }
                          ? JsonDocument
                          : F extends { kind: 'member' | 'relation' }
                            ? Reference
                            : F extends { kind: 'anyRelation' }
                              ? AnyReference
                              : F extends { kind: 'links' }
                                ? readonly Link[]
                                : string;

/** What every record carries whatever its noun. */
export interface RecordBase {
  readonly id: string;
  /** Counts up by one with each change; sent back as `If-Match` to change this very state. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly createdBy: Reference | null;
  readonly deletedAt: string | null;
  readonly externalId: string | null;
}

/** A record of a noun as the API answers it: every field is there, empty ones are null (empty lists are []). */
export type RecordOf<N extends Noun> = RecordBase & {
  readonly [K in keyof N['fields']]: N['fields'][K] extends {
    kind: 'choices' | 'emails' | 'phones' | 'urls' | 'files' | 'links';
  }
    ? ValueOf<N['fields'][K]>
    : N['fields'][K] extends { required: true }
      ? ValueOf<N['fields'][K]>
      : ValueOf<N['fields'][K]> | null;
};

/** A record of a noun not known at compile time. */
export type AnyRecord = RecordBase & Readonly<Record<string, unknown>>;
