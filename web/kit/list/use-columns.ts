import { useCallback, useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { defaultColumns, findField, type NamedField } from '../data/named-field.ts';
import { useListViews } from '../views/list-views.tsx';
import { useChooseViews } from '../views/views.queries.ts';
import type { ListSearch } from './list-search.ts';

export interface Columns {
  readonly fields: readonly NamedField[];
  readonly names: readonly string[];
  /** Pixels by field, where somebody chose them. */
  readonly widths: Readonly<Record<string, number>>;
  /** Null goes back to the noun's own columns. */
  readonly choose: (names: readonly string[] | null) => void;
  /** Null gives the column back the width of its kind. */
  readonly resize: (name: string, width: number | null) => void;
}

/**
 * The shown columns: those of the link or the saved view, else those the person last chose for the plain list, else the
 * noun's own. Widths are the person's, over those of the view.
 */
export function useColumns(noun: NounMetadata, search: ListSearch, change: (patch: ListSearch) => void): Columns {
  const views = useListViews();
  const chooseViews = useChooseViews(views?.noun ?? noun.name);
  const view = views?.current ?? null;
  const own = view ? null : views?.mine.columns;
  const names = useMemo(() => {
    const known = (search.columns ?? own ?? []).filter((name) => findField(noun, name));
    return known.length > 0 ? known : defaultColumns(noun);
  }, [noun, search.columns, own]);
  const fields = useMemo(() => names.flatMap((name) => findField(noun, name) ?? []), [noun, names]);
  const chosen = views?.mine.widths;
  const widths = useMemo(() => {
    const ofView = (view?.settings.columns ?? []).flatMap(({ field, width }) =>
      width ? [[field, width] as const] : [],
    );
    return { ...Object.fromEntries(ofView), ...chosen };
  }, [view, chosen]);
  const choose = useCallback(
    (next: readonly string[] | null) => {
      if (!view) chooseViews({ columns: next });
      change({ columns: view && next ? next : undefined });
    },
    [view, chooseViews, change],
  );
  const resize = useCallback(
    (name: string, width: number | null) => {
      const { [name]: _, ...others } = chosen ?? {};
      chooseViews({ widths: width === null ? others : { ...others, [name]: width } });
    },
    [chosen, chooseViews],
  );
  return { fields, names, widths, choose, resize };
}
