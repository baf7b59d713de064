import { fieldsBySection, type Layout, type Surface } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { isSystem, type NamedField, writableFields } from '../../../../web/kit/data/named-field.ts';
import { standardSectionOf, standardSections } from '../../../../web/kit/data/standard-sections.ts';
import { standardFormFields } from '../../../../web/kit/form/arrange-form.ts';

/** The fields that can be laid out. */
export function layableFields(noun: NounMetadata, surface: Surface): readonly NamedField[] {
  return surface === 'form' ? writableFields(noun) : noun.fields.filter((field) => !isSystem(field));
}

/** What a card or form looks like while nobody has laid it out, as a layout to begin with. */
export function standardLayout(
  noun: NounMetadata,
  surface: Surface,
  titleOf: (key: string) => string,
  language: string,
) {
  return surface === 'form' ? formLayout(noun, titleOf, language) : cardLayout(noun, titleOf, language);
}

/** A stored layout with every field in a place: what came later stands where it is shown. */
export function completeLayout(layout: Layout, noun: NounMetadata, surface: Surface): Layout {
  const fields = layableFields(noun, surface);
  const known = new Set(fields.map(({ name }) => name));
  const sections = fieldsBySection(layout, fields, surface).map(({ section, fields: own }) => ({
    ...section,
    fields: own.map(({ name }) => name),
  }));
  const placed = new Set(sections.flatMap((section) => section.fields));
  return { ...layout, sections, hidden: layout.hidden.filter((name) => known.has(name) && !placed.has(name)) };
}

function cardLayout(noun: NounMetadata, titleOf: (key: string) => string, language: string): Layout {
  const fields = layableFields(noun, 'card');
  const sections = standardSections
    .filter((key) => key !== 'system')
    .map((key) => ({
      ...{ id: key, name: { [language]: titleOf(key) }, columns: 1 as const },
      fields: fields.filter((field) => standardSectionOf(field) === key && !field.hidden).map(({ name }) => name),
    }));
  const [first, ...others] = sections;
  const filled = first ? [first, ...others.filter((section) => section.fields.length > 0)] : [];
  return { sections: filled, hidden: fields.filter(({ hidden }) => hidden).map(({ name }) => name) };
}

function formLayout(noun: NounMetadata, titleOf: (key: string) => string, language: string): Layout {
  const shown = new Set(standardFormFields(noun).map(({ name }) => name));
  const [asked, rest] = [true, false].map((wanted) =>
    writableFields(noun)
      .map(({ name }) => name)
      .filter((name) => shown.has(name) === wanted),
  ) as [string[], string[]];
  return {
    sections: [{ id: 'main', name: { [language]: titleOf('main') }, columns: 1, fields: asked }],
    hidden: rest,
  };
}
