import type { Field, LocalText } from './field.ts';

/** How a card or a form of a noun is laid out. */
export interface Layout {
  readonly sections: readonly LayoutSection[];
  /** Fields that are not shown. */
  readonly hidden: readonly string[];
  /** Cards: the panels of related records in their order, as `<noun>.<field>`; those not named come after. */
  readonly panels?: readonly string[];
}

export interface LayoutSection {
  readonly id: string;
  readonly name: LocalText;
  readonly columns: 1 | 2;
  readonly fields: readonly string[];
}

/** A layout as an actor gets it: for records whose `kindField` holds `kind`, or for all where that is null. */
export interface NounLayout {
  readonly surface: Surface;
  readonly kindField: string | null;
  readonly kind: string | null;
  readonly layout: Layout;
}

export const surfaces = ['card', 'form'] as const;
export type Surface = (typeof surfaces)[number];

type Named = { readonly name: string } & Field;
type Values = Readonly<Record<string, unknown>>;

/** The layout for this record: one for its kind before the one for all. */
export function pickLayout(
  layouts: readonly NounLayout[] | undefined,
  surface: Surface,
  record: Values,
): Layout | null {
  const fitting = (layouts ?? []).filter((one) => one.surface === surface);
  const ofKind = fitting.find(({ kindField, kind }) => kindField !== null && kindOf(record[kindField]) === kind);
  return (ofKind ?? fitting.find(({ kindField }) => kindField === null))?.layout ?? null;
}

/** What a record's value says of its kind: an option, `true` or `false`, the id of what is pointed at. */
export function kindOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null && 'id' in value) return String(value.id);
  return value === null || value === undefined || value === '' ? null : String(value);
}

/**
 * The fields of each section, of those that are there. A field the layout does not know, because it came later, stands at
 * the end of the first section; so does one a form may not leave out.
 */
export function fieldsBySection<F extends Named>(
  { sections, hidden }: Layout,
  fields: readonly F[],
  surface: Surface,
): readonly { readonly section: LayoutSection; readonly fields: readonly F[] }[] {
  const placed = new Set(sections.flatMap((section) => section.fields));
  const left = fields.filter(({ name }) => !placed.has(name));
  const added = left.filter((field) => !hidden.includes(field.name) || (surface === 'form' && mustBeAsked(field)));
  return sections.map((section, index) => {
    const own = section.fields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
    return { section, fields: index === 0 ? [...own, ...added] : own };
  });
}

/** Whether a form without the field could not be sent. */
export function mustBeAsked(field: Field): boolean {
  const fillsItself = ('default' in field && field.default !== undefined) || field.kind === 'boolean';
  const isActor = field.kind === 'member' && field.defaultToActor === true;
  return (field.required === true || field.requiredWhen !== undefined) && !fillsItself && !isActor;
}
