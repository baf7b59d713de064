import { type Language, languages } from '../shared/nouns/metadata.ts';
import type { TextSource } from './i18n/i18n.ts';
import type { Locales, Texts } from './module.ts';
import { shellTexts } from './shell/texts.ts';

const kit = import.meta.glob<{ default: Texts }>('./kit/locales/*.json');
const views = import.meta.glob<{ default: Texts }>('./kit/views/locales/*.json');

/** The texts of the platform itself; modules bring their own. */
export const platformTexts: readonly TextSource[] = [
  shellTexts,
  { name: 'kit', locales: findLocales('./kit/locales', kit) },
  { name: 'views', locales: findLocales('./kit/views/locales', views) },
];

function findLocales(
  folder: string,
  files: Readonly<Record<string, () => Promise<{ readonly default: Texts }>>>,
): Locales {
  const find = (language: Language) => {
    const file = files[`${folder}/${language}.json`];
    if (!file) throw new Error(`${folder}/${language}.json is missing`);
    return file;
  };
  return Object.fromEntries(languages.map((language) => [language, find(language)])) as Locales;
}
