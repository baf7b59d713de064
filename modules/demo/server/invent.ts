import type { Address, Email, PersonName, Phone } from '../../../shared/nouns/value.ts';
import { foldText } from '../../../shared/text/fold.ts';
import type { Culture } from './culture/culture.ts';
import type { Random } from './random.ts';

/** Somebody's full name as it is written in the culture. */
export function inventName(random: Random, culture: Culture): PersonName {
  const isMan = random.chance(0.5);
  const [his, hers] = random.pick(culture.families);
  const middle = culture.middles && random.chance(0.7) ? random.pick(culture.middles)[isMan ? 0 : 1] : undefined;
  return {
    given: random.pick(isMan ? culture.men : culture.women),
    ...(middle ? { middle } : {}),
    family: isMan ? his : hers,
  };
}

/** A number of the culture's country as people there write it; `#` in a pattern stands for a digit. */
export function inventPhone(random: Random, pattern: string): Phone {
  const original = pattern.replace(/#/g, () => String(random.below(10)));
  return { number: original.replace(/[ -]/g, ''), original };
}

export function inventAddress(random: Random, culture: Culture): Address {
  return { street: random.pick(culture.streets), ...random.pick(culture.cities), country: culture.country };
}

/** An address in a domain that is set apart for examples, so that nothing is ever sent to a stranger. */
export function inventEmail(mailbox: string, domain: string): Email {
  return { address: `${latin(mailbox)}@${domain}` };
}

export function domainOf(company: string): string {
  return `${latin(company)}.example`;
}

/** Latin words stay as they are spelt; folding, made for search, respells what it brings over from other alphabets. */
function latin(text: string): string {
  const letters = text
    .split(/\s+/)
    .map((word) => (/^[ -~]*$/.test(word) ? word.toLowerCase() : foldText(word)))
    .join('-')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return letters || 'office';
}
