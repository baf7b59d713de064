import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../shared/nouns/metadata.ts';

/** The texts of one `locales` folder: per language, the text of each key; nested keys are joined by dots. */
export interface Locales {
  /** The folder, from the root. */
  readonly folder: string;
  readonly texts: Readonly<Record<Language, ReadonlyMap<string, string>>>;
}

/** Reads the five files of a `locales` folder. What is missing or unreadable is reported and counts as empty. */
export function readLocales(root: string, folder: string, report: (problem: string) => void): Locales {
  const read = (language: Language) => {
    const file = `${folder}/${language}.json`;
    const texts = new Map<string, string>();
    try {
      flatten(JSON.parse(readFileSync(path.join(root, file), 'utf8')), '', texts, (key) => {
        report(`${file}: ${key} is not a text`);
      });
    } catch (error) {
      report(`${file}: can not be read: ${(error as Error).message}`);
    }
    return texts;
  };
  return { folder, texts: { en: read('en'), ru: read('ru'), bg: read('bg'), hy: read('hy'), ka: read('ka') } };
}

function flatten(value: unknown, key: string, texts: Map<string, string>, refuse: (key: string) => void): void {
  if (typeof value === 'string') texts.set(key, value);
  else if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(key);
  else for (const [name, part] of Object.entries(value)) flatten(part, key ? `${key}.${name}` : name, texts, refuse);
}

/** The text without what is filled in or interpreted: `{{placeholders}}`, `$t(…)`, `<tags>`. */
export function wordsOf(text: string): string {
  return text.replace(/\{\{.*?\}\}|\$t\(.*?\)|<[^>]*>/g, ' ');
}

/** The names filled into a text, sorted: `{{count, number}}` is `count`. */
export function placeholdersOf(text: string): string[] {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+).*?\}\}/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}
