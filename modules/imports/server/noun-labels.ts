import type { Registry } from '../../../server/metadata/registry.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

/** What the noun's fields, added ones too, are called in each language. */
export function labelsByLanguage(
  registry: Registry,
  noun: Noun,
): Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> {
  const found: Partial<Record<Language, Readonly<Record<string, string>>>> = {};
  for (const module of registry.modules)
    for (const [language, labels] of Object.entries(module.labels ?? {})) {
      const fields = labels.nouns[noun.name]?.fields;
      if (fields) found[language as Language] = fields;
    }
  for (const [name, field] of Object.entries(registry.getNoun(noun.name).fields))
    for (const [language, label] of Object.entries(field.label ?? {}))
      if (label) found[language as Language] = { ...found[language as Language], [name]: label };
  return found;
}
