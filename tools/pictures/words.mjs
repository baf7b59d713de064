// The texts of the languages, and what of a screen is in none of them or in the wrong one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');

/** @returns {Map<string, string>} the texts of a language by namespace and key: `kit:filter.title` */
export function readLanguage(language) {
  const modules = readdirSync(path.join(root, 'modules')).map((name) => `modules/${name}`);
  const texts = new Map();
  for (const folder of ['web/shell', 'web/kit', 'web/kit/views', ...modules]) {
    const file = path.join(root, folder, 'locales', `${language}.json`);
    if (existsSync(file)) collect(JSON.parse(readFileSync(file, 'utf8')), `${path.basename(folder)}:`, texts);
  }
  return texts;
}

function collect(value, key, texts) {
  if (typeof value === 'string') texts.set(key, value);
  else
    for (const [name, part] of Object.entries(value))
      collect(part, key.endsWith(':') ? key + name : `${key}.${name}`, texts);
}

/** Names are names, those of the workspace that is photographed too. */
const rightEverywhere = new Set([
  ...JSON.parse(readFileSync(path.join(root, 'tools/checks/same-in-every-language.json'), 'utf8')),
  'Ararat Trading',
]);
const wordsOf = (text) => text.toLowerCase().match(/[a-z]+/g) ?? [];

/**
 * Finds English in what a screen of another language shows: a whole text of the English ones, or several words that all are
 * words of theirs.
 *
 * @param {ReadonlyMap<string, string>} english
 * @param {ReadonlyMap<string, string>} own
 * @returns {(texts: readonly string[]) => string[]}
 */
export function createEnglishFinder(english, own) {
  const ownTexts = new Set(own.values());
  const whole = new Set([...english.values()].filter((text) => /[a-z]{3}/i.test(text) && !ownTexts.has(text)));
  const vocabulary = new Set([...english.values()].flatMap((text) => wordsOf(text.replaceAll(/\{\{.*?\}\}/g, ''))));
  const isSentence = (text) => {
    const words = wordsOf(text);
    return words.length > 2 && !/[^\0-\u024F\u2000-\u2BFF]/.test(text) && words.every((word) => vocabulary.has(word));
  };
  const isAddress = (text) => /^\S+\.\S+$/.test(text);
  return (texts) =>
    texts.filter((text) => !rightEverywhere.has(text) && !isAddress(text) && (whole.has(text) || isSentence(text)));
}

/**
 * Finds what should have become a text or a value: keys of texts, names of options, what a program says when it has nothing.
 *
 * @param {readonly string[]} texts
 * @param {ReadonlySet<string>} options ids of options that are no words of the language
 */
export function findRaw(texts, options) {
  const unfinished = /\bundefined\b|\bNaN\b|\[object|\{\{|\}\}|Invalid Date/;
  const key = /^[a-z]+:[a-z]\w+\.[\w.]+$|\b[a-z]+[A-Za-z]*\.[a-z]+[A-Za-z]*\.[a-z]\w*\b(?!\/)/;
  const isAddress = (text) => /@|:\/\/|\.(example|org|com)\b/.test(text);
  return texts.filter((text) => unfinished.test(text) || (key.test(text) && !isAddress(text)) || options.has(text));
}

/**
 * The ids of the options of all fields that are no text of the language themselves.
 *
 * @param {readonly { fields: readonly { options?: readonly (string | { value?: string, name?: string })[] }[] }[]} nouns
 * @param {ReadonlyMap<string, string>} texts
 */
export function listRawOptions(nouns, texts) {
  const known = new Set(texts.values());
  const ids = nouns.flatMap(({ fields }) => fields.flatMap(({ options = [] }) => options));
  const names = ids.map((option) => (typeof option === 'string' ? option : (option.value ?? option.name ?? '')));
  return new Set(names.filter((name) => name.length > 1 && !known.has(name)));
}
