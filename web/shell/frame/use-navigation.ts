import { IconFolder } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { NavigationEntry } from '../../module.ts';
import { nounIcon } from '../../ui/noun-icon.tsx';
import { ModulesContext } from '../modules-context.ts';
import { metadataQuery, useSession } from '../session.ts';

export interface Navigation {
  readonly main: readonly NavigationEntry[];
  readonly settings: readonly NavigationEntry[];
}

/** The entries the signed-in person may open, in order. */
export function useNavigation(): Navigation {
  const modules = useContext(ModulesContext);
  const nouns = useQuery(metadataQuery).data?.nouns;
  const role = useSession()?.role;
  const mayOpen = ({ noun, roles }: NavigationEntry) =>
    (!noun || nouns?.some(({ name, may }) => name === noun && may.read)) && (!roles || (role && roles.includes(role)));
  const declared = modules.flatMap((module) => module.navigation ?? []);
  const entries = [...declared, ...plainEntries(nouns ?? [], declared)]
    .filter(mayOpen)
    .toSorted((one, other) => one.order - other.order);
  return {
    main: entries.filter((entry) => entry.group !== 'settings'),
    settings: entries.filter((entry) => entry.group === 'settings'),
  };
}

/** A noun that no module leads to has its generic list, after everything else. */
function plainEntries(nouns: readonly NounMetadata[], declared: readonly NavigationEntry[]): NavigationEntry[] {
  return nouns
    .filter((noun) => !noun.internal && !noun.parent && !declared.some((entry) => entry.noun === noun.name))
    .map(({ name, plural, icon, custom }) => ({
      to: `/${plural}`,
      icon: custom ? nounIcon(icon) : IconFolder,
      labelKey: `nouns:${name}.many`,
      order: Number.MAX_SAFE_INTEGER,
      noun: name,
    }));
}
