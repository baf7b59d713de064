import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useListViews } from '../views/list-views.tsx';
import { addressOfChange, mergeSearch, plainBase } from '../views/view-search.ts';
import { type ListSearch, parseListSearch } from './list-search.ts';

/**
 * A list's state, and how to change a part of it: what the URL says over the saved view that is open. `undefined` takes a
 * part away.
 */
export function useListSearch(): readonly [ListSearch, (patch: ListSearch) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const base = useListViews()?.base ?? plainBase;
  const search = useMemo(() => mergeSearch(base, parseListSearch(raw)), [base, raw]);
  const change = useCallback(
    (patch: ListSearch) => {
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, unknown>>) => ({ ...before, ...addressOfChange(base, patch) }),
        replace: true,
      });
    },
    [navigate, base],
  );
  return [search, change];
}
