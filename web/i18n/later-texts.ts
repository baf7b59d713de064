import type { Language } from '../../shared/nouns/metadata.ts';
import type { Texts } from '../module.ts';
import type { TextSource } from './i18n.ts';

/** Texts that screens bring along when they are opened, by the names of their sources. */
export interface LaterTexts {
  /** Whether all of them are there in the language shown. */
  has(names: readonly string[]): boolean;
  /** Brings them. The same promise until it is settled; what failed is tried again. Rejects when one can not be loaded. */
  load(names: readonly string[]): Promise<void>;
  /** Brings in a language whatever has been brought in another; for whoever changes the language, before it is shown. */
  follow(language: Language): Promise<void>;
}

/** Milliseconds a failure stands: as long as this, asking again gives the same answer instead of asking in a circle. */
const patience = 2_000;

export function createLaterTexts(
  sources: readonly Pick<TextSource, 'name' | 'later'>[],
  shown: { language(): Language; add(language: Language, name: string, texts: Texts): void },
): LaterTexts {
  const byName = new Map(sources.map(({ name, later }) => [name, later]));
  const asked = new Set<string>();
  const loaded = new Set<string>();
  const loading = new Map<string, Promise<void>>();
  const keyOf = (language: Language, name: string) => `${language}/${name}`;
  const loadOne = async (language: Language, name: string) => {
    const later = byName.get(name);
    if (!later || loaded.has(keyOf(language, name))) return;
    shown.add(language, name, await later(language));
    loaded.add(keyOf(language, name));
  };
  const loadAll = (language: Language, names: readonly string[]) => {
    const key = keyOf(language, names.join());
    const started = loading.get(key) ?? Promise.all(names.map((name) => loadOne(language, name))).then(() => undefined);
    loading.set(key, started);
    started.catch(() => setTimeout(() => loading.delete(key), patience));
    return started;
  };
  return {
    has: (names) => names.every((name) => !byName.get(name) || loaded.has(keyOf(shown.language(), name))),
    load: (names) => {
      for (const name of names) asked.add(name);
      return loadAll(shown.language(), names);
    },
    follow: (language) => loadAll(language, [...asked]),
  };
}
