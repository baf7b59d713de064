import type { TFunction } from 'i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { creationHash } from '../../kit/form/creation.ts';
import type { Command, NavigationEntry } from '../../module.ts';
import { nounIcon } from '../../ui/noun-icon.tsx';
import type { SearchEntry } from './search-entries.ts';

/** What the person may do: the modules' own acts, then a new record of each noun they may create records of. */
export function listCommands(
  commands: readonly Command[],
  { nouns, role, pages }: CommandRights,
  t: TFunction,
): readonly SearchEntry[] {
  const mayCreate = (name: string) => nouns.some((noun) => noun.name === name && noun.may.create);
  const own = commands
    .filter(({ creates, roles }) => (!creates || mayCreate(creates)) && (!roles || roles.some((one) => one === role)))
    .map(({ to, icon, labelKey }) => ({ to, icon, label: t(labelKey) }));
  const creations = nouns
    .filter((noun) => noun.may.create && !noun.internal && !noun.parent)
    .map((noun): SearchEntry => {
      const page = pages.find((one) => one.noun === noun.name);
      const many = t(`nouns:${noun.name}.many`, { defaultValue: noun.plural });
      const label = t([`nouns:${noun.name}.create`, 'kit:create.title']);
      const icon = page?.icon ?? nounIcon(noun.icon);
      return { to: `/${noun.plural}#${creationHash}`, icon, label, ...(noun.custom ? { detail: many } : {}) };
    });
  return [...own, ...creations];
}

export interface CommandRights {
  readonly nouns: readonly NounMetadata[];
  readonly role: string | undefined;
  /** The pages the person may open: a noun's own page has its icon. */
  readonly pages: readonly NavigationEntry[];
}
