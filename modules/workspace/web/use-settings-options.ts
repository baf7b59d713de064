import { useMemo } from 'react';
import { languages } from '../../../shared/nouns/metadata.ts';
import { listCurrencies } from '../../../web/i18n/currencies.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { listTimeZones } from '../../../web/i18n/time-zones.ts';
import { useLanguage } from '../../../web/i18n/use-language.ts';

/** What the workspace's settings are chosen from, named in the language of the page. */
export function useSettingsOptions(timeZone: string) {
  const { language } = useLanguage();
  return useMemo(
    () => ({
      languages: languages.map((one) => ({ value: one, label: languageNames[one] })),
      currencies: listCurrencies(language).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
      timeZones: listTimeZones(timeZone).map(({ name, label }) => ({ value: name, label })),
    }),
    [language, timeZone],
  );
}
