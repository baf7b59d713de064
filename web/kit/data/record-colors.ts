import { useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { listRecords } from './api.ts';
import { useNoun } from './metadata.ts';
import { recordKeys } from './query-keys.ts';

/** Beyond these few a noun is no handful of marks; the rest stay grey. */
const mostColored = 200;

/** The colour of a record of a noun that has colours, one of the theme's names, by its id; all are asked for at once. */
export function useRecordColors(nounName: string): (id: string) => string | undefined {
  const noun = useNoun(nounName);
  const { data } = useQuery({
    // Beside the choices of pickers, which are asked again with it; what lies among lists is read as pages.
    queryKey: [...recordKeys.noun(nounName), 'options', 'colors'],
    queryFn: ({ signal }) => listRecords(noun as NounMetadata, { limit: mostColored }, signal),
    enabled: Boolean(noun?.color),
    staleTime: 5 * 60_000,
  });
  return (id) => {
    const color = noun?.color && data?.items.find((record) => record.id === id)?.[noun.color];
    return typeof color === 'string' ? color : undefined;
  };
}
