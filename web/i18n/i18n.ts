import i18next, { type i18n } from 'i18next';
import { type Language, languages } from '../../shared/nouns/metadata.ts';
import type { Texts } from '../module.ts';
import { createNumberFormat, loadIntl } from './intl.ts';
import { createLaterTexts, type LaterTexts } from './later-texts.ts';
import { localText } from './local-text.ts';
import { showTexts } from './shown-texts.ts';

/** A namespace with its texts: the shell, the kit, each module. */
export interface TextSource {
  readonly name: string;
  /** What every page may show, by namespace: loaded with the language. Absent where another source brings it along. */
  readonly load?: (language: Language) => Promise<Readonly<Record<string, Texts>>>;
  /** What comes with the screens that show it; absent when there is nothing more. */
  readonly later?: (language: Language) => Promise<Texts>;
}

/** Texts of every source in one language at a time. */
export interface Translations {
  readonly i18n: i18n;
  /** What is brought by the screens that show it. */
  readonly later: LaterTexts;
  /** Loads the language's texts and formats, then switches every text and `<html lang>`. */
  changeLanguage(language: Language): Promise<void>;
}

export async function createTranslations(sources: readonly TextSource[], language: Language): Promise<Translations> {
  const translations = prepareTranslations(sources);
  await translations.changeLanguage(language);
  return translations;
}

/** Translations without a language yet: nothing is shown before the first `changeLanguage`. */
export function prepareTranslations(sources: readonly TextSource[]): Translations {
  const instance = createInstance();
  const later = createLaterTexts(sources, {
    language: () => instance.language as Language,
    // Whoever shows them has waited for them: nothing that is drawn already changes by them.
    add: (language, name, texts) => addTexts(instance, language, name, texts, { silent: true }),
  });
  const load = createLoader(instance, sources);
  const changeLanguage = async (next: Language) => {
    await Promise.all([load(next), later.follow(next)]);
    await instance.changeLanguage(next);
    if (typeof document !== 'undefined') document.documentElement.lang = next;
  };
  return { i18n: instance, later, changeLanguage };
}

function createInstance(): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    supportedLngs: [...languages],
    fallbackLng: 'en',
    resources: {},
    defaultNS: 'shell',
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  showTexts(instance);
  // `{{count, number}}` in a text: i18next itself would ask the browser's Intl, which may not know the language.
  instance.services.formatter?.add('number', (value, lng) => createNumberFormat(lng as Language).format(Number(value)));
  // `{{message, localText}}`: a text the workspace wrote, by language.
  instance.services.formatter?.add('localText', (value, lng) => localText(value, lng ?? 'en') ?? '');
  return instance;
}

/** Sections of a source that every source shares: what one module declares, another may show. */
const sharedSections = ['errors', 'nouns'] as const;

function createLoader(instance: i18n, sources: readonly TextSource[]) {
  const loading = new Map<Language, Promise<void>>();
  const loadLanguage = async (language: Language) => {
    const [texts] = await Promise.all([
      Promise.all(sources.map((source) => source.load?.(language))),
      loadIntl(language),
    ]);
    for (const [namespace, words] of texts.flatMap((part) => Object.entries(part ?? {})))
      addTexts(instance, language, namespace, words);
  };
  return (language: Language) => {
    const started = loading.get(language) ?? loadLanguage(language);
    loading.set(language, started);
    started.catch(() => loading.delete(language));
    return started;
  };
}

function addTexts(
  instance: i18n,
  language: Language,
  namespace: string,
  texts: Texts,
  options: { readonly silent?: boolean } = {},
): void {
  instance.addResourceBundle(language, namespace, texts, true, true, options);
  for (const section of sharedSections) {
    const shared = texts[section];
    if (typeof shared === 'object') instance.addResourceBundle(language, section, shared, true, true, options);
  }
}
