import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ListSearch, parseListSearch } from './list-search.ts';

/** A list's state in the URL, and how to change a part of it; `undefined` takes a part away. */
export function useListSearch(): readonly [ListSearch, (patch: ListSearch) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => parseListSearch(raw), [raw]);
  const change = useCallback(
    (patch: ListSearch) => {
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, unknown>>) => ({ ...before, ...patch }),
        replace: true,
      });
    },
    [navigate],
  );
  return [search, change];
}
