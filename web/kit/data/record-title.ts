import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, PersonName } from '../../../shared/nouns/value.ts';
import type { Format } from '../../i18n/format.ts';

/** The text that names a record to a person: its title field's, a name in the order of the language. Empty without one. */
export function titleOf(noun: NounMetadata, record: AnyRecord, format: Pick<Format, 'personName'>): string {
  const value = record[noun.title];
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const { label } = value as { label?: unknown };
  return typeof label === 'string' ? label : format.personName(value as PersonName);
}
