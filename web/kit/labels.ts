import { useMemo } from 'react';
import type { ChoiceOption } from '../../shared/nouns/field.ts';
import { localText } from '../i18n/local-text.ts';
import { useTranslation } from '../i18n/use-translation.tsx';
import { isSystem, type NamedField } from './data/named-field.ts';

/** The words for nouns, fields and their options in the language of the page. */
export interface Labels {
  /** One record: "Deal". */
  noun(name: string): string;
  /** Many: "Deals". */
  nouns(name: string): string;
  /** The act of adding one: "New deal". */
  create(name: string): string;
  field(noun: string, field: NamedField): string;
  option(noun: string, field: NamedField, value: string): string;
  role(noun: string, field: NamedField, role: string): string;
}

/**
 * Labels live in the module that owns the noun, in the shared namespace `nouns`: `<noun>.one|many`, `<noun>.create` ("New
 * deal", optional), `<noun>.fields.<field>`, `<noun>.options.<field>.<value>` and `<noun>.roles.<field>.<role>`. What has
 * no text (a value typed into an open choice) is shown as it is.
 */
export function useLabels(): Labels {
  const { t, i18n } = useTranslation('kit');
  const { language } = i18n;
  return useMemo<Labels>(
    () => ({
      noun: (name) => t(`nouns:${name}.one`, { defaultValue: spell(name) }),
      nouns: (name) => t(`nouns:${name}.many`, { defaultValue: spell(name) }),
      create: (name) => t([`nouns:${name}.create`, 'kit:create.title']),
      field: function label(noun, field): string {
        const { from } = field;
        if (from) return `${label(noun, from.via)} › ${label(from.noun.name, from.field)}`;
        const declared = isSystem(field) ? `kit:system.${field.name}` : `nouns:${noun}.fields.${field.name}`;
        return localText(field.label, language) ?? t(declared, { defaultValue: spell(field.name) });
      },
      option: (noun, field, value) =>
        localText(optionOf(field, value)?.label, language) ??
        t(`nouns:${ownerOf(noun, field)}.options.${ownName(field)}.${value}`, { defaultValue: value }),
      role: (noun, field, role) =>
        t(`nouns:${ownerOf(noun, field)}.roles.${ownName(field)}.${role}`, { defaultValue: role }),
    }),
    [t, language],
  );
}

/** Whose words a column has: those of the noun and of the field it comes from. */
const ownerOf = (noun: string, { from }: NamedField): string => from?.noun.name ?? noun;
const ownName = ({ from, name }: NamedField): string => from?.field.name ?? name;

function optionOf(field: NamedField, value: string): ChoiceOption | undefined {
  return 'options' in field ? field.options.find((option) => option.value === value) : undefined;
}

/** `expectedCloseOn` as "Expected close on". */
function spell(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
