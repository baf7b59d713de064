import { IconFileText } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { FoundFile } from '../../../shared/contract/file-search.api.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Email, Money } from '../../../shared/nouns/value.ts';
import type { Format } from '../../i18n/format.ts';
import { titleOf } from '../../kit/data/record-title.ts';
import type { Icon, NavigationEntry, WebModule } from '../../module.ts';
import { nounIcon } from '../../ui/noun-icon.tsx';
import { soughtFields, whatMatched } from './what-matched.ts';

/** Records of one noun that were found. */
export interface FoundRecords {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
}

/** One line of the search's answer: where choosing it leads. */
export interface SearchEntry {
  readonly to: string;
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly detail?: string;
  readonly icon?: Icon | undefined;
}
export interface SearchSection {
  readonly label: string;
  readonly entries: readonly SearchEntry[];
}

/** Pages and acts whose name contains the text; all of them for no text. Both are those the person may open, in order. */
export function listPlaces(
  pages: readonly NavigationEntry[],
  commands: readonly SearchEntry[],
  text: string,
  t: TFunction,
): readonly SearchSection[] {
  const sought = text.toLocaleLowerCase();
  const matches = ({ label, detail = '' }: SearchEntry) => `${label} ${detail}`.toLocaleLowerCase().includes(sought);
  const places = pages.map(({ to, labelKey, icon }) => ({ to, icon, label: t(labelKey) }));
  return [
    { label: t('shell:search.pages'), entries: places.filter(matches) },
    { label: t('shell:search.commands'), entries: commands.filter(matches) },
  ].filter(({ entries }) => entries.length > 0);
}

/** Found records by noun, each with that by which `text` found it where its name does not say it. */
export function listRecords(
  found: readonly FoundRecords[],
  text: string,
  modules: readonly WebModule[],
  format: Format,
  t: TFunction,
): readonly SearchSection[] {
  const pages = modules.flatMap(({ navigation }) => navigation ?? []);
  return found.map(({ noun, records }) => ({
    label: t(`nouns:${noun.name}.many`, { defaultValue: noun.name }),
    entries: records.map((record) => {
      const title = titleOf(noun, record, format);
      return {
        to: `/${noun.plural}/${record.id}`,
        label: title || t('shell:search.untitled'),
        detail: whatMatched(noun, record, title, text) ?? detailOf(noun.fields, record, format),
        icon: noun.custom ? nounIcon(noun.icon) : pages.find((page) => page.noun === noun.name)?.icon,
      };
    }),
  }));
}

/** Files by what they say, as entries that lead to their records. */
export function listFiles(
  files: readonly FoundFile[],
  nouns: readonly NounMetadata[],
  t: TFunction,
): readonly SearchSection[] {
  const entries = files.flatMap(({ id, name, snippet, noun, record, label }): SearchEntry[] => {
    const plural = nouns.find((one) => one.name === noun)?.plural;
    const told = snippet === name ? [] : [snippet];
    const detail = [label ?? '', ...told].filter(Boolean).join(' · ');
    // Two files may lead to one record, and are two entries all the same.
    return plural ? [{ to: `/${plural}/${record}#file-${id}`, label: name, detail, icon: IconFileText }] : [];
  });
  return entries.length > 0 ? [{ label: t('shell:search.files'), entries }] : [];
}

/** What is asked of a record that may be found: its title, what tells it from others of the same name, and by what it may have been found. */
export function shownFields({ title, fields }: Pick<NounMetadata, 'title' | 'fields'>): readonly string[] {
  const asked = [...fields.filter(({ kind }) => telling.has(kind)), ...soughtFields({ fields })];
  return [...new Set([title, ...asked.map(({ name }) => name)])];
}

const telling: ReadonlySet<string> = new Set(['emails', 'money']);

/** The first e-mail address or amount of a record. */
function detailOf(fields: FoundRecords['noun']['fields'], record: AnyRecord, format: Format): string {
  for (const { name, kind } of fields) {
    const value = record[name];
    if (kind === 'emails' && Array.isArray(value) && value[0]) return (value[0] as Email).address;
    if (kind === 'money' && value) return format.money(value as Money);
  }
  return '';
}
