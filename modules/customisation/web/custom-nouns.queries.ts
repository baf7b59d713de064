import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { addCustomNoun, changeCustomNoun, listCustomNouns } from '../contract/index.ts';

type NounList = z.output<typeof listCustomNouns.response>;
export type CustomNoun = NounList['items'][number];
type NewNoun = z.input<typeof addCustomNoun.body>;
type NounPatch = z.input<typeof changeCustomNoun.body>;

const queryKey = ['customNouns'] as const;

/** The nouns the workspace has added, retired ones too. */
export function useCustomNouns() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<NounList>('GET', '/api/v1/custom-nouns', undefined, signal),
  });
}

interface SavedNoun {
  /** The noun to change, as it was read: another owner's change since is not written over. */
  readonly of?: CustomNoun;
  readonly input: NewNoun | NounPatch;
}

/** Adds a noun, or changes the one that is given; navigation, lists and forms know it as soon as this is done. */
export function useSaveNoun() {
  const client = useQueryClient();
  return useMutation<CustomNoun, Error, SavedNoun>({
    mutationFn: ({ of, input }) =>
      of
        ? request('PATCH', `/api/v1/custom-nouns/${encodeURIComponent(of.id)}`, input, undefined, {
            'if-match': `"${of.version}"`,
          })
        : request('POST', '/api/v1/custom-nouns', input),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
