import type { i18n, TFunction } from 'i18next';
import { createContext, type ReactNode, startTransition, use, useLayoutEffect, useState } from 'react';

/** Words of a namespace in the language shown. */
export interface Translation {
  readonly t: TFunction;
  readonly i18n: i18n;
}

/** What is spoken now. Another object as soon as another language is, or texts have come. */
interface Spoken {
  readonly i18n: i18n;
  readonly language: string;
  readonly byNamespace: Map<string, Translation>;
}

const SpokenContext = createContext<Spoken | null>(null);

interface TranslationProviderProps {
  readonly i18n: i18n;
  readonly children: ReactNode;
}

/**
 * Whatever shows texts below it is shown anew when they change. react-i18next listens once for each component that shows
 * one, and copies i18next for each: in a list those are a thousand.
 */
export function TranslationProvider({ i18n, children }: TranslationProviderProps) {
  const [spoken, setSpoken] = useState(() => speak(i18n));
  useLayoutEffect(() => {
    const speakAnew = () => setSpoken(speak(i18n));
    // What is told of are names that a workspace gave; nobody waits for those.
    const knowMore = () => startTransition(speakAnew);
    i18n.on('languageChanged', speakAnew);
    i18n.store.on('added', knowMore);
    // Another language may have come between drawing and listening. Else all that is shown would be drawn twice.
    setSpoken((known) => (known.language === i18n.language && known.i18n === i18n ? known : speak(i18n)));
    return () => {
      i18n.off('languageChanged', speakAnew);
      i18n.store.off('added', knowMore);
    };
  }, [i18n]);
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

/** The texts of a namespace, the shell's when none is named; of several the first is meant where a key names none. */
export function useTranslation(namespace: string | readonly string[] = 'shell'): Translation {
  const spoken = use(SpokenContext);
  if (!spoken) throw new Error('No translations above this component');
  const name = typeof namespace === 'string' ? namespace : (namespace[0] ?? 'shell');
  const known = spoken.byNamespace.get(name);
  if (known) return known;
  const translation = { t: spoken.i18n.getFixedT(spoken.i18n.language, name), i18n: spoken.i18n };
  spoken.byNamespace.set(name, translation);
  return translation;
}

function speak(i18n: i18n): Spoken {
  return { i18n, language: i18n.language, byNamespace: new Map() };
}
