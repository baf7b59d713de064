import type { Language } from '../../shared/nouns/metadata.ts';
import type { Texts } from '../module.ts';
import type { TextSource } from './i18n.ts';

/** Texts that screens bring along when they are opened, by the names of their sources. */
export interface LaterTexts {
  /**
   * Brings them; what failed is tried again. Rejects when one can not be loaded. The same promise each time, which React knows
   * to be settled once it is: a component has to `use` it even then, as it goes on drawing where it had stopped to wait, and
   * takes the hooks after it for those of another drawing when it does not ask as before.
   */
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
  const isThere = (language: Language, name: string) => !byName.get(name) || loaded.has(keyOf(language, name));
  const loadOne = async (language: Language, name: string) => {
    const later = byName.get(name);
    if (!later || isThere(language, name)) return;
    shown.add(language, name, await later(language));
    loaded.add(keyOf(language, name));
  };
  const loadAll = (language: Language, names: readonly string[]) => {
    const key = keyOf(language, names.join());
    const known = loading.get(key);
    if (known) return known;
    const isAllThere = names.every((name) => isThere(language, name));
    const started = Promise.all(names.map((name) => loadOne(language, name))).then(() => undefined);
    loading.set(key, started);
    if (isAllThere) settle(started);
    started.then(
      () => settle(started),
      () => setTimeout(() => loading.delete(key), patience),
    );
    return started;
  };
  return {
    load: (names) => {
      for (const name of names) asked.add(name);
      return loadAll(shown.language(), names);
    },
    follow: (language) => loadAll(language, [...asked]),
  };
}

/** Tells React so: who uses it goes on at once. */
function settle(promise: Promise<void>): void {
  Object.assign(promise, { status: 'fulfilled', value: undefined });
}
