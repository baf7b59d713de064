import { foldedLetters } from './letters.ts';

/**
 * Folds text for search: one lower-case alphabet in which Latin with and without diacritics, Cyrillic, Armenian and
 * Georgian spellings of a name meet (Иванов, Ivanov and Ivànov give the same). Digits, `@ . _ - +` and letters of other
 * scripts stay. The promise that substring search rests on: when `part` occurs in `whole`, one of `foldVariants(part)`
 * occurs in `foldText(whole)`. Where two texts are joined by anything but a letter, folding the parts gives the same.
 */
export function foldText(text: string): string {
  let folded = '';
  for (const letter of joinDigraphs(baseLetters(text))) folded += foldedLetters.get(letter) ?? letter;
  // Юлия and Yuliya write the glide that Yulia leaves out; a run shortened to one keeps every part a part.
  return folded.replace(/i{2,}/g, 'i');
}

/** Up to four folded spellings of one word of a query, likeliest first: a text matches when any of them occurs in it. */
export function foldVariants(query: string): string[] {
  const base = foldText(query);
  const candidates = [base, ...cutDigraphs(query), ...digitVariants(query), ...spellings(query, base)];
  const variants: string[] = [];
  for (const candidate of candidates) {
    // Whatever holds a longer variant holds the shorter one inside it: asking for both would find nothing more.
    if (candidate !== '' && !variants.some((variant) => candidate.includes(variant))) variants.push(candidate);
  }
  return variants.slice(0, 4);
}

/**
 * The variants of each whitespace-separated word of a query: a text is found when every word has a variant in it. Words
 * beyond the tenth are not looked at, so that a pasted page stays a cheap question.
 */
export function searchWords(query: string): string[][] {
  return query
    .split(/\s+/u)
    .map(foldVariants)
    .filter((variants) => variants.length > 0)
    .slice(0, 10);
}

/** Only the digits, as ASCII. */
export function digitsOf(text: string): string {
  return text.normalize('NFKD').replace(/[^0-9]/g, '');
}

/**
 * Lower case one code point at a time, as PostgreSQL's `lower()` does under the builtin C.UTF-8 provider: never by
 * context (final sigma) and never into two code points. They agree on every letter both know: a database may not know the
 * newest ones of Unicode.
 */
export function caseFold(text: string): string {
  let folded = '';
  for (const letter of text) folded += letter === 'İ' ? 'i' : letter.toLowerCase();
  return folded;
}

/** Lower-case letters without marks and invisible characters; compatibility forms (ﬁ, և, full width) taken apart. */
function baseLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Cf}\p{Cs}]/gu, '')
    .replace(/[^\S\n]|(?!\n)\p{Cc}/gu, ' ');
}

/** Letters that are one sound together. Each rule looks at a neighbour, so `cutDigraphs` mends queries that end there. */
function joinDigraphs(letters: string): string {
  return letters
    .replace(/ու/gu, 'u')
    .replace(/sch/g, 'sh')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/ь(?=[аеиоуыэюяіє])/gu, 'i');
}

/** A query typed so far may end, or begin, in the middle of a digraph. */
function cutDigraphs(query: string): string[] {
  const letters = baseLetters(query);
  const cut: string[] = [];
  if (letters.endsWith('ո')) cut.push(foldText(`${letters.slice(0, -1)}u`));
  if (letters.startsWith('ւ')) cut.push(...cut.map((text) => `u${text.slice(1)}`), foldText(`u${letters.slice(1)}`));
  if (letters.endsWith('p')) cut.push(foldText(`${letters.slice(0, -1)}f`));
  if (letters.endsWith('sc')) cut.push(foldText(letters.slice(0, -1)));
  return cut;
}

/** `(091) 12-34` written as it likes is sought by its digits too. */
function digitVariants(query: string): string[] {
  const digits = digitsOf(query);
  return digits.length >= 2 && /^[\d\s()+./-]+$/.test(query) ? [digits] : [];
}

type Rewriting = readonly (readonly [RegExp, string])[];

/** Latin conventions rewritten as the other alphabets fold: Yelena → elena, Tchaikovsky → khaikovski, Petroff → petrov. */
const latinAsOthers: Rewriting = [
  [/tkh/g, 'kh'],
  [/ou/g, 'u'],
  [/ie/g, 'e'],
  [/(?<=[^aeou])io(?!s)/g, 'e'],
  [/([bdghklmnprstvz])\1/g, '$1'],
];
/** Mihail → mikhail, Shterev → shkherev (щ in Bulgarian). */
const latinHardened: Rewriting = [
  [/sht/g, 'shkh'],
  [/(?<![bcdgkpsztr])h/g, 'kh'],
];
/** Khristo → hristo, Alekseevna → alekseievna, Solovyov → soloviev: one Latin convention rewritten as another. */
const latinOtherwise: Rewriting = [
  [/kh/g, 'h'],
  [/(?<=[aeou])e/g, 'ie'],
  [/(?<=[^aeou])io/g, 'ie'],
];
/** Алексеевна → alekseievna, Христо → hristo, Щерев → shterev, Джон → ion. */
const othersAsEnglish: Rewriting = [[/(?<=[aeou])e/g, 'ie']];
const othersAsBulgarian: Rewriting = [
  [/shkh/g, 'sht'],
  [/kh/g, 'h'],
  [/dzh/g, 'i'],
];

function spellings(query: string, base: string): string[] {
  if (!/\p{L}/u.test(query)) return [];
  if (/[^\p{Script=Latin}\P{L}]/u.test(query)) {
    const withYo = foldText(query.normalize('NFC').replace(/ё/giu, 'ио'));
    return [rewrite(othersAsEnglish, withYo), rewrite(othersAsBulgarian, base), base.replaceAll('kh', 'h')];
  }
  return [latinAsOthers, latinHardened, latinOtherwise].map((rules) => rewrite(rules, base));
}

function rewrite(rules: Rewriting, text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
