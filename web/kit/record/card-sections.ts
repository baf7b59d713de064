import { fieldsBySection, pickLayout } from '../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { isSystem, type NamedField } from '../data/named-field.ts';
import { isAtHead, standardSectionOf, standardSections } from '../data/standard-sections.ts';

export interface CardSection {
  readonly key: string;
  readonly title: string;
  readonly columns: 1 | 2;
  readonly fields: readonly NamedField[];
}

/** The fields of a card in sections: as the workspace laid them out for this record, else the standard ones. */
export function useCardSections(noun: NounMetadata, record: AnyRecord): readonly CardSection[] {
  const { t, i18n } = useTranslation('kit');
  const standard = standardSections.map((key) => ({
    ...{ key, title: t(`group.${key}`), columns: 1 as const },
    fields: noun.fields.filter((field) => standardSectionOf(field) === key),
  }));
  const layout = pickLayout(noun.layouts, 'card', record);
  if (!layout) return standard;
  const own = noun.fields.filter((field) => !isSystem(field) && !isAtHead(field));
  const laidOut = fieldsBySection(layout, own, 'card').map(({ section, fields }) => ({
    ...{ key: section.id, title: localText(section.name, i18n.language) ?? '', columns: section.columns },
    // What was put there is to be seen, also where its declaration would keep it out.
    fields: fields.map((field) => (section.fields.includes(field.name) ? { ...field, hidden: false } : field)),
  }));
  return [...laidOut, ...standard.filter(({ key }) => key === 'system')];
}
