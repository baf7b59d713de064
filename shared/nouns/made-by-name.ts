import type { Field } from './field.ts';
import type { PersonName } from './value.ts';

/** What a new record is given that is made by its name alone: a person's is split at its first space. Null where its title is no name. */
export function namedAnew(
  title: string,
  field: Pick<Field, 'kind' | 'readOnly'> | undefined,
  words: string,
): Readonly<Record<string, string | Partial<PersonName>>> | null {
  if (!field || field.readOnly) return null;
  if (field.kind === 'text') return { [title]: words };
  if (field.kind !== 'personName') return null;
  const [given = '', ...family] = words.trim().split(/\s+/);
  return { [title]: { given, family: family.join(' ') } };
}
