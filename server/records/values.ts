import { isDeepStrictEqual } from 'node:util';
import { Decimal } from 'decimal.js';
import { patchSchema } from '../../shared/contract/field-schemas.ts';
import { valueLimits } from '../../shared/contract/value-schemas.ts';
import { type FieldError, invalid } from '../../shared/errors.ts';
import { findConditionFaults, isAlwaysRequired } from '../../shared/filter/field-conditions.ts';
import { findOfferFaults } from '../../shared/filter/offer-faults.ts';
import { searchTextOf } from '../../shared/filter/search-text.ts';
import type { Field } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { isOffered } from '../../shared/nouns/option-offers.ts';
import type { AnyRecord, AnyReference, Link, Money, Reference } from '../../shared/nouns/value.ts';
import { withOwnFields } from '../access/seen-registry.ts';
import { type Context, filterContextOf } from '../context.ts';
import { snakeCase } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';
import { givenValues } from './given-values.ts';
import type { Values } from './rules.ts';

/** Fills what a new record leaves open: declared defaults, the acting member, the workspace's currency is the form's. */
export function withDefaults(ctx: Context, noun: Noun, values: Values): Values {
  const filled: Values = { ...values };
  const { fixed, actor, copied } = defaultsOf(noun);
  for (const [name, value] of fixed) if (filled[name] === undefined) filled[name] = value;
  const { memberId } = ctx.actor;
  if (memberId) for (const name of actor) if (filled[name] === undefined) filled[name] = memberId;
  for (const [name, value] of fixed) {
    // A default that does not go with what was chosen beside it is no default here.
    const field = values[name] === undefined ? noun.fields[name] : undefined;
    if (field?.offeredWith && !isOffered(field, String(value), filled)) delete filled[name];
  }
  for (const [name, from] of copied) if (filled[from] !== undefined) filled[name] = filled[from];
  return filled;
}

interface Defaults {
  readonly fixed: readonly (readonly [name: string, value: unknown])[];
  /** Fields that hold whoever acts. */
  readonly actor: readonly string[];
  /** Fields that start as another one. */
  readonly copied: readonly (readonly [name: string, from: string])[];
}

/** Of a noun with fifty fields few have a default: looking for them anew was the dearest part of a batch. */
const knownDefaults = new WeakMap<Noun, Defaults>();

function defaultsOf(noun: Noun): Defaults {
  const known = knownDefaults.get(noun);
  if (known) return known;
  const fields = Object.entries(noun.fields);
  const fixed = fields.flatMap(([name, field]) => {
    if ('default' in field && field.default !== undefined) return [[name, field.default] as const];
    return field.kind === 'boolean' ? [[name, false] as const] : [];
  });
  const actor = fields.flatMap(([name, field]) => (field.kind === 'member' && field.defaultToActor ? [name] : []));
  const copied = fields.flatMap(([name, field]) =>
    field.kind === 'choice' && field.startsAs ? [[name, field.startsAs] as const] : [],
  );
  const defaults = { fixed, actor, copied };
  knownDefaults.set(noun, defaults);
  return defaults;
}

/** Refuses a new record's values that leave a required field empty. */
export function assertRequired(noun: Noun, values: Values): void {
  assertFilled(noun, Object.keys(noun.fields), values);
}

/** Refuses a change that empties a required field; one that was empty before it was required may stay so. */
export function assertNotEmptied(noun: Noun, patch: Values): void {
  assertFilled(noun, Object.keys(patch), patch);
}

function assertFilled(noun: Noun, names: readonly string[], values: Values): void {
  const missing = names.filter((name) => {
    const field = noun.fields[name];
    return field && isAlwaysRequired(field) && isEmptyIn(field, values[name]);
  });
  if (missing.length > 0) throw invalid(missing.map((path) => ({ path, code: 'required' })));
}

/** Refuses a new record that its fields' conditions do not allow. */
export function assertConditions(ctx: Context, noun: Noun, values: Values): void {
  const asked = filterContextOf(ctx);
  const faults = [...findConditionFaults(noun, values, asked), ...offerFaults(ctx, noun, values, null)];
  if (faults.length > 0) throw invalid(faults);
}

/** Refuses a change that the conditions of the fields it touches do not allow of the record as it would be. */
export function assertConditionsOfChange(ctx: Context, noun: Noun, before: AnyRecord, patch: Values): void {
  const touched = new Set(Object.keys(patch));
  const after = { ...before, ...patch };
  const asked = filterContextOf(ctx);
  const faults = [...findConditionFaults(noun, after, asked, touched), ...offerFaults(ctx, noun, after, before)];
  if (faults.length > 0) throw invalid(faults);
}

