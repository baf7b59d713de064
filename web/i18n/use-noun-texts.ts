import { useLayoutEffect } from 'react';
import type { NounMetadata } from '../../shared/nouns/metadata.ts';
import { localText } from './local-text.ts';
import { useTranslation } from './use-translation.tsx';

/**
 * Puts what a workspace calls its own nouns and fields among the texts of the modules', so that whatever names a noun by
 * `nouns:<noun>.…` (navigation, search, refusals) knows them too.
 */
export function useNounTexts(nouns: readonly NounMetadata[] | undefined): void {
  const { i18n } = useTranslation();
  const { language } = i18n;
  useLayoutEffect(() => {
    if (!nouns) return;
    const known: unknown = i18n.getResourceBundle(language, 'nouns') ?? {};
    // A copy of what the modules say: a name that is given up again is theirs again.
    const declared: unknown = structuredClone(known);
    i18n.addResourceBundle(language, 'nouns', textsOf(nouns, language), true, true);
    return () => {
      i18n.addResourceBundle(language, 'nouns', declared, true, true);
    };
  }, [i18n, nouns, language]);
}

type NounTexts = Readonly<Record<string, { one?: string; many?: string; fields: Readonly<Record<string, string>> }>>;

function textsOf(nouns: readonly NounMetadata[], language: string): NounTexts {
  return Object.fromEntries(
    nouns.map(({ name, label, fields }) => {
      const [one, many] = [localText(label?.one, language), localText(label?.many, language)];
      const added = fields.flatMap((field) => {
        const text = localText(field.label, language);
        return text === undefined ? [] : [[field.name, text] as const];
      });
      return [name, { ...(one ? { one } : {}), ...(many ? { many } : {}), fields: Object.fromEntries(added) }];
    }),
  );
}
