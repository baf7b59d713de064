import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Phone } from '../nouns/value.ts';

/**
 * A phone number as typed: `number` is E.164 where it can be understood (by its +, by 00, or as a number of the default
 * country, ISO 3166-1 alpha-2), else its digits. Null when there are fewer than three digits.
 */
export function parsePhone(text: string, defaultCountry?: string): Phone | null {
  const original = text.trim();
  const digits = original.normalize('NFKC').replace(/\D/g, '');
  if (digits.length < 3) return null;
  const country = defaultCountry && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  return { number: findE164(original, country) ?? digits, original };
}

/** The number as it is read aloud internationally ("+374 91 123456"), or as it was typed where it was not understood. */
export function formatPhone(phone: Phone): string {
  return parsePhoneNumberFromString(phone.number)?.formatInternational() ?? phone.original;
}

/** The number as it is dialled in its own country ("091 123456"); null where it was not understood. */
export function nationalPhone({ number }: Phone): string | null {
  return (number.startsWith('+') && parsePhoneNumberFromString(number)?.formatNational()) || null;
}

/** Several numbers in one cell, parted by comma, semicolon, slash or line. */
export function parsePhones(text: string, defaultCountry?: string): Phone[] {
  const phones = text.split(/[,;/\n|]+/).map((part) => parsePhone(part, defaultCountry));
  return phones.filter((phone) => phone !== null);
}

function findE164(text: string, country: CountryCode | undefined): string | null {
  for (const written of [text, text.replace(/^\s*00/, '+')]) {
    const parsed = parsePhoneNumberFromString(written, country);
    if (parsed?.isPossible()) return parsed.number;
  }
  return null;
}
