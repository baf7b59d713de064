import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';
import type {
  ConfigurationChange,
  ConfigurationSource,
  ConfigurationVersionAnswer,
  PlannedChangeAnswer,
} from '../contract/index.ts';

export interface VersionPage {
  readonly items: readonly ConfigurationVersionAnswer[];
  readonly next: number | null;
}

const key = ['configuration'] as const;
const base = '/api/v1/configuration';

/** The versions, the newest first, page by page. */
export function useVersions() {
  return useInfiniteQuery({
    queryKey: [...key, 'versions'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      request<VersionPage>(
        'GET',
        `${base}/versions?limit=20${pageParam ? `&before=${pageParam}` : ''}`,
        undefined,
        signal,
      ),
    getNextPageParam: ({ next }) => next,
  });
}

/** What differs between two versions, or a version and how things are now; asked only where `from` is given. */
export function useDifferences(from: number | undefined, to: number | undefined) {
  return useQuery({
    queryKey: [...key, 'differences', from, to],
    enabled: from !== undefined,
    queryFn: ({ signal }) =>
      request<{ changes: readonly ConfigurationChange[] }>(
        'GET',
        `${base}/differences?from=${from}${to ? `&to=${to}` : ''}`,
        undefined,
        signal,
      ),
  });
}

/** What bringing it in would change; never out of the cache, as the workspace changes meanwhile. */
export function usePreview(source: ConfigurationSource) {
  return useQuery({
    queryKey: [...key, 'preview', source],
    gcTime: 0,
    staleTime: 0,
    queryFn: ({ signal }) =>
      request<{ changes: readonly PlannedChangeAnswer[] }>('POST', `${base}/preview`, source, signal),
  });
}

/** Brings it in; every page reads anew what it shows. */
export function useApply() {
  const client = useQueryClient();
  return useMutation<{ changes: readonly ConfigurationChange[] }, Error, ConfigurationSource>({
    mutationFn: (source) => request('POST', `${base}/apply`, source),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** The configuration as a file for another installation, or as it was in a version. */
export async function downloadPackage(name: string, version?: number): Promise<void> {
  const packed = await request<object>('GET', `${base}/package${version ? `?version=${version}` : ''}`);
  const address = URL.createObjectURL(new Blob([JSON.stringify(packed, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
