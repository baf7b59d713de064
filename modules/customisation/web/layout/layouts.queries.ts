import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Layout, Surface } from '../../../../shared/nouns/layout.ts';
import { request } from '../../../../web/shell/request.ts';
import { metadataQuery, useSession } from '../../../../web/shell/session.ts';

/** Whose card or form of which records. */
export interface Scope {
  readonly noun: string;
  readonly surface: Surface;
  /** A standard role, or the id of one of the workspace's own. */
  readonly role: string | null;
  readonly kindField: string | null;
  readonly kind: string | null;
}
export interface StoredLayout extends Scope {
  readonly version: number;
  readonly layout: Layout;
}

const queryKey = ['layouts'] as const;

/** Every layout of the workspace. */
export function useLayouts() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly StoredLayout[] }>('GET', '/api/v1/layouts', undefined, signal),
  });
}

/** The workspace's own roles; only owners see them. */
export function useOwnRoles(): readonly { readonly value: string; readonly label: string }[] {
  const isOwner = useSession()?.role === 'owner';
  const { data } = useQuery({
    queryKey: ['accessRoles', 'names'],
    enabled: isOwner,
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly { readonly id: string; readonly name: string }[] }>(
        ...['GET' as const, '/api/v1/access-roles?fields=name&limit=200', undefined, signal],
      ),
  });
  return data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
}

export interface LayoutChange extends Scope {
  readonly version: number;
  /** Null goes back to the standard. */
  readonly layout: Layout | null;
}

/**
 * Lays out a card or form; it looks so at once wherever it is opened. `onDone` is told also where the editor is gone by
 * then, because the newer layout has opened one of its own.
 */
export function usePutLayout(onDone: (change: LayoutChange) => void) {
  const client = useQueryClient();
  return useMutation<LayoutChange, Error, LayoutChange>({
    mutationFn: (change) => request('PUT', '/api/v1/layouts', change),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: metadataQuery.queryKey }),
      ]),
  });
}

export function isSameScope(one: Scope, other: Scope): boolean {
  const keys = ['noun', 'surface', 'role', 'kindField', 'kind'] as const;
  return keys.every((key) => one[key] === other[key]);
}
