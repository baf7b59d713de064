import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { NamedField } from '../data/named-field.ts';

const boardKinds: ReadonlySet<FieldKind> = new Set(['choice', 'member', 'boolean', 'relation']);
const dayKinds: ReadonlySet<FieldKind> = new Set(['date', 'datetime']);
const groupKinds: ReadonlySet<FieldKind> = new Set([
  ...(['choice', 'choices', 'member', 'boolean', 'relation', 'links', 'date', 'datetime'] as const),
  ...(['number', 'percent', 'rating'] as const),
]);

const shown = (noun: NounMetadata) => noun.fields.filter((field) => !field.retired && field.name !== 'deletedAt');
const ordered = (fields: readonly NamedField[]) =>
  fields.toSorted((one, other) => Number(one.readOnly ?? false) - Number(other.readOnly ?? false));

/** What tells how far a record is: whoever opens a board looks for that first. */
const progress: ReadonlySet<string> = new Set(['stage', 'state', 'status']);

/** The fields whose values can be the columns of a board: how far it is, then those that can be changed. */
export const fieldsForBoard = (noun: NounMetadata): readonly NamedField[] =>
  ordered(shown(noun).filter(({ kind, hidden }) => boardKinds.has(kind) && !hidden)).toSorted(
    (one, other) => Number(progress.has(other.name)) - Number(progress.has(one.name)),
  );

/** The fields a record can stand by in a calendar. */
export const fieldsForCalendar = (noun: NounMetadata): readonly NamedField[] =>
  ordered(shown(noun).filter(({ kind }) => dayKinds.has(kind)));

/** The fields whose values make groups. */
export const fieldsForGroups = (noun: NounMetadata): readonly NamedField[] =>
  shown(noun).filter(({ kind, hidden, unique }) => groupKinds.has(kind) && !hidden && !unique);

/** The fields whose first picture can be a card's cover. */
export const fieldsForCover = (noun: NounMetadata): readonly NamedField[] =>
  shown(noun).filter(({ kind, hidden }) => kind === 'files' && !hidden);

export const isDay = ({ kind }: NamedField): boolean => dayKinds.has(kind);
