import { latinWords } from './custom-field.ts';
import { type LocalText, member, text } from './field.ts';
import type { Noun } from './noun.ts';
import type { NounWords } from './noun-words.ts';

/** The icons an added noun may have, by their Tabler names. */
export const nounIcons = [
  'folder',
  'file-text',
  'file-invoice',
  'contract',
  'clipboard-list',
  'calendar',
  'calendar-event',
  'clock',
  'flag',
  'star',
  'heart',
  'bookmark',
  'tag',
  'key',
  'lock',
  'shield',
  'certificate',
  'home',
  'building',
  'building-store',
  'building-warehouse',
  'building-hospital',
  'bed',
  'door',
  'map-pin',
  'plane',
  'car',
  'truck',
  'bike',
  'tool',
  'settings',
  'device-laptop',
  'printer',
  'package',
  'shopping-cart',
  'receipt',
  'cash',
  'credit-card',
  'chart-bar',
  'school',
  'book',
  'users',
  'user',
  'stethoscope',
  'scissors',
  'paw',
  'plant',
  'tools-kitchen-2',
  'speakerphone',
  'message',
  'phone',
  'mail',
  'target-arrow',
] as const;
export type NounIcon = (typeof nounIcons)[number];

/** What an owner says of a noun of the workspace's own. */
export interface CustomNounDefinition extends NounWords {
  /** What one record is called, and many. */
  readonly one: LocalText;
  readonly many: LocalText;
  readonly icon: NounIcon;
  /** As with declared nouns: `work` is changed by its owner, `directory` is kept by managers and owners. */
  readonly rights: 'work' | 'directory';
  /** What the field that names a record is called; "Name" when absent. */
  readonly titleLabel?: LocalText;
  /** No longer offered: its records are kept and can be read, never written. */
  readonly retired?: boolean;
}

/** A noun that a workspace has added. */
export interface CustomNoun {
  readonly id: string;
  /** `x` and a capital letter begin it, which no noun of a module does. */
  readonly name: string;
  /** `x-` begins it. */
  readonly plural: string;
  readonly definition: CustomNounDefinition;
  /** Counts its changes, from 1. */
  readonly version: number;
}

export interface NounNames {
  readonly name: string;
  readonly plural: string;
}

const nameLength = 30;

/** Names for a noun with these labels, which none of `taken` has: "Договор", "Договоры" are `xDogovor` and `x-dogovory`. */
export function customNounNames(one: string, many: string, taken: readonly NounNames[]): NounNames {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const joined = wordsOf(one).map(capital).join('').slice(0, nameLength);
  const name = `x${/^[A-Z]/.test(joined) ? joined : `Noun${joined}`}`;
  const plural = `x-${wordsOf(many).join('-').slice(0, nameLength).replace(/-+$/, '') || 'nouns'}`;
  const isFree = (names: NounNames) =>
    !taken.some((other) => other.name.toLowerCase() === names.name.toLowerCase() || other.plural === names.plural);
  let names = { name, plural };
  for (let number = 2; !isFree(names); number++) names = { name: `${name}${number}`, plural: `${plural}-${number}` };
  return names;
}

/**
 * A lone "x" would begin the columns of added fields: a table `x_a_x` would want the names of indexes that `x_a` has for
 * its column `x_…`.
 */
function wordsOf(label: string): readonly string[] {
  return latinWords(label).map((word) => (word === 'x' ? 'ex' : word));
}

/** What every added noun has before any field is added: what names a record, and with `work` whose it is. */
const ownLabels = {
  name: { en: 'Name', ru: 'Название', bg: 'Название', hy: 'Անվանում', ka: 'დასახელება' },
  owner: { en: 'Owner', ru: 'Ответственный', bg: 'Отговорник', hy: 'Պատասխանատու', ka: 'პასუხისმგებელი' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** The noun as a declaration would have it. */
export function nounOf({ name, plural, definition }: CustomNoun): Noun {
  const { one, many, create, about, icon, rights, titleLabel, retired } = definition;
  const title = text({ required: true, search: true, maxLength: 300, label: { ...ownLabels.name, ...titleLabel } });
  const owner = member({ defaultToActor: true, label: ownLabels.owner });
  return {
    ...{ name, plural, icon, rights, title: 'name', custom: true },
    label: { one, many, ...(create ? { create } : {}), ...(about ? { about } : {}) },
    ...{ matchBy: ['name'], createdByImport: rights === 'directory' },
    ...(rights === 'directory' ? { defaultSort: 'name' } : {}),
    ...(retired ? { internal: true, retired: true } : { duplicates: ['name'] }),
    fields: { name: title, ...(rights === 'work' ? { owner } : {}) },
  };
}
