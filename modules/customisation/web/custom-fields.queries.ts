import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { addCustomField, changeCustomField, listCustomFields, listFieldIndexes } from '../contract/index.ts';

type FieldList = z.output<typeof listCustomFields.response>;
export type CustomField = FieldList['items'][number];
export type NewField = z.input<typeof addCustomField.body>;
export type FieldPatch = z.input<typeof changeCustomField.body>;

const queryKey = ['customFields'] as const;

/** The fields the workspace has added to all its nouns. */
export function useCustomFields() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => request<FieldList>('GET', '/api/v1/custom-fields', undefined, signal),
  });
}

export type FieldIndexes = z.output<typeof listFieldIndexes.response>['items'][number];

/** How the indexes of added fields stand; asked again as long as one is being made. */
export function useFieldIndexes() {
  return useQuery({
    queryKey: [...queryKey, 'indexes'],
    queryFn: ({ signal }) =>
      request<{ items: FieldIndexes[] }>('GET', '/api/v1/custom-fields/indexes', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'making') ? 3_000 : false),
  });
}

interface SavedField {
  /** The field to change, as it was read: another owner's change since is not written over. */
  readonly of?: CustomField;
  readonly input: NewField | FieldPatch;
}

/** Adds a field, or changes the one that is given; lists, cards and forms know it as soon as this is done. */
export function useSaveField() {
  const client = useQueryClient();
  return useMutation<CustomField, Error, SavedField>({
    mutationFn: ({ of, input }) =>
      of
        ? request('PATCH', `/api/v1/custom-fields/${encodeURIComponent(of.id)}`, input, undefined, {
            'if-match': `"${of.version}"`,
          })
        : request('POST', '/api/v1/custom-fields', input),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
