import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FieldSettingDefinition } from '../../../../shared/nouns/field-setting.ts';
import { request } from '../../../../web/shell/request.ts';
import { metadataQuery } from '../../../../web/shell/session.ts';
import type { fieldSettingInput } from '../../contract/field-settings.api.ts';

export interface Setting {
  readonly noun: string;
  readonly field: string;
  readonly version: number;
  readonly definition: FieldSettingDefinition;
}
type NewDefinition = z.input<typeof fieldSettingInput>;

const queryKey = ['fieldSettings'] as const;

/** What the workspace says of fields. */
export function useFieldSettings() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly Setting[] }>('GET', '/api/v1/field-settings', undefined, signal),
  });
}

interface SettingChange {
  readonly noun: string;
  readonly field: string;
  /** The state the change was made from; 0 where nothing was said yet. */
  readonly version: number;
  readonly definition: NewDefinition;
}

/** Says anew what the workspace wants of a field; every list, card and form knows it as soon as this is done. */
export function usePutSetting() {
  const client = useQueryClient();
  return useMutation<Setting & { readonly unoffered?: number }, Error, SettingChange>({
    mutationFn: ({ noun, field, ...body }) => request('PUT', `/api/v1/field-settings/${noun}/${field}`, body),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}
