import type { Field, FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';

/** A field with its name, as metadata lists it; or, as a column of a list, a field of the record that one of its fields points at. */
export type NamedField = { readonly name: string; readonly from?: FieldSource } & Field;
/** Where a column that is no field of the record itself comes from; its own name is the path there. */
export interface FieldSource {
  /** The field that points there. */
  readonly via: NamedField;
  readonly noun: NounMetadata;
  readonly field: NamedField;
}
export type NamedFieldOf<K extends FieldKind> = Extract<NamedField, { kind: K }>;

/** Kinds that hold several values and therefore have no order of their own. */
const unorderedKinds: ReadonlySet<FieldKind> = new Set([
  'choices',
  'links',
  'anyRelation',
  'longText',
  'richText',
  'json',
  'address',
  'location',
]);
const referenceKinds: ReadonlySet<FieldKind> = new Set(['member', 'relation', 'links']);
const systemNames: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'createdBy', 'deletedAt', 'externalId']);

export function findField(noun: NounMetadata, name: string): NamedField | null {
  return noun.fields.find((field) => field.name === name) ?? null;
}

export const isSortable = (field: NamedField): boolean =>
  !field.from && !field.masked && !unorderedKinds.has(field.kind);
export const isReference = (field: NamedField): boolean => referenceKinds.has(field.kind);
export const isSystem = (field: NamedField): boolean => systemNames.has(field.name);

/** Whether a person may change it in a record that is there: who sees the beginning of a value would write over the rest. */
export const isChangeable = (field: NamedField): boolean => !field.readOnly && !field.masked && !isSystem(field);

/** Fields a person may fill in, in declared order. */
export const writableFields = (noun: NounMetadata): readonly NamedField[] =>
  noun.fields.filter((field) => !field.readOnly && !isSystem(field));

/** The columns a list opens with: the declared ones, else the first six that are not hidden. */
export function defaultColumns(noun: NounMetadata): readonly string[] {
  const names =
    noun.listFields ?? noun.fields.filter((field) => !field.hidden && !isSystem(field)).map((field) => field.name);
  const visible = names.filter((name) => findField(noun, name));
  const ordered = [noun.title, ...visible.filter((name) => name !== noun.title)];
  return noun.listFields ? ordered : ordered.slice(0, 6);
}

/** The noun a reference field points at. */
export function targetNoun(field: NamedField): string {
  if (field.kind === 'member') return 'member';
  if (field.kind === 'relation' || field.kind === 'links') return field.to;
  throw new Error(`Field ${field.name} points at nothing`);
}
