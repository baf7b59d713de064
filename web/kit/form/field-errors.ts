import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField } from '../data/named-field.ts';

/** Messages by the path of the input (`amount.currency`), gathered at the fields they belong to. */
export function errorsByField(noun: NounMetadata, byPath: Readonly<Record<string, string>>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [path, message] of Object.entries(byPath)) {
    const name = path.split('.').find((part) => findField(noun, part));
    if (name) errors[name] = errors[name] ? `${errors[name]} ${message}` : message;
  }
  return errors;
}