/** Who does not see the other choice is told that the option is not offered, and not what it depends on. */
function offerFaults(ctx: Context, noun: Noun, values: Values, before: Values | null): FieldError[] {
  const faults = findOfferFaults(noun, values, before, filterContextOf(ctx));
  if (faults.length === 0) return faults;
  const seen = withOwnFields(ctx).registry.findNoun(noun.name);
  return faults.map((fault) => {
    const by = seen?.fields[String(fault.params?.field)];
    return by && !by.masked ? fault : { path: fault.path, code: 'notOffered' };
  });
}

/** The values that differ from the record as it stands. Throws 422 `tooMany` at a list that would grow beyond its limit. */
export function differing(noun: Noun, before: AnyRecord, patch: Values): Values {
  const fields = allFields(noun);
  return Object.fromEntries(
    Object.entries(patch).flatMap(([name, asked]) => {
      const field = fields[name];
      if (!field) return [];
      const held = inputForm(field, before[name]);
      const value = isListChange(field, asked) ? changedList(name, held, asked) : asked;
      return sameValue(field, held, value) ? [] : [[name, value]];
    }),
  );
}

/** What is put to a list and taken from it, whatever else it holds: options of `choices`, links by their ids. */
interface ListChange {
  readonly add: readonly unknown[];
  readonly remove: readonly unknown[];
}

function isListChange(field: Field, value: unknown): value is ListChange {
  const isList = field.kind === 'links' || field.kind === 'choices';
  return isList && typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is added stands in the place it had, or at the end. */
function changedList(path: string, held: unknown, { add, remove }: ListChange): readonly unknown[] {
  const keyOf = (entry: unknown) => (typeof entry === 'string' ? entry : (entry as Link).id);
  const gone = new Set(remove.map(keyOf));
  const entries = new Map((Array.isArray(held) ? held : []).map((entry) => [keyOf(entry), entry]));
  for (const entry of add) entries.set(keyOf(entry), entry);
  const changed = [...entries].flatMap(([key, entry]) => (gone.has(key) ? [] : [entry]));
  assertNotTooMany(path, changed);
  return changed;
}

/** Refuses with 422 `tooMany` what no record could be given at once: little by little a list must not get there either. */
export function assertNotTooMany(path: string, entries: readonly unknown[]): void {
  const maximum = valueLimits.links;
  if (entries.length > maximum) throw invalid([{ path, code: 'tooMany', params: { maximum } }]);
}

/** Whether the change asked for would change anything of the record. Throws 422 as the change itself would. */
export function wouldChange(noun: Noun, before: AnyRecord, input: unknown): boolean {
  return Object.keys(differing(noun, before, givenValues(noun, patchSchema(noun), input))).length > 0;
}

/** The values that a rule has made other than those it was given. */
export function changedIn(values: Values, given: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== given[name]));
}

/** A record's value in the form inputs have: references and links without labels, as ids. */
export function inputForm(field: Field, value: unknown): unknown {
  if (isEmptyIn(field, value)) return null;
  if (field.kind === 'relation' || field.kind === 'member') return (value as Reference).id;
  if (field.kind === 'anyRelation') {
    const { noun, id } = value as AnyReference;
    return { noun, id };
  }
  if (field.kind === 'links') return (value as readonly Link[]).map(({ label: _, ...link }) => link);
  return value;
}

/** A record's values in input form, for the rules and the search text of a changed record. */
export function valuesOf(noun: Noun, record: AnyRecord): Values {
  return Object.fromEntries(Object.entries(noun.fields).map(([name, field]) => [name, inputForm(field, record[name])]));
}

/** Column values of the given fields. */
export function columnsOf(noun: Noun, values: Values): Record<string, unknown> {
  const fields = allFields(noun);
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fields[name];
    if (field) Object.assign(columns, storageOf(field).write(isEmptyIn(field, value) ? null : value, snakeCase(name)));
  }
  return columns;
}

export function searchColumn(noun: Noun, values: Values): string {
  return searchTextOf(values, noun);
}

/** An empty text, list or object is no value. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** A JSON document is there however little it says. */
function isEmptyIn(field: Field, value: unknown): boolean {
  return field.kind === 'json' ? value === null || value === undefined : isEmpty(value);
}

function sameValue(field: Field, left: unknown, right: unknown): boolean {
  if (field.kind === 'json') return sameDocument(left, right);
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right);
  if (field.kind === 'money') return sameMoney(left as Money, right as Money);
  if (field.kind === 'datetime') return Date.parse(left as string) === Date.parse(right as string);
  if (field.kind === 'choices') return sameJson([...(left as string[])].sort(), [...(right as string[])].sort());
  return sameJson(left, right);
}

function sameDocument(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left ?? null, right ?? null);
}

function sameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && new Decimal(left.amount).eq(right.amount);
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

/** Keys in order and empty parts dropped, so that equal values print alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, part]) => !isEmpty(part));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
