import type { Filter } from '../../../shared/filter/filter.ts';
import type { ComputedKind } from '../../../shared/nouns/custom-field.ts';
import type { RollUp } from '../../../shared/nouns/field.ts';
import type { Options, PresetField, Words } from './preset.ts';

/** The fields presets are written with: a label, what the kind needs, and whatever else is to be said. */
type More = Partial<Omit<PresetField, 'kind' | 'label'>>;
type PlainKind = 'text' | 'longText' | 'richText' | 'number' | 'percent' | 'money' | 'date' | 'datetime';
type PlainKinds = PlainKind | 'boolean' | 'address' | 'location' | 'files' | 'urls' | 'member';

const plain =
  (kind: PlainKinds) =>
  (label: Words, more: More = {}) =>
    ({ kind, label, ...more }) as const;

export const text = plain('text');
export const longText = plain('longText');
export const richText = plain('richText');
export const percent = plain('percent');
export const money = plain('money');
export const date = plain('date');
export const datetime = plain('datetime');
export const boolean = plain('boolean');
export const address = plain('address');
export const location = plain('location');
export const files = plain('files');
export const urls = plain('urls');
export const member = plain('member');

/** A number with so many digits after the point; never less than nothing. */
export const number = (label: Words, scale = 0, more: More = {}) =>
  ({ kind: 'number', label, scale, min: 0, ...more }) as const;
export const choice = (label: Words, options: Options, more: More = {}) =>
  ({ kind: 'choice', label, options, ...more }) as const;
export const choices = (label: Words, options: Options, more: More = {}) =>
  ({ kind: 'choices', label, options, ...more }) as const;
export const relation = (label: Words, to: string, more: More = {}) =>
  ({ kind: 'relation', label, to, ...more }) as const;
export const links = (label: Words, to: string, more: More = {}) => ({ kind: 'links', label, to, ...more }) as const;
/** Numbers given by the server, e.g. `R-{YYYY}-{0000}`. */
export const autonumber = (label: Words, numbering: string, more: More = {}) =>
  ({ kind: 'autonumber', label, numbering, ...more }) as const;
export const formula = (label: Words, result: ComputedKind, worked: string, more: More = {}) =>
  ({ kind: 'formula', label, result, formula: worked, ...more }) as const;
export const rollUp = (label: Words, result: ComputedKind, gathered: RollUp, more: More = {}) =>
  ({ kind: 'rollUp', label, result, rollUp: gathered, ...more }) as const;
/** How many records lead here by their pointer. */
export const count = (label: Words, of: string, by: string, filter?: Filter) =>
  rollUp(label, 'number', { of, by, measure: 'count', ...(filter ? { filter } : {}) });

/** The columns of a list, the fields of a card. */
export const columns = (...fields: readonly string[]) => fields.map((field) => ({ field }));
