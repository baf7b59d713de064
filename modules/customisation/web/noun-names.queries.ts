import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { NounWords } from '../../../shared/nouns/noun-words.ts';
import { request } from '../../../web/shell/request.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { listNounNames } from '../contract/index.ts';

type NamesList = z.output<typeof listNounNames.response>;
export type ShippedNoun = NamesList['items'][number];

const queryKey = ['nounNames'] as const;

/** The nouns of modules, what they are called and what the workspace calls them. */
export function useShippedNouns() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<NamesList>('GET', '/api/v1/noun-names', undefined, signal),
  });
}

/** Calls a noun otherwise; navigation, lists and forms do so as soon as this is done. */
export function useNameNoun({ noun, version }: ShippedNoun) {
  const client = useQueryClient();
  return useMutation<ShippedNoun, Error, NounWords>({
    mutationFn: (definition) => request('PUT', `/api/v1/noun-names/${noun}`, { version, definition }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
