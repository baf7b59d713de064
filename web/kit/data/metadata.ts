import { useQuery } from '@tanstack/react-query';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { metadataQuery, useSession } from '../../shell/session.ts';
import { asNotebook } from './notebook.ts';

/** Every noun the actor may see, as the server describes it, without what only a team needs where there is none. */
export function useMetadata() {
  const query = useQuery(metadataQuery);
  const isAlone = useSession()?.alone ?? false;
  return { ...query, data: query.data && isAlone ? asNotebook(query.data) : query.data };
}

/** A noun's description; undefined while metadata loads, null when the actor has no such noun. */
export function useNoun(name: string): NounMetadata | null | undefined {
  const { data } = useMetadata();
  if (!data) return undefined;
  return data.nouns.find((noun) => noun.name === name) ?? null;
}

/** Whether there are records of one of these nouns, or something else of one of these modules, of those that not every workspace has. */
export function isInUse({ nouns, inUse = [] }: Metadata, names: readonly string[]): boolean {
  return names.some((name) => inUse.includes(name) || nouns.some((noun) => noun.name === name && noun.isUsed));
}
