import { useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { metadataQuery } from '../../shell/session.ts';

/** Every noun the actor may see, as the server describes it; read once a visit. */
export function useMetadata() {
  return useQuery(metadataQuery);
}

/** A noun's description; undefined while metadata loads, null when the actor has no such noun. */
export function useNoun(name: string): NounMetadata | null | undefined {
  const { data } = useMetadata();
  if (!data) return undefined;
  return data.nouns.find((noun) => noun.name === name) ?? null;
}
