import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NamedField } from '../data/named-field.ts';

const widths: Readonly<Record<FieldKind, string>> = {
  text: 'minmax(160px, 1.4fr)',
  longText: 'minmax(200px, 2fr)',
  number: 'minmax(110px, 0.7fr)',
  money: 'minmax(130px, 0.8fr)',
  date: 'minmax(120px, 0.7fr)',
  datetime: 'minmax(170px, 0.9fr)',
  boolean: 'minmax(90px, 0.5fr)',
  choice: 'minmax(130px, 0.8fr)',
  choices: 'minmax(170px, 1fr)',
  emails: 'minmax(190px, 1.2fr)',
  phones: 'minmax(160px, 1fr)',
  personName: 'minmax(180px, 1.4fr)',
  address: 'minmax(200px, 1.4fr)',
  member: 'minmax(150px, 1fr)',
  relation: 'minmax(160px, 1.2fr)',
  links: 'minmax(170px, 1.2fr)',
};

/** The grid's columns as CSS: the selection, then each field as wide as its kind needs, the title widest. */
export function gridTemplate(fields: readonly NamedField[], title: string): string {
  const columns = fields.map((field) => (field.name === title ? 'minmax(220px, 2fr)' : widths[field.kind]));
  return ['44px', ...columns].join(' ');
}
