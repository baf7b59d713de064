import type { ChoiceOption, Field } from '../../shared/nouns/field.ts';
import { type Language, languages } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type kitTexts from '../../web/kit/locales/en.json';
import type { Registry } from '../metadata/registry.ts';
import { labelsOf, textsOf } from './locales.ts';

const kit = textsOf<typeof kitTexts>('web/kit');
/** Values whose parts stand in columns of their own, in this order. */
const parts = { address: ['street', 'city', 'region', 'postalCode', 'country'], money: ['currency'] } as const;

/** What the noun's fields, added ones too, are called in each language. */
export function labelsByLanguage(
  registry: Registry,
  noun: Noun,
): Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> {
  const found: Partial<Record<Language, Readonly<Record<string, string>>>> = {};
  for (const language of languages)
    for (const { nouns } of labelsOf(registry.modules, language))
      if (nouns?.[noun.name]) found[language] = nouns[noun.name]?.fields;
  for (const [name, field] of Object.entries(registry.getNoun(noun.name).fields))
    for (const [language, label] of Object.entries(field.label ?? {}))
      if (label) found[language as Language] = { ...found[language as Language], [name]: label };
  return found;
}

/** What many records of the noun are called; its plural where nothing tells. */
export function nounLabel(registry: Registry, noun: Noun, language: Language): string {
  const declared = labelsOf(registry.modules, language)
    .map(({ nouns }) => nouns?.[noun.name]?.many)
    .find(Boolean);
  return noun.label?.many[language] ?? declared ?? Object.values(noun.label?.many ?? {})[0] ?? noun.plural;
}

/** What an option of a choice is called; the value itself where nothing tells, as in an open choice. */
export function optionLabel(
  registry: Registry,
  noun: Noun,
  field: string,
  option: Pick<ChoiceOption, 'value' | 'label'>,
  language: Language,
): string {
  const declared = labelsOf(registry.modules, language)
    .map(({ nouns }) => nouns?.[noun.name]?.options?.[field]?.[option.value])
    .find((label) => label !== undefined);
  return option.label?.[language] ?? declared ?? Object.values(option.label ?? {})[0] ?? option.value;
}

/** What fields, those every record has too, and the parts of their values are called, by path: "Price → Currency". */
export function pathLabels(registry: Registry, noun: Noun, language: Language): Readonly<Record<string, string>> {
  const { system, part: partLabels } = kit[language];
  const labels: Readonly<Record<string, string>> = { ...system, ...labelsByLanguage(registry, noun)[language] };
  const ofParts = Object.entries(registry.getNoun(noun.name).fields).flatMap(([name, field]) =>
    partsOf(field).map((part) => [`${name}.${part}`, `${labels[name] ?? name} → ${partLabels[part]}`] as const),
  );
  return { ...labels, ...Object.fromEntries(ofParts) };
}

/** The parts of a field's value that stand in columns of their own. */
export function partsOf({ kind }: Field): readonly (typeof parts)['address' | 'money'][number][] {
  return kind === 'address' || kind === 'money' ? parts[kind] : [];
}
