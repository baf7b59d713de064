import { useCallback, useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { viewLimits } from '../../../shared/views/view.ts';
import { useMetadata } from '../data/metadata.ts';
import { defaultColumns, type NamedField } from '../data/named-field.ts';
import { findColumn } from '../data/related-column.ts';
import { useListViews } from '../views/list-views.tsx';
import { useChooseViews } from '../views/views.queries.ts';
import type { ListSearch } from './list-search.ts';

export interface Columns {
  readonly fields: readonly NamedField[];
  readonly names: readonly string[];
  /** Pixels by field, where somebody chose them. */
  readonly widths: Readonly<Record<string, number>>;
  /** How many of the first columns stay where they are. */
  readonly frozen: number;
  readonly freeze: (count: number) => void;
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
  const { data: metadata } = useMetadata();
  const views = useListViews();
  const chooseViews = useChooseViews(views?.noun ?? noun.name);
  const view = views?.current ?? null;
  /** What is chosen is said by the address alone. */
  const isByAddress = view !== null || views?.isFixed === true;
  const own = isByAddress ? null : views?.mine.columns;
  const names = useMemo(() => {
    const known = (search.columns ?? own ?? []).filter((name) => findColumn(metadata, noun, name));
    return known.length > 0 ? known : defaultColumns(noun);
  }, [metadata, noun, search.columns, own]);
  const fields = useMemo(
    () => names.flatMap((name) => findColumn(metadata, noun, name) ?? []),
    [metadata, noun, names],
  );
  const chosen = views?.mine.widths;
  const widths = useMemo(() => {
    const ofView = (view?.settings.columns ?? []).flatMap(({ field, width }) =>
      width ? [[field, width] as const] : [],
    );
    return { ...Object.fromEntries(ofView), ...chosen };
  }, [view, chosen]);
  const choose = useCallback(
    (next: readonly string[] | null) => {
      if (!isByAddress) chooseViews({ columns: next });
      change({ columns: isByAddress && next ? next : undefined });
    },
    [isByAddress, chooseViews, change],
  );
  const resize = useCallback(
    (name: string, width: number | null) => {
      const { [name]: _, ...others } = chosen ?? {};
      chooseViews({ widths: width === null ? others : { ...others, [name]: width } });
    },
    [chosen, chooseViews],
  );
  const frozen = (isByAddress ? search.frozen : (search.frozen ?? views?.mine.frozen)) ?? 1;
  const freeze = useCallback(
    (count: number) => {
      const next = Math.min(count, viewLimits.frozen);
      if (isByAddress) change({ frozen: next });
      else chooseViews({ frozen: next });
    },
    [isByAddress, chooseViews, change],
  );
  return { fields, names, widths, frozen, freeze, choose, resize };
}
