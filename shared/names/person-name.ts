import type { Language } from '../nouns/metadata.ts';
import type { PersonName } from '../nouns/value.ts';

/**
 * A person's name as one text without the prefix: family name first in formal Russian (Иванов Иван Иванович), given name
 * first elsewhere (Ivan Ivanovich Ivanov).
 */
export function personNameText(name: PersonName, language: Language): string {
  const { given, middle, family } = name;
  const parts = language === 'ru' ? [family, given, middle] : [given, middle, family];
  return parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ');
}

/**
 * Takes a name written as one text apart: "Ivan Ivanov", "Иванов Иван Иванович", "Harutyunyan, Hayk", "Dr. Anna van der
 * Berg". A single word is the given name. Gives an empty object for an empty text.
 */
export function parsePersonName(text: string): PersonName {
  const words = text.trim().replace(/\s+/gu, ' ');
  const comma = words.indexOf(',');
  if (comma > 0) return parseWithComma(words.slice(0, comma).trim(), words.slice(comma + 1).trim());
  return parseWords(words.split(' ').filter(Boolean));
}

function parseWithComma(before: string, after: string): PersonName {
  if (after === '' || suffix.test(after)) return parsePersonName(before);
  const { prefix, rest } = takePrefix(after.split(' '));
  const { prefix: early, rest: family } = takePrefix(before.split(' '));
  return filled({ prefix: prefix ?? early, given: rest[0], middle: rest.slice(1).join(' '), family: family.join(' ') });
}

function parseWords(words: readonly string[]): PersonName {
  const { prefix, rest } = takePrefix(words);
  const [first, second, third] = rest;
  if (rest.length <= 1) return filled({ prefix, given: first });
  if (rest.length === 3 && third && patronymic.test(third)) {
    return filled({ prefix, family: first, given: second, middle: third });
  }
  if (rest.length === 2 && second && patronymic.test(second)) return filled({ prefix, given: first, middle: second });
  const familyStart = familyStartsAt(rest);
  const middle = rest.slice(1, familyStart).join(' ');
  return filled({ prefix, given: first, middle, family: rest.slice(familyStart).join(' ') });
}

/** The last word, with the particles before it: "van der Berg", "de la Cruz". */
function familyStartsAt(words: readonly string[]): number {
  let start = words.length - 1;
  while (start > 1 && particle.test(words[start - 1] ?? '')) start -= 1;
  return start;
}

function takePrefix(words: readonly string[]): { prefix: string | undefined; rest: readonly string[] } {
  const [first] = words;
  return first && words.length > 1 && title.test(first)
    ? { prefix: first, rest: words.slice(1) }
    : { prefix: undefined, rest: words };
}

function filled(name: PersonName): PersonName {
  return Object.fromEntries(Object.entries(name).filter(([, part]) => part));
}

const title =
  /^(mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|hon|herr|frau|mme|m|г-н|г-жа|господин|госпожа|д-р|проф|инж|պրն|տկն|դոկտ|ბ-ნი|ბატონი|ქალბატონი)\.?$/iu;
const suffix = /^(jr|sr|ii|iii|iv|phd|md|esq|inc|llc|ltd)\.?$/iu;
const particle = /^(van|von|der|den|de|di|da|del|della|la|le|du|dos|el|al|bin|ibn|ter|ten|zu|af|st\.?)$/iu;
/** Middle names formed from the father's given name; Bulgarian ones look like family names and stand in the middle anyway. */
const patronymic =
  /(ович|евич|ьич|кич|мич|овна|евна|ична|инична|ovich|evich|yevich|ovna|evna|yevna|ichna|оглы|кызы)$/iu;
