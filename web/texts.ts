import { type Language, languages } from '../shared/nouns/metadata.ts';
import type { TextSource } from './i18n/i18n.ts';
import type { Locales, Texts } from './module.ts';

type Files = Readonly<Record<string, () => Promise<{ readonly default: Texts }>>>;

const shell = import.meta.glob<{ default: Texts }>('./shell/locales/*.json');
const kit = import.meta.glob<{ default: Texts }>('./kit/locales/*.json');

/** The texts of the platform itself; modules bring their own. */
export const platformTexts: readonly TextSource[] = [
  { name: 'shell', locales: localesOf('./shell/locales', shell) },
  { name: 'kit', locales: localesOf('./kit/locales', kit) },
];

function localesOf(folder: string, files: Files): Locales {
  return Object.fromEntries(languages.map((language) => [language, findFile(folder, language, files)])) as Locales;
}

function findFile(folder: string, language: Language, files: Files) {
  const file = files[`${folder}/${language}.json`];
  if (!file) throw new Error(`${folder}/${language}.json is missing`);
  return file;
}
