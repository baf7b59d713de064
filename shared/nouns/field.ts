import type { Filter } from '../filter/filter.ts';
import type { TextPattern } from '../text/pattern.ts';

/**
 * The field kinds a noun is made of. A declaration is plain data: everything else (table, validation, API, form, list,
 * filter, history, import) is derived from it, so a declaration never carries behaviour.
 */

/** What every kind of field may say about itself. */
export interface FieldOptions {
  /** A value must be given at creation and can not be emptied later. */
  readonly required?: boolean;
  /** No two live records of the noun hold the same value (text compares without case). */
  readonly unique?: boolean;
  /** Set by the server only: shown, filtered and sorted by, never accepted from outside. */
  readonly readOnly?: boolean;
  /** Whoever asks is shown the beginning of the value only, and can not ask for records by it. */
  readonly masked?: true;
  /** Of a masked field: the value of one record is shown to whoever asks for it, in some roles with a reason; each time is logged. */
  readonly revealable?: 'freely' | 'withReason';
  /** Found by the record search, across scripts. Only text-like kinds. */
  readonly search?: boolean;
  /** The field's earlier name: the reconciler renames the column instead of adding one. */
  readonly was?: string;
  /** Kept out of lists and forms until asked for; still filterable and exported. */
  readonly hidden?: boolean;
  /** What an added field is called; those of modules have their labels in the modules' locales. */
  readonly label?: LocalText;
  /** What to write into it, in a sentence. */
  readonly help?: LocalText;
  /** Added by the workspace. Records from before may lack its value even where it is required now. */
  readonly custom?: true;
  /** Added by the workspace and given up again: shown where it has values, never written. */
  readonly retired?: true;
  /** Shown and asked for only where the record matches; elsewhere it keeps what it holds. Of the record's own fields. */
  readonly visibleWhen?: Filter;
  /** Must be filled in where the record matches; `{all: []}` is everywhere. */
  readonly requiredWhen?: Filter;
  /** What a filled field must not meet. */
  readonly checks?: readonly FieldCheck[];
  /** How a text must look. */
  readonly pattern?: TextPattern;
  /** Of a choice: which of its options may be chosen beside which of another choice of the record (a model by its make). */
  readonly offeredWith?: OptionOffers;
  /** Worked out by the server from other values, in the same transaction; `{error}` where it has none. Read-only. */
  readonly computed?: Computed;
}

/** A record that matches is refused, and told why. */
export interface FieldCheck {
  readonly refuseWhen: Filter;
  readonly message: LocalText;
}

