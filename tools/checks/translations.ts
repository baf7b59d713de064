import { type Language, languages } from '../../shared/nouns/metadata.ts';
import { type Locales, placeholdersOf, wordsOf } from './texts.ts';

type Texts = ReadonlyMap<string, string>;

const scripts: Readonly<Record<Exclude<Language, 'en'>, RegExp>> = {
  ru: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  hy: /\p{Script=Armenian}/u,
  ka: /\p{Script=Georgian}/u,
};
/** Letters Russian and Bulgarian do not share: what one pasted into the other's file gives away. */
const foreignLetters: Readonly<Partial<Record<Language, RegExp>>> = { bg: /[ыэё]/i };
/** A Latin letter inside a word of another script: it looks right and is never found. */
const own = '(?=\\p{L})[\\p{Script=Cyrillic}\\p{Script=Armenian}\\p{Script=Georgian}]';
const mixedWord = new RegExp(`\\p{Script=Latin}${own}|${own}\\p{Script=Latin}`, 'u');

/** Finds texts that are missing, untranslated or lack a form, by the English ones. `same` may equal English. */
export function compareTranslations(locales: Locales, same: ReadonlySet<string>): string[] {
  const english = locales.texts.en;
  const plurals = pluralKeys(english);
  return languages.flatMap((language) => {
    const texts = locales.texts[language];
    const problems = [
      ...compareKeys(language, texts, english, plurals),
      ...[...texts].flatMap(([key, text]) => judgeText(language, key, text, english, plurals, same)),
    ];
    return problems.map((problem) => `${locales.folder}/${language}.json: ${problem}`);
  });
}

/** The keys, without suffix, that count something: in English those with both of its forms. */
function pluralKeys(english: Texts): string[] {
  const stems = [...english.keys()]
    .filter((key) => key.endsWith('_other'))
    .map((key) => key.slice(0, -'_other'.length));
  return stems.filter((stem) => english.has(`${stem}_one`));
}

function compareKeys(language: Language, texts: Texts, english: Texts, plurals: readonly string[]): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const plain = [...english.keys()].filter((key) => !stemOf(key, plurals));
  const wanted = new Set([...plain, ...plurals.flatMap((stem) => forms.map((form) => `${stem}_${form}`))]);
  const missing = [...wanted].filter((key) => !texts.has(key)).map((key) => `${key} is missing`);
  const surplus = [...texts.keys()].filter((key) => !wanted.has(key)).map((key) => `${key} is not in English`);
  return [...missing, ...surplus];
}

function stemOf(key: string, plurals: readonly string[]): string | undefined {
  return plurals.find(
    (stem) => /^_(zero|one|two|few|many|other)$/.test(key.slice(stem.length)) && key.startsWith(stem),
  );
}

function judgeText(
  language: Language,
  key: string,
  text: string,
  english: Texts,
  plurals: readonly string[],
  same: ReadonlySet<string>,
): string[] {
  if (text.trim() === '') return [`${key} is empty`];
  if (language === 'en') return [];
  const stem = stemOf(key, plurals);
  const original = english.get(key) ?? (stem ? english.get(`${stem}_other`) : undefined);
  if (original === undefined) return [];
  return [...judgeLanguage(language, key, text, original, same), ...judgePlaceholders(key, text, original, stem)];
}

function judgeLanguage(
  language: Exclude<Language, 'en'>,
  key: string,
  text: string,
  original: string,
  same: ReadonlySet<string>,
): string[] {
  const words = wordsOf(text);
  if (mixedWord.test(words)) return [`${key} mixes Latin letters into a word: "${text}"`];
  if (foreignLetters[language]?.test(words)) return [`${key} has letters the language does not: "${text}"`];
  if (same.has(original) || !/\p{L}/u.test(wordsOf(original))) return [];
  if (text === original) return [`${key} is still English: "${text}"`];
  return scripts[language].test(words) ? [] : [`${key} is not in the language's script: "${text}"`];
}

/** Every name the English text fills in is filled in here too; forms of a plural may leave out the count. */
function judgePlaceholders(key: string, text: string, original: string, stem: string | undefined): string[] {
  const given = placeholdersOf(text);
  const wanted = placeholdersOf(original);
  const missing = wanted.filter((name) => !given.includes(name) && !(stem && name === 'count'));
  const unknown = given.filter((name) => !wanted.includes(name) && !(stem && name === 'count'));
  if (missing.length + unknown.length === 0) return [];
  return [`${key} fills in ${given.join(', ') || 'nothing'} where English fills in ${wanted.join(', ') || 'nothing'}`];
}
