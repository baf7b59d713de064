import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useContext } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { NavigationEntry, SettingsSection } from '../../module.ts';
import { nounIcon } from '../../ui/noun-icon.tsx';
import { ModulesContext } from '../modules-context.ts';
import { metadataQuery, useSession } from '../session.ts';

export interface Navigation {
  readonly main: readonly NavigationEntry[];
  /** Only sections with entries. */
  readonly settings: readonly { readonly section: SettingsSection; readonly entries: readonly NavigationEntry[] }[];
}

const sections: readonly SettingsSection[] = ['general', 'structure', 'connections'];

/** The entries the signed-in person may open, in order. */
export function useNavigation(): Navigation {
  const modules = useContext(ModulesContext);
  const nouns = useQuery(metadataQuery).data?.nouns;
  const { role, alone } = useSession() ?? {};
  const mayOpen = ({ noun, roles, isForTeams, isForConfiguring }: NavigationEntry) =>
    !(alone && isForTeams) &&
    (!noun || nouns?.some(({ name, may }) => name === noun && may.read)) &&
    (!roles || (role && roles.includes(role)) || (isForConfiguring && nouns?.some(({ may }) => may.configure)));
  const declared = modules.flatMap((module) => module.navigation ?? []);
  const entries = [...declared, ...plainEntries(nouns ?? [], declared)]
    .filter(mayOpen)
    .toSorted((one, other) => one.order - other.order);
  return {
    main: entries.filter(({ group }) => !group),
    settings: sections
      .map((section) => ({ section, entries: entries.filter(({ group }) => group === section) }))
      .filter((settings) => settings.entries.length > 0),
  };
}

/** Whether the open page is one of the settings, or below one. */
export function useInSettings(): boolean {
  const { settings } = useNavigation();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isBelow = ({ to }: NavigationEntry) => path === to || path.startsWith(`${to}/`);
  return settings.some(({ entries }) => entries.some(isBelow));
}

/** A noun that no module leads to has its generic list, after everything else. */
function plainEntries(nouns: readonly NounMetadata[], declared: readonly NavigationEntry[]): NavigationEntry[] {
  return nouns
    .filter(
      (noun) =>
        !noun.internal && !noun.parent && !noun.isOptional && !declared.some((entry) => entry.noun === noun.name),
    )
    .map(({ name, plural, icon }) => ({
      to: `/${plural}`,
      icon: nounIcon(icon),
      labelKey: `nouns:${name}.many`,
      order: Number.MAX_SAFE_INTEGER,
      noun: name,
    }));
}
