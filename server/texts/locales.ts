import type { NounLabels } from '../../shared/nouns/labels.ts';
import { type Language, languages } from '../../shared/nouns/metadata.ts';

/**
 * Every locale file of modules, of the browser's platform, and of letters. What Vite does here, `tools/build/eager-glob.mjs` does
 * for the server.
 */
const files = import.meta.glob<unknown>(
  ['../../modules/*/locales/*.json', '../../web/*/locales/*.json', '../*/locales/*.json'],
  { eager: true, import: 'default' },
);

/** What the locale files of a folder (`modules/webhooks`, `web/kit`) say, by language; throws where one is missing. */
export function textsOf<Texts>(folder: string): Readonly<Record<Language, Texts>> {
  return Object.fromEntries(languages.map((language) => [language, textsIn(folder, language)])) as Record<
    Language,
    Texts
  >;
}

/** What the nouns, fields, options and errors of these modules are called, for those that have words. */
export function labelsOf(modules: readonly { readonly name: string }[], language: Language): readonly NounLabels[] {
  return modules.flatMap(({ name }) => {
    const labels = files[pathOf(`modules/${name}`, language)];
    return labels ? [labels as NounLabels] : [];
  });
}

function textsIn(folder: string, language: Language): unknown {
  const path = pathOf(folder, language);
  if (!files[path]) throw new Error(`${path} is missing`);
  return files[path];
}

function pathOf(folder: string, language: Language): string {
  return `${folder.startsWith('server/') ? folder.replace('server/', '../') : `../../${folder}`}/locales/${language}.json`;
}