/** What another choice of the same record must hold for options to be offered. */
export interface OptionOffers {
  /** The other choice. */
  readonly field: string;
  /** By option: the options of the other choice beside which it is offered. What is not named is offered always. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** How a computed field comes by its value: a formula over the record, or what is gathered from records pointing at it. */
export type Computed = { readonly formula: string } | { readonly rollUp: RollUp };

export interface RollUp {
  /** The noun whose live records are gathered, and their pointer that leads to this noun. */
  readonly of: string;
  readonly by: string;
  readonly measure: (typeof rollUpMeasures)[number];
  /** What is measured; nothing for `count`. */
  readonly field?: string;
  /** Which of them; over their own fields. */
  readonly filter?: Filter;
  /** Amounts count as what they are worth in the workspace's currency. */
  readonly inWorkspaceCurrency?: true;
  /** The gathered records' date or moment whose rate counts; today's where this or its value is absent. */
  readonly rateOn?: string;
}
export const rollUpMeasures = ['count', 'sum', 'min', 'max', 'average'] as const;

/** A text by language (`en`, `ru` …), one or several; whoever reads another language is shown the first there is. */
export type LocalText = Readonly<Partial<Record<string, string>>>;

export interface ChoiceOption {
  readonly value: string;
  /** One of the theme's named colours, for badges and charts. */
  readonly color?: string;
  /** What an added field's option is called, or what the workspace calls a module's. */
  readonly label?: LocalText;
  /** No longer offered; records that hold it keep it. */
  readonly retired?: true;
}

export interface TextField extends FieldOptions {
  readonly kind: 'text';
  readonly maxLength?: number;
  /** Validated and rendered as such. */
  readonly format?: 'url' | 'color' | 'currency' | 'timeZone' | 'locale' | 'numbering';
}
export interface LongTextField extends FieldOptions {
  readonly kind: 'longText';
}
/** Formatted text: headings, lists, links. Kept as HTML of few tags, sanitised by the server. */
export interface RichTextField extends FieldOptions {
  readonly kind: 'richText';
}
/** An object or a list as programs exchange them, kept as it came. */
export interface JsonField extends FieldOptions {
  readonly kind: 'json';
}
/** A point on the map, with what it is called. */
export interface LocationField extends FieldOptions {
  readonly kind: 'location';
}
/** A number given by the server to each new record, in a form of one's own: `INV-2026-0007`. Never given twice. */
export interface AutonumberField extends FieldOptions {
  readonly kind: 'autonumber';
  /** Text with `{YYYY} {YY} {MM} {DD}` for the day of creation and once `{0000}` for the counter, a nought a digit at least. */
  readonly numbering: string;
  readonly readOnly: true;
}
export interface NumberField extends FieldOptions {
  readonly kind: 'number';
  /** Digits after the point that are kept; 0 for whole numbers. */
  readonly scale?: number;
  /** Seconds that something lasted: shown as 4:05, compared and taken out as a number. */
  readonly isDuration?: true;
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}
/** A share in percent: 12.5 means 12.5 %. */
export interface PercentField extends FieldOptions {
  readonly kind: 'percent';
  /** Digits after the point that are kept; default 2. */
  readonly scale?: number;
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}
/** A number of stars, from one to `max`. */
export interface RatingField extends FieldOptions {
  readonly kind: 'rating';
  /** Default `defaultStars`, at most `mostStars`. */
  readonly max?: number;
  readonly default?: number;
}
export interface MoneyField extends FieldOptions {
  readonly kind: 'money';
}
export interface DateField extends FieldOptions {
  readonly kind: 'date';
  /** Comes round every year (a birthday): asked for by its next anniversary and by whole years since, too. */
  readonly yearly?: boolean;
}
export interface DateTimeField extends FieldOptions {
  readonly kind: 'datetime';
}
export interface BooleanField extends FieldOptions {
  readonly kind: 'boolean';
  readonly default?: boolean;
}
export interface ChoiceField extends FieldOptions {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
  readonly default?: string;
  /** Values outside the options are accepted and shown as they are. */
  readonly open?: boolean;
  /** Of a read-only field: a new record holds here what it holds in this field; so do the records that are there when the field comes. */
  readonly startsAs?: string;
  /** A directory of the workspace: it may add options and give some up, no code depends on one. */
  readonly extensible?: boolean;
}
export interface ChoicesField extends FieldOptions {
  readonly kind: 'choices';
  readonly options: readonly ChoiceOption[];
  /** A directory of the workspace: it may add options and give some up, no code depends on one. */
  readonly extensible?: boolean;
}
export interface EmailsField extends FieldOptions {
  readonly kind: 'emails';
}
export interface PhonesField extends FieldOptions {
  readonly kind: 'phones';
}
/** Web, mail and telephone addresses, each with a note of what it leads to. */
export interface UrlsField extends FieldOptions {
  readonly kind: 'urls';
}
/** Files that people attach, each with its versions. */
export interface FilesField extends FieldOptions {
  readonly kind: 'files';
}
export interface PersonNameField extends FieldOptions {
  readonly kind: 'personName';
}
export interface AddressField extends FieldOptions {
  readonly kind: 'address';
}
/** A member of the workspace (who owns, who is assigned). */
export interface MemberField extends FieldOptions {
  readonly kind: 'member';
  /** Filled with the acting member when nothing is given. */
  readonly defaultToActor?: boolean;
}
/** A relation to one record of another noun. */
export interface RelationField extends FieldOptions {
  readonly kind: 'relation';
  /** The noun pointed at. */
  readonly to: string;
  /**
   * What deleting the record pointed at does to this one: `keep` leaves it pointing at the deleted record (which can be
   * restored), `follow` deletes it too (a line of a deal, a stage of a pipeline).
   */
  readonly onDelete?: 'keep' | 'follow';
  /**
   * A relation of the same name on both nouns, in which the record pointed at agrees with this one (a deal's stage is one of
   * the deal's pipeline): only such records are offered. The noun's own rules refuse others.
   */
  readonly within?: string;
  /** It held names before they were records: an upgrade makes a record of each name and points at it. */
  readonly wasText?: boolean;
}
/** A relation to one record of any noun: what a note or a call is about. */
export interface AnyRelationField extends FieldOptions {
  readonly kind: 'anyRelation';
  /** The nouns pointed at; any that are not internal where it does not say. */
  readonly nouns?: readonly string[];
}
/** A relation to many records of another noun, each link with an optional role. */
export interface LinksField extends FieldOptions {
  readonly kind: 'links';
  readonly to: string;
  /** The roles a link may carry; any other text is accepted too. */
  readonly roles?: readonly string[];
  /** Shown as coloured marks at the head of a card; the letter is the key that adds one there. */
  readonly badges?: string;
  /**
   * Links of a noun with itself that lead back: who is linked links too, in the opposite role (`{parent: 'child'}`, read both ways). A role
   * that is not named here is the same from both sides.
   */
  readonly opposites?: Readonly<Record<string, string>>;
}

export type Field =
  | TextField
  | LongTextField
  | RichTextField
  | AutonumberField
  | NumberField
  | PercentField
  | RatingField
  | MoneyField
  | DateField
  | DateTimeField
  | BooleanField
  | ChoiceField
  | ChoicesField
  | EmailsField
  | PhonesField
  | UrlsField
  | FilesField
  | PersonNameField
  | AddressField
  | LocationField
  | JsonField
  | MemberField
  | RelationField
  | AnyRelationField
  | LinksField;

export type FieldKind = Field['kind'];

/** How many stars a rating has where it does not say, and may have. */
export const defaultStars = 5;
export const mostStars = 10;

type Extra<F> = Omit<F, 'kind'>;

export const text = <const O extends Extra<TextField>>(options: O = {} as O) => ({ kind: 'text', ...options }) as const;
export const longText = <const O extends Extra<LongTextField>>(options: O = {} as O) =>
  ({ kind: 'longText', ...options }) as const;
export const richText = <const O extends Extra<RichTextField>>(options: O = {} as O) =>
  ({ kind: 'richText', ...options }) as const;
export const json = <const O extends Extra<JsonField>>(options: O = {} as O) => ({ kind: 'json', ...options }) as const;
export const location = <const O extends Extra<LocationField>>(options: O = {} as O) =>
  ({ kind: 'location', ...options }) as const;
export const autonumber = <const O extends Omit<Extra<AutonumberField>, 'readOnly'>>(options: O) =>
  ({ kind: 'autonumber', unique: true, search: true, ...options, readOnly: true }) as const;
export const number = <const O extends Extra<NumberField>>(options: O = {} as O) =>
  ({ kind: 'number', ...options }) as const;
export const percent = <const O extends Extra<PercentField>>(options: O = {} as O) =>
  ({ kind: 'percent', ...options }) as const;
export const rating = <const O extends Extra<RatingField>>(options: O = {} as O) =>
  ({ kind: 'rating', ...options }) as const;
export const money = <const O extends Extra<MoneyField>>(options: O = {} as O) =>
  ({ kind: 'money', ...options }) as const;
export const date = <const O extends Extra<DateField>>(options: O = {} as O) => ({ kind: 'date', ...options }) as const;
export const datetime = <const O extends Extra<DateTimeField>>(options: O = {} as O) =>
  ({ kind: 'datetime', ...options }) as const;
export const boolean = <const O extends Extra<BooleanField>>(options: O = {} as O) =>
  ({ kind: 'boolean', ...options }) as const;
export const choice = <const O extends Extra<ChoiceField>>(options: O) => ({ kind: 'choice', ...options }) as const;
export const choices = <const O extends Extra<ChoicesField>>(options: O) => ({ kind: 'choices', ...options }) as const;
export const emails = <const O extends Extra<EmailsField>>(options: O = {} as O) =>
  ({ kind: 'emails', ...options }) as const;
export const phones = <const O extends Extra<PhonesField>>(options: O = {} as O) =>
  ({ kind: 'phones', ...options }) as const;
export const urls = <const O extends Extra<UrlsField>>(options: O = {} as O) => ({ kind: 'urls', ...options }) as const;
export const files = <const O extends Extra<FilesField>>(options: O = {} as O) =>
  ({ kind: 'files', ...options }) as const;
export const personName = <const O extends Extra<PersonNameField>>(options: O = {} as O) =>
  ({ kind: 'personName', ...options }) as const;
export const address = <const O extends Extra<AddressField>>(options: O = {} as O) =>
  ({ kind: 'address', ...options }) as const;
export const member = <const O extends Extra<MemberField>>(options: O = {} as O) =>
  ({ kind: 'member', ...options }) as const;
export const relation = <const O extends Extra<RelationField>>(options: O) =>
  ({ kind: 'relation', ...options }) as const;
export const anyRelation = <const O extends Extra<AnyRelationField>>(options: O = {} as O) =>
  ({ kind: 'anyRelation', ...options }) as const;
export const links = <const O extends Extra<LinksField>>(options: O) => ({ kind: 'links', ...options }) as const;
