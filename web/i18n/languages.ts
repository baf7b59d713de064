import { type Language, languages } from '../../shared/nouns/metadata.ts';

/** Each language's name in itself, for choosing it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  ru: 'Русский',
  bg: 'Български',
  hy: 'Հայերեն',
  ka: 'ქართული',
};

/** The language of this browser's person, kept from an earlier choice; null before any. */
export function findChosenLanguage(storage: Pick<Storage, 'getItem'> = localStorage): Language | null {
  return asLanguage(storage.getItem(storageKey));
}

export function rememberLanguage(language: Language, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(storageKey, language);
}

/** The first of the browser's languages that Rapport speaks; English when none is. */
export function detectLanguage(preferred: readonly string[] = navigator.languages): Language {
  for (const tag of preferred) {
    const language = asLanguage(tag.split('-')[0] ?? '');
    if (language) return language;
  }
  return 'en';
}

/** The BCP 47 tag to format with: English keeps the browser's own region (March 1 or 1 March), the others have one form. */
export function localeOf(language: Language, preferred: readonly string[] = browserLanguages()): string {
  if (language !== 'en') return language;
  return preferred.find((tag) => tag.startsWith('en-')) ?? 'en-GB';
}

const storageKey = 'rapport.language';

const asLanguage = (text: string | null): Language | null => languages.find((language) => language === text) ?? null;

const browserLanguages = () => (typeof navigator === 'undefined' ? [] : navigator.languages);
