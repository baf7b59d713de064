import type { LocalText } from '../../shared/nouns/field.ts';

/** The text in this language, else the first there is; undefined where there is none at all. */
export function localText(text: LocalText | null | undefined, language: string): string | undefined {
  return text?.[language] ?? Object.values(text ?? {})[0];
}

/** The texts that were given, without those that were emptied. */
export function givenTexts(text: LocalText): Record<string, string> {
  return Object.fromEntries(
    Object.entries(text).flatMap(([language, given]) => (given?.trim() ? [[language, given.trim()]] : [])),
  );
}
