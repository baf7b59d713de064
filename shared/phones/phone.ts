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

/**
 * The digits by which a number is dialled in its own country: a zero (an eight in Russia and Kazakhstan) for the country's
 * code. Null where that is not known, and in North America, where nothing is put in front. Every record with a phone asks,
 * so no parser is.
 */
export function homeDigits({ number }: Phone): string | null {
  const [, code, rest] = callingCode.exec(number) ?? [];
  return code && rest && code !== '1' ? `${code === '7' ? '8' : '0'}${rest}` : null;
}

/** Calling codes after ITU-T E.164: these have one digit or two, all others three. */
const callingCode = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;

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
