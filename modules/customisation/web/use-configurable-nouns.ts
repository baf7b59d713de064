import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useMetadata } from '../../../web/kit/data/metadata.ts';

/** The nouns the person may configure. */
export function useConfigurableNouns(): readonly NounMetadata[] {
  return useMetadata().data?.nouns.filter(({ internal, may }) => !internal && may.configure) ?? [];
}

/** The noun asked for, else companies where they may be configured, else the first that may; '' while none is known. */
export function useChosenNoun(asked: string | undefined): string {
  const nouns = useConfigurableNouns();
  if (asked !== undefined) return asked;
  return (nouns.find(({ name }) => name === 'company') ?? nouns[0])?.name ?? '';
}
