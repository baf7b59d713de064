import { isSystem, type NamedField } from './named-field.ts';

/** The sections of a card that nobody has laid out. */
export type StandardSection = 'main' | 'contact' | 'text' | 'system';
export const standardSections: readonly StandardSection[] = ['main', 'contact', 'text', 'system'];

const contactKinds: ReadonlySet<string> = new Set(['emails', 'phones', 'urls', 'address', 'location']);

/** Marks stand at the head of every card, however it is laid out. */
export const isAtHead = (field: NamedField): boolean => field.kind === 'links' && field.badges !== undefined;

/** Where a field stands on such a card; null for what is told elsewhere. */
export function standardSectionOf(field: NamedField): StandardSection | null {
  if (field.name === 'deletedAt') return null;
  if (isSystem(field)) return 'system';
  if (isAtHead(field)) return null;
  if (contactKinds.has(field.kind)) return 'contact';
  if (field.kind === 'text' && field.format === 'url') return 'contact';
  return field.kind === 'longText' || field.kind === 'richText' ? 'text' : 'main';
}
