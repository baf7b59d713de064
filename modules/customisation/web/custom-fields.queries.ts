import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import { metadataQuery } from '../../../web/shell/session.ts';
import type { addCustomField, changeCustomField, listCustomFields } from '../contract/index.ts';

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

/** Adds a field, or changes the one whose `id` is given; lists, cards and forms know it as soon as this is done. */
export function useSaveField() {
  const client = useQueryClient();
  return useMutation<CustomField, Error, { readonly id?: string; readonly input: NewField | FieldPatch }>({
    mutationFn: ({ id, input }) =>
      id
        ? request('PATCH', `/api/v1/custom-fields/${encodeURIComponent(id)}`, input)
        : request('POST', '/api/v1/custom-fields', input),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
