import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PresetOffer } from '../../shared/configuration/preset.ts';
import { request } from './request.ts';
import { metadataQuery } from './session.ts';

/** The trades a workspace can begin with, for owners. */
export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: ({ signal }) => request<{ items: readonly PresetOffer[] }>('GET', '/api/v1/presets', undefined, signal),
});

/** What came of adding a preset. */
export interface AddedPreset {
  readonly changes: readonly unknown[];
  /** The version of the configuration as it was before. */
  readonly before: number;
}

/** Adds a preset by its name; navigation, lists and forms know what it brings as soon as this is done. */
export function useAddPreset() {
  const renew = useRenewed();
  return useMutation({
    mutationFn: (name: string) => request<AddedPreset>('POST', `/api/v1/presets/${encodeURIComponent(name)}/apply`, {}),
    onSuccess: renew,
  });
}

/** Goes back to the configuration as it was in a version. */
export function useGoBack() {
  const renew = useRenewed();
  return useMutation({
    mutationFn: (version: number) => request<unknown>('POST', '/api/v1/configuration/apply', { version }),
    onSuccess: renew,
  });
}

/** Asks anew for what a changed configuration has made different. */
function useRenewed() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      client.invalidateQueries({ queryKey: presetsQuery.queryKey }),
      client.invalidateQueries({ queryKey: ['customNouns'] }),
      client.invalidateQueries({ queryKey: ['records'] }),
    ]);
}
