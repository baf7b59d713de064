import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useContext } from 'react';
import type { ArrangedGroup } from '../../../shared/appearance/navigation.ts';
import type { NavigationEntry, SettingsSection } from '../../module.ts';
import { ModulesContext } from '../modules-context.ts';
import { metadataQuery, useSession } from '../session.ts';
import { arrangedEntries, listEntries } from './navigation-entries.ts';

export interface Navigation {
  /** In the groups the workspace made. */
  readonly groups: readonly ArrangedGroup<NavigationEntry>[];
  /** The same without groups. */
  readonly main: readonly NavigationEntry[];
  /** All there are, hidden ones too, in the order in which they were shipped. */
  readonly all: readonly NavigationEntry[];
  /** Only sections with entries. */
  readonly settings: readonly { readonly section: SettingsSection; readonly entries: readonly NavigationEntry[] }[];
}

const sections: readonly SettingsSection[] = ['general', 'structure', 'connections'];

/** The entries the signed-in person may open, in order. */
export function useNavigation(): Navigation {
  const modules = useContext(ModulesContext);
  const metadata = useQuery(metadataQuery).data ?? { nouns: [] };
  const entries = listEntries(modules, metadata.nouns, useSession() ?? {});
  const groups = arrangedEntries(entries, metadata);
  return {
    groups,
    main: groups.flatMap((group) => group.entries),
    all: entries.filter(({ group }) => !group),
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
