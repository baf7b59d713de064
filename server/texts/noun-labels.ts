import type { ChoiceOption, Field } from '../../shared/nouns/field.ts';
import { type Language, languages } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { labelAfter, type NounWords } from '../../shared/nouns/noun-words.ts';
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
    for (const { nouns } of labelsOf(registry.modules, language)) {
      const fields = nouns?.[noun.name]?.fields;
      if (fields) found[language] = followed(registry, noun, fields, language);
    }
  for (const [name, field] of Object.entries(registry.getNoun(noun.name).fields))
    for (const [language, label] of Object.entries(field.label ?? {}))
      if (label) found[language as Language] = { ...found[language as Language], [name]: label };
  return found;
}

/** Labels of fields that bear the name of the noun they point at, as the workspace calls that one. */
function followed(
  registry: Registry,
  { fields }: Noun,
  labels: Readonly<Record<string, string>>,
  language: Language,
): Readonly<Record<string, string>> {
  if (registry.nounNames.length === 0) return labels;
  const shipped = labelsOf(registry.modules, language);
  const after = ([name, label]: readonly [string, string]) => {
    const field = fields[name];
    const target = field && 'to' in field ? registry.findNoun(field.to) : null;
    if (!target?.label || target.custom) return [name, label];
    const texts = shipped.map(({ nouns }) => nouns?.[target.name]).find(Boolean);
    return [name, labelAfter(label, texts, target.label, language)];
  };
  return Object.fromEntries(Object.entries(labels).map(after));
}

/** What many records of the noun are called; its plural where nothing tells. */
export function nounLabel(registry: Registry, noun: Noun, language: Language): string {
  const declared = labelsOf(registry.modules, language)
    .map(({ nouns }) => nouns?.[noun.name]?.many)
    .find(Boolean);
  return noun.label?.many?.[language] ?? declared ?? Object.values(noun.label?.many ?? {})[0] ?? noun.plural;
}

/** What the noun is called by language where no workspace says otherwise. */
export function shippedWords({ modules }: Registry, noun: Noun): NounWords {
  const texts = languages.map((language) => {
    const label = labelsOf(modules, language).map(({ nouns }) => nouns?.[noun.name]);
    return [language, label.find(Boolean)] as const;
  });
  const words = (['one', 'many', 'create', 'about'] as const).map((word) => {
    const said = texts.flatMap(([language, label]) => (label?.[word] ? [[language, label[word]] as const] : []));
    return [word, Object.fromEntries(said)] as const;
  });
  return Object.fromEntries(words.filter(([, text]) => Object.keys(text).length > 0));
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
