import type { Language } from '../../../shared/nouns/metadata.ts';
import { findCountryName } from '../../i18n/intl.ts';

/** A country's name in the language; the text itself where it is no ISO 3166 code. */
export function countryName(country: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  // One name is not worth the names of all.
  return isCountry(country) ? (findCountryName(language as Language, country) ?? country) : country;
}

/** Every country's name, in the order of the language. */
export function listCountryNames(language: string): string[] {
  return [...countriesIn(language).values()].sort((one, other) => one.localeCompare(other, language));
}

/** The ISO code of the country that is called so in the language, whatever the case; null for none. */
export function findCountry(name: string, language: string): string | null {
  const sought = name.trim().toLowerCase();
  for (const [code, known] of countriesIn(language)) {
    if (known.toLowerCase() === sought) return code;
  }
  return null;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that name no country: groups of states, the unknown and private ones. */
const noCountries = /^(EU|EZ|QO|UN|X.|ZZ)$/;
const known = new Map<string, ReadonlyMap<string, string>>();

/** Code to name; English where the browser does not know the language. */
function countriesIn(language: string): ReadonlyMap<string, string> {
  let countries = known.get(language);
  if (!countries) {
    const codes = letters.flatMap((one) => letters.map((other) => one + other)).filter(isCountry);
    countries = new Map(
      codes.flatMap((code) => [[code, findCountryName(language as Language, code)] as const]).filter(isNamed),
    );
    known.set(language, countries);
  }
  return countries;
}

const isNamed = (entry: readonly [string, string | null]): entry is readonly [string, string] => entry[1] !== null;

/** Retired codes (Rhodesia) stand for the country of today, which is listed by its own. */
const isCountry = (code: string) =>
  !noCountries.test(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
