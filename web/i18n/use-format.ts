import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import type { Language } from '../../shared/nouns/metadata.ts';
import { createFormat, type Format } from './format.ts';
import { useTranslation } from './use-translation.tsx';

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
  return findOrCreate(t, `${language} ${timeZone} ${cents}`, () => createFormat({ language, t, timeZone, cents }));
}

/** A list shows a thousand values in one and the same way. */
const formats = new WeakMap<TFunction, Map<string, Format>>();

function findOrCreate(t: TFunction, way: string, create: () => Format): Format {
  const ofTexts = formats.get(t) ?? new Map<string, Format>();
  formats.set(t, ofTexts);
  const known = ofTexts.get(way) ?? create();
  ofTexts.set(way, known);
  return known;
}
