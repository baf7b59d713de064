import { z } from 'zod';
import { isEmailAddress } from '../emails/email.ts';
import type { Email, Phone, Url } from '../nouns/value.ts';
import { parsePhone } from '../phones/phone.ts';
import { parseUrl } from '../urls/url.ts';
import { coded } from './field-errors.ts';
import { plainText } from './text-schemas.ts';

/** How many addresses or numbers one person or company may have. */
const entries = 50;
const label = plainText(100).nullish();

/** Addresses, each a text or `{address, label?}`; the same address counts once. */
export function emailsInput(): z.ZodType {
  return z
    .array(z.union([emailAddress, z.strictObject({ address: emailAddress, label })]))
    .max(entries)
    .transform((emails) => uniqueBy(emails.map(emailOf), (email) => email.address.toLowerCase()));
}

/** Numbers, each a text or `{number, original?, label?}`; the same number counts once. */
export function phonesInput(): z.ZodType {
  return z
    .array(z.union([phoneText, z.strictObject({ number: phoneText, original: plainText(60).nullish(), label })]))
    .max(entries)
    .transform((phones) => uniqueBy(phones.map(phoneOf), (phone) => phone.number));
}

/** Web, mail and telephone addresses, each a text or `{address, label?}`; the same address counts once. */
export function urlsInput(): z.ZodType {
  return z
    .array(z.union([urlText, z.strictObject({ address: urlText, label })]))
    .max(entries)
    .transform((urls) => uniqueBy(urls.map(urlOf), (url) => url.address));
}

const urlText = plainText(2000).refine((text) => parseUrl(text) !== null, coded('notAUrl'));
const emailAddress = plainText(254).refine(isEmailAddress, coded('notAnEmail'));
const phoneText = plainText(60).refine((text) => parsePhone(text) !== null, coded('notAPhone'));

function emailOf(given: string | { address: string; label?: string | null }): Email {
  const { address, label: name } = typeof given === 'string' ? { address: given, label: null } : given;
  return name ? { address, label: name } : { address };
}

function urlOf(given: string | { address: string; label?: string | null }): Url {
  const { address: text, label: name } = typeof given === 'string' ? { address: given, label: null } : given;
  const address = parseUrl(text) ?? text;
  return name ? { address, label: name } : { address };
}

function phoneOf(given: string | { number: string; original?: string | null; label?: string | null }): Phone {
  const {
    number,
    original,
    label: name,
  } = typeof given === 'string' ? { number: given, original: null, label: null } : given;
  const written = { number: parsePhone(number)?.number ?? number, original: original || number };
  return name ? { ...written, label: name } : written;
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
