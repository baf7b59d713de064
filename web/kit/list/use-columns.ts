import { useLocalStorage } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { defaultColumns, findField, type NamedField } from '../data/named-field.ts';
import type { ListSearch } from './list-search.ts';

export interface Columns {
  readonly fields: readonly NamedField[];
  readonly names: readonly string[];
  /** Null goes back to the noun's own columns. */
  readonly choose: (names: readonly string[] | null) => void;
}

/** The shown columns: those of the link, else those last chosen in this browser, else the noun's own. */
export function useColumns(noun: NounMetadata, search: ListSearch, change: (patch: ListSearch) => void): Columns {
  const [kept, keep] = useLocalStorage<readonly string[] | null>({
    key: `rapport.columns.${noun.name}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const names = useMemo(() => {
    const known = (search.columns ?? kept ?? []).filter((name) => findField(noun, name));
    return known.length > 0 ? known : defaultColumns(noun);
  }, [noun, search.columns, kept]);
  const fields = useMemo(() => names.flatMap((name) => findField(noun, name) ?? []), [noun, names]);
  const choose = useCallback(
    (next: readonly string[] | null) => {
      keep(next);
      change({ columns: next ?? undefined });
    },
    [keep, change],
  );
  return { fields, names, choose };
}
