import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isPath } from '../../../shared/nouns/related-field.ts';
import type { AnyRecord, AnyReference, Link, Money, Reference } from '../../../shared/nouns/value.ts';
import type { NamedField } from './named-field.ts';
import { isNewReference } from './new-reference.ts';

/** A field's value in the form the API takes: references as their ids, everything else as it is. */
export function toInputValue(field: NamedField, value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (value === null) return null;
  if (field.kind === 'member' || field.kind === 'relation') {
    const reference = value as Reference;
    return isNewReference(reference) ? { new: reference.label } : reference.id;
  }
  if (field.kind === 'anyRelation') {
    const { noun, id } = value as AnyReference;
    return { noun, id };
  }
  if (field.kind === 'links') {
    return (value as readonly Link[]).map(({ label: _, ...link }) => link);
  }
  return value;
}

/** A field's value as records carry it, out of the change log, which knows the records pointed at by their ids alone; by name from before they were records. */
export function toRecordValue(field: NamedField, value: unknown): unknown {
  const isPointer = field.kind === 'member' || field.kind === 'relation';
  if (!isPointer || typeof value !== 'string') return value;
  const isName = field.kind === 'relation' && field.wasText === true && !isId.test(value);
  return isName ? { id: value, label: value } : { id: value };
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Several fields at once, by name. Unknown names are left out. */
export function toInputValues(noun: NounMetadata, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of noun.fields) {
    if (field.name in values) input[field.name] = toInputValue(field, values[field.name]);
  }
  return input;
}

export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every((part) => isEmptyValue(part));
  return false;
}

/** What says something where no heading says what it is: what does not hold is left out. */
export const isTold = (value: unknown): boolean => value !== false && !isEmptyValue(value);

/** What a package knows something by that it brought: it stands where another system's key would, and tells a person nothing. */
export function isShippedKey({ name }: NamedField, value: unknown): boolean {
  return name === 'externalId' && String(value).startsWith('preset.');
}

/** What a module keeps for a panel of its own: not for people to read. */
export function isDocument({ kind, hidden }: NamedField): boolean {
  return kind === 'json' && hidden === true;
}

/** Every amount the fields of the records hold. */
export function amountsOf(fields: readonly NamedField[], records: readonly AnyRecord[]): readonly (Money | null)[] {
  const names = fields.filter(({ kind }) => kind === 'money').map(({ name }) => name);
  return names.flatMap((name) => records.map((record) => (record[name] ?? null) as Money | null));
}

/** Equal as the API would see it: labels and the order of properties do not count. */
export function isSameValue(field: NamedField, one: unknown, other: unknown): boolean {
  if (isEmptyValue(one) && isEmptyValue(other)) return true;
  return canonical(toInputValue(field, one)) === canonical(toInputValue(field, other));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([, inner]) => !isEmptyValue(inner))
        .sort(([one], [other]) => one.localeCompare(other)),
    );
  });
}

/**
 * A record as the server answered it, with the labels its references had before and what was known of the records they point
 * at: a write answers without these, and a reference that did not change still has the same name.
 */
export function keepLabels<R extends Readonly<Record<string, unknown>>>(
  answered: R,
  known: Readonly<Record<string, unknown>> | undefined,
): R {
  if (!known) return answered;
  const labels = new Map<string, string>();
  for (const value of Object.values(known)) collectLabels(value, labels);
  const related = Object.entries(known).filter(([name]) => isPath(name) && isSamePointer(name, answered, known));
  if (labels.size === 0 && related.length === 0) return answered;
  const labelled = Object.entries(answered).map(([name, value]) => [name, withLabel(value, labels)] as const);
  return Object.fromEntries([...related, ...labelled]) as R;
}

/** Whether the path leads to the same record as before. */
function isSamePointer(
  path: string,
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  const [via = ''] = path.split('.');
  const [now, before] = [one[via], other[via]];
  return isReferenceValue(now) && isReferenceValue(before) ? now.id === before.id : isEmptyValue(now ?? before);
}

function collectLabels(value: unknown, labels: Map<string, string>): void {
  if (Array.isArray(value)) for (const item of value) collectLabels(item, labels);
  else if (isReferenceValue(value) && value.label) labels.set(value.id, value.label);
}

function withLabel(value: unknown, labels: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withLabel(item, labels));
  if (!isReferenceValue(value) || value.label) return value;
  const label = labels.get(value.id);
  return label ? { ...value, label } : value;
}

export function isReferenceValue(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';
}
