import { z } from 'zod';
import { coded } from './field-errors.ts';

/** Trimmed text of at most so many characters, of characters a database can keep. */
export function plainText(maximum: number) {
  return z.string().trim().max(maximum).refine(isStorable, coded('invalidCharacter'));
}

/** Empty text is no text: null. */
export function whole(text: z.ZodType<string, string>) {
  return text.transform((value) => (value === '' ? null : value));
}

/** PostgreSQL keeps neither the null character nor halves of surrogate pairs. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}
