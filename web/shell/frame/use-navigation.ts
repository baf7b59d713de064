import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import type { NavigationEntry } from '../../module.ts';
import { ModulesContext } from '../modules-context.ts';
import { metadataQuery } from '../session.ts';

export interface Navigation {
  readonly main: readonly NavigationEntry[];
  readonly settings: readonly NavigationEntry[];
}

/** The entries the signed-in person may open, in order. */
export function useNavigation(): Navigation {
  const modules = useContext(ModulesContext);
  const nouns = useQuery(metadataQuery).data?.nouns;
  const mayOpen = ({ noun }: NavigationEntry) => !noun || nouns?.some(({ name, may }) => name === noun && may.read);
  const entries = modules
    .flatMap((module) => module.navigation ?? [])
    .filter(mayOpen)
    .toSorted((one, other) => one.order - other.order);
  return {
    main: entries.filter((entry) => entry.group !== 'settings'),
    settings: entries.filter((entry) => entry.group === 'settings'),
  };
}
