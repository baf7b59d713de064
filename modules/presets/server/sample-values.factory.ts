import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

/** A value for every field of a noun that a person could fill; those that point somewhere only where `ids` knows a record. */
export function sampleValues(noun: Noun, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const entries = Object.entries(noun.fields).flatMap(([name, field]) => {
    const value = field.readOnly || field.retired ? undefined : sampleValue(field, ids);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

const samples: Readonly<Record<string, string>> = { url: 'https://ararat.am', numbering: '{YYYY}-{0000}' };

function sampleValue(field: Field, ids: ReadonlyMap<string, string>): unknown {
  switch (field.kind) {
    case 'text':
      return field.pattern?.example ?? samples[field.format ?? ''] ?? 'Ararat 1';
    case 'longText':
      return 'As agreed by telephone.';
    case 'richText':
      return '<p>Day one</p>';
    case 'number':
    case 'percent':
    case 'rating':
      return Math.max(field.kind === 'rating' ? 1 : (field.min ?? 0), 2);
    case 'money':
      return { amount: '120.00', currency: 'USD' };
    case 'date':
      return '2026-05-04';
    case 'datetime':
      return '2026-05-04T09:00:00.000Z';
    case 'boolean':
      return true;
    case 'choice':
      return field.options[0]?.value;
    case 'choices':
      return field.options.slice(0, 2).map(({ value }) => value);
    case 'emails':
      return [{ address: 'anahit@ararat.am' }];
    case 'phones':
      return [{ number: '+37491123456' }];
    case 'urls':
      return [{ address: 'https://ararat.am' }];
    case 'personName':
      return { given: 'Anahit', family: 'Petrosyan' };
    case 'address':
      return { city: 'Yerevan' };
    case 'location':
      return { latitude: 40.18, longitude: 44.51 };
    case 'relation':
      return ids.get(field.to);
    case 'member':
      return ids.get('member');
    case 'links':
      return [ids.get(field.to)].filter((id) => id !== undefined);
    default:
      return undefined;
  }
}
