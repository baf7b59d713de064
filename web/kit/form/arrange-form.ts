import { fieldsBySection, type LayoutSection, pickLayout } from '../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { type NamedField, writableFields } from '../data/named-field.ts';

interface ArrangedForm {
  /** What other parts of the form come right after; nothing where the workspace laid it out. */
  readonly first: readonly NamedField[];
  /** In sections, or in one without a name where nobody laid the form out. */
  readonly sections: readonly { readonly section: LayoutSection | null; readonly fields: readonly NamedField[] }[];
  /** Folded away until asked for. */
  readonly more: readonly NamedField[];
}

/**
 * The fields of a form as the workspace laid them out; else what must be given first, then what usually is. `leading`: the names of
 * those that other parts of the form come right after.
 */
export function arrangeForm(
  noun: NounMetadata,
  values: Readonly<Record<string, unknown>>,
  leading: readonly string[] = [],
): ArrangedForm {
  const layout = pickLayout(noun.layouts, 'form', values);
  if (layout) return { first: [], sections: fieldsBySection(layout, writableFields(noun), 'form'), more: [] };
  const { first, main, more } = arrange(noun, leading);
  return { first, sections: [{ section: null, fields: main }], more };
}

/** The fields of a standard form that are seen at once. */
export const standardFormFields = (noun: NounMetadata): readonly NamedField[] => arrange(noun, []).main;

/** Fields beyond these stay folded away: a form that asks for everything is not filled in. */
const shownAtFirst = 9;
/** A workspace has added its fields to be asked: they take no other's place, up to this many. */
const ownAtFirst = 12;

function arrange(noun: NounMetadata, leading: readonly string[]) {
  const fields = writableFields(noun);
  const led = leading.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const needed = fields.filter((field) => field.required || field.requiredWhen || field.name === noun.title);
  const offered = fields.filter((field) => !needed.includes(field) && !field.hidden);
  const own = offered.filter((field) => field.custom).slice(0, ownAtFirst);
  // What must be given in some cases alone is out of sight in the others.
  const always = needed.filter((field) => !field.visibleWhen);
  const usual = offered.filter((field) => !field.custom).slice(0, Math.max(0, shownAtFirst - always.length));
  const first = led.length > 0 ? [...new Set([...needed, ...led])] : [];
  const main = [...needed, ...usual, ...own].filter((field) => !first.includes(field));
  const more = fields.filter((field) => !first.includes(field) && !main.includes(field)).sort(byHidden);
  return { first, main, more };
}

/** What lists do not show comes last. */
const byHidden = (one: NamedField, other: NamedField): number =>
  Number(one.hidden ?? false) - Number(other.hidden ?? false);
