import { isEmpty } from '../../../server/records/values.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { Email, PersonName, Phone } from '../../../shared/nouns/value.ts';
import { caseFold } from '../../../shared/text/fold.ts';
import type { SoughtKey } from './key.repository.ts';

type GivenValues = Readonly<Record<string, unknown>>;

/** The fields that recognise a record of the noun, the surest first. */
export function keyNames(noun: Noun): readonly string[] {
  return ['externalId', ...(noun.matchBy ?? [])];
}

export interface NamedKey extends SoughtKey {
  /** The field that holds it. */
  readonly name: string;
}

/** The keys a row is sought by, in their order: an `externalId` alone decides. */
export function soughtKeys(noun: Noun, values: GivenValues): readonly NamedKey[] {
  const keys = listKeys(noun, values);
  return keys[0]?.name === 'externalId' ? keys.slice(0, 1) : keys;
}

/** The keys the values hold, one a field, in their order. */
export function listKeys(noun: Noun, values: GivenValues): readonly NamedKey[] {
  return keyNames(noun).flatMap((name) => {
    const [text] = keyTexts(noun, name, values[name]);
    return text === undefined
      ? []
      : [{ name, text, title: isShared(noun, name) ? titleOf(noun, values) || null : null }];
  });
}

/** Everything a record with these values may be recognised by later. */
export function ownKeys(noun: Noun, values: GivenValues): readonly string[] {
  return keyNames(noun).flatMap((name) => keyTexts(noun, name, values[name]).map((text) => `${name}:${text}`));
}

/** What a record is called; empty where the values do not tell. */
export function titleOf(noun: Noun, values: GivenValues): string {
  const value = values[noun.title];
  if (typeof value === 'string') return value;
  return value && typeof value === 'object' ? personNameText(value as PersonName, 'en') : '';
}

/** Colleagues have a telephone in common: with another name it is another person. */
export function isShared(noun: Noun, name: string): boolean {
  return allFields(noun)[name]?.kind === 'phones';
}

function keyTexts(noun: Noun, name: string, value: unknown): readonly string[] {
  if (isEmpty(value)) return [];
  switch (allFields(noun)[name]?.kind) {
    case undefined:
      return [];
    case 'emails':
      return (value as readonly Email[]).map(({ address }) => caseFold(address.trim()));
    case 'phones':
      return (value as readonly Phone[]).map(({ number }) => number);
    default:
      return [caseFold(String(value).trim())];
  }
}
