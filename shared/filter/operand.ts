import { personNameText } from '../names/person-name.ts';
import type { PersonName } from '../nouns/value.ts';
import { jsonText } from '../text/json-text.ts';
import { plainTextOf } from '../text/rich-text.ts';
import type { FieldPath, OperandKind } from './field-path.ts';

/**
 * What a record holds at a path, as a list of filled entries; a condition holds when any of them satisfies it. One value is
 * a list of one, an empty field a list of none, a phone gives its number and its original. Children lie under their noun's
 * name, as a list.
 */
export function readOperand(record: Readonly<Record<string, unknown>>, path: FieldPath): readonly unknown[] {
  if (path.ofChild)
    return listOf(record[path.noun.name]).flatMap((child) => readOperand(child as Child, ownPath(path)));
  const holder = path.via ? relatedRecord(record[path.via.name]) : record;
  const value = holder?.[path.name];
  if (value === undefined || value === null) return [];
  return entriesOf(value, path).filter((entry) => entry !== undefined && entry !== null && entry !== '');
}

type Child = Readonly<Record<string, unknown>>;
const ownPath = (path: FieldPath): FieldPath => ({ ...path, ofChild: false });

function entriesOf(value: unknown, path: FieldPath): readonly unknown[] {
  if (path.kind === 'anniversary' || path.kind === 'years') return [value];
  if (path.part !== null) return [(value as Record<string, unknown>)[path.part]];
  if (path.field.kind === 'money') return [(value as { amount: unknown }).amount];
  if (path.field.kind === 'richText') return [plainTextOf(String(value))];
  if (path.field.kind === 'personName') return [personNameText(value as PersonName, 'en')];
  return entriesByKind[path.kind]?.(value) ?? [value];
}

const entriesByKind: Readonly<Partial<Record<OperandKind, (value: unknown) => readonly unknown[]>>> = {
  id: (value) => [String(value).toLowerCase()],
  member: (value) => [idOf(value)],
  relation: (value) => [idOf(value)],
  links: (value) => listOf(value).map(idOf),
  choices: listOf,
  emails: (value) => listOf(value).map((email) => (email as { address?: unknown }).address),
  files: (value) => listOf(value).map((file) => (file as { name?: unknown }).name),
  urls: (value) => listOf(value).map((url) => (url as { address?: unknown }).address),
  phones: (value) => listOf(value).flatMap((phone) => numbersOf(phone as { number?: unknown; original?: unknown })),
  json: (value) => [jsonText(value)],
  address: (value) => Object.values(value as object),
};

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numbersOf(phone: { number?: unknown; original?: unknown }): readonly unknown[] {
  return [phone.number, phone.original];
}

/** References come as `{id}` in a record's JSON and as the id alone in inputs. */
function idOf(reference: unknown): string | null {
  const id = typeof reference === 'string' ? reference : (reference as { id?: unknown }).id;
  return typeof id === 'string' ? id.toLowerCase() : null;
}

function relatedRecord(reference: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof reference !== 'object' || reference === null) return null;
  return ((reference as { record?: unknown }).record ?? null) as Readonly<Record<string, unknown>> | null;
}
