import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/nouns/metadata.ts';
import { createFormat, type Format } from './format.ts';

/** The zone (IANA name) moments are shown in: the workspace's, or the browser's while nobody is signed in. */
export const TimeZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Whether every amount shows its cents, for amounts that are read against each other. */
export const CentsContext = createContext(false);

/** How values read for the person in front: their language, the workspace's time zone. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  const timeZone = useContext(TimeZoneContext);
  const cents = useContext(CentsContext);
  const language = i18n.language as Language;
  return useMemo(() => createFormat({ language, t, timeZone, cents }), [language, t, timeZone, cents]);
}
