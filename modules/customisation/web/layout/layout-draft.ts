import type { Layout, LayoutSection } from '../../../../shared/nouns/layout.ts';
import { givenTexts } from '../../../../web/i18n/local-text.ts';

/** Where fields that are not shown are. */
export const hiddenPlace = 'hidden';

/** The layout with the field in another place: before the field at `index` of a section, or at its end. */
export function moveField(layout: Layout, name: string, place: string, index?: number): Layout {
  const without = (fields: readonly string[]) => fields.filter((one) => one !== name);
  const into = (fields: readonly string[]) => {
    const at = index ?? fields.length;
    // What stood before the new place in the same list makes room.
    const shift = fields.slice(0, at).includes(name) ? 1 : 0;
    return without(fields).toSpliced(at - shift, 0, name);
  };
  return {
    ...layout,
    sections: layout.sections.map((section) => ({
      ...section,
      fields: section.id === place ? into(section.fields) : without(section.fields),
    })),
    hidden: place === hiddenPlace ? into(layout.hidden) : without(layout.hidden),
  };
}

/** A step up or down; past the end of a section it goes on to the next. */
export function stepField(layout: Layout, name: string, step: 1 | -1): Layout {
  const at = layout.sections.findIndex(({ fields }) => fields.includes(name));
  const section = layout.sections[at];
  if (!section) return layout;
  const place = section.fields.indexOf(name) + step;
  if (place >= 0 && place < section.fields.length)
    return moveField(layout, name, section.id, step === 1 ? place + 1 : place);
  const next = layout.sections[at + step];
  return next ? moveField(layout, name, next.id, step === 1 ? 0 : undefined) : layout;
}

export function addSection(layout: Layout, name: string, language: string): Layout {
  const section: LayoutSection = { id: crypto.randomUUID(), name: { [language]: name }, columns: 1, fields: [] };
  return { ...layout, sections: [...layout.sections, section] };
}

export function changeSection(layout: Layout, id: string, part: Partial<LayoutSection>): Layout {
  return { ...layout, sections: layout.sections.map((one) => (one.id === id ? { ...one, ...part } : one)) };
}

/** As it is kept: an emptied name of a section is none in that language. */
export function withGivenNames(layout: Layout): Layout {
  return { ...layout, sections: layout.sections.map((one) => ({ ...one, name: givenTexts(one.name) })) };
}

/** Its fields go to the section before it, or after it where it is the first. The last one stays. */
export function removeSection(layout: Layout, id: string): Layout {
  const at = layout.sections.findIndex((one) => one.id === id);
  const gone = layout.sections[at];
  const heir = layout.sections[at - 1] ?? layout.sections[at + 1];
  if (!gone || !heir) return layout;
  return {
    ...layout,
    sections: layout.sections
      .filter((one) => one !== gone)
      .map((one) => (one === heir ? { ...one, fields: [...one.fields, ...gone.fields] } : one)),
  };
}

export function stepSection(layout: Layout, id: string, step: 1 | -1): Layout {
  const at = layout.sections.findIndex((one) => one.id === id);
  return { ...layout, sections: stepped(layout.sections, at, step) };
}

/** The list with the item a step further; unchanged at the ends. */
export function stepped<T>(items: readonly T[], at: number, step: 1 | -1): readonly T[] {
  const item = items[at];
  if (item === undefined || at + step < 0 || at + step >= items.length) return items;
  return items.toSpliced(at, 1).toSpliced(at + step, 0, item);
}
