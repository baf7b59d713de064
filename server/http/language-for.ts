import { type Language, languages } from '../../shared/nouns/metadata.ts';

/** The language of whoever looks: as the link says, else as their browser, else the workspace's. */
export function languageFor(asked: string | null, accepted: string | null, fallback: Language): Language {
  const wanted = [asked ?? '', ...(accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  const known = wanted.find((one) => (languages as readonly string[]).includes(one));
  return (known as Language | undefined) ?? fallback;
}
