import { createContext, useContext } from 'react';
import type { Language } from '../../shared/nouns/metadata.ts';
import { rememberLanguage } from './languages.ts';
import { useTranslation } from './use-translation.tsx';

type Change = (language: Language) => Promise<void>;

/** Loads and shows another language; given by the app. */
export const ChangeLanguageContext = createContext<Change>(() => {
  throw new Error('No translations above this component');
});

/** The language shown and the way to choose another, which this browser then remembers. */
export function useLanguage(): { readonly language: Language; readonly chooseLanguage: Change; readonly show: Change } {
  const { i18n } = useTranslation();
  const show = useContext(ChangeLanguageContext);
  const chooseLanguage: Change = async (language) => {
    await show(language);
    rememberLanguage(language);
  };
  return { language: i18n.language as Language, chooseLanguage, show };
}
