import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { OwnViewChoices, SavedView, ViewsAnswer } from '../../../shared/views/view.ts';
import { useSession } from '../../shell/session.ts';
import { type ListAddress, type ListSearch, parseListSearch } from '../list/list-search.ts';
import { asksForRecords, type BaseSearch, plainBase, searchOfView } from './view-search.ts';
import { viewsQuery } from './views.queries.ts';

/** The views of the page's noun, and which of them is open. */
export interface ListViewsState {
  /** The noun as the page names it: its name or its plural. */
  readonly noun: string;
  /** In the person's own order. */
  readonly views: readonly SavedView[];
  readonly mine: OwnViewChoices;
  /** Null for the plain list. */
  readonly current: SavedView | null;
  /** The id of the view that opens by itself; null where that is the plain list. */
  readonly opens: string | null;
  readonly base: BaseSearch;
  /** The address as it stands. */
  readonly address: ListAddress;
  /** What opens is not known yet: nothing can be shown. */
  readonly isPending: boolean;
  /** What is chosen is not the person's choice for all lists of the noun. */
  readonly isFixed: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

const noChoices: OwnViewChoices = {
  ...{ opens: null, order: [], columns: null, widths: {}, frozen: null, onlyMine: null },
};

const ListViewsContext = createContext<ListViewsState | null>(null);

/** The views of the page; null where none are kept (a panel, a fixture). */
export const useListViews = (): ListViewsState | null => useContext(ListViewsContext);

interface ListViewsProps {
  readonly noun: string;
  /** What the plain list is shown as, where the address says nothing. Keep it the same object between renders. */
  readonly implied?: ListSearch;
  /** A page of its own: no saved view opens, and choices are kept by its address alone. */
  readonly isFixed?: boolean;
  readonly children: ReactNode;
}

/** Opens a saved view for the list below: the one of the address, else the person's own, else that of their role. */
export function ListViews({ noun, children, ...rest }: ListViewsProps) {
  const above = useListViews();
  if (above?.noun === noun) return <>{children}</>;
  return (
    <OwnListViews noun={noun} {...rest}>
      {children}
    </OwnListViews>
  );
}

function OwnListViews({ noun, implied, isFixed = false, children }: ListViewsProps) {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const address = useMemo(() => parseListSearch(raw), [raw]);
  const { data, error, isPending, refetch } = useQuery(viewsQuery(noun));
  const role = useSession()?.role;
  const state = useMemo<ListViewsState>(() => {
    const opened = isFixed ? { current: null, opens: null } : openedBy(data, address, role);
    const names = address.saved === undefined && asksForRecords(address);
    return {
      ...{ noun, address, error, views: inOrder(data), mine: data?.mine ?? noChoices },
      ...opened,
      base: baseOf(opened, implied),
      isFixed,
      isPending: isPending && !names && address.saved !== 'all',
      retry: () => void refetch(),
    };
  }, [noun, address, error, data, role, implied, isFixed, isPending, refetch]);
  return <ListViewsContext value={state}>{children}</ListViewsContext>;
}

type Opened = Pick<ListViewsState, 'current' | 'opens'>;

function openedBy(data: ViewsAnswer | undefined, address: ListAddress, role: Role | undefined): Opened {
  if (!data) return { current: null, opens: null };
  const { items, mine } = data;
  const find = (id: string | null | undefined) => items.find((view) => view.id === id) ?? null;
  const ofRole = items.find(({ defaultFor }) => role && defaultFor.includes(role)) ?? null;
  const own = mine.opens === 'all' ? null : (find(mine.opens) ?? ofRole);
  const named = address.saved !== undefined;
  const current = named ? find(address.saved) : asksForRecords(address) ? null : own;
  return { current, opens: own?.id ?? null };
}

function baseOf({ current, opens }: Opened, implied: ListSearch | undefined): BaseSearch {
  if (current) return { settings: searchOfView(current), saved: current.id };
  const saved = opens ? 'all' : undefined;
  return implied || saved ? { settings: implied ?? {}, saved } : plainBase;
}

/** Those the person has put in order, then the others as they come. */
function inOrder(data: ViewsAnswer | undefined): readonly SavedView[] {
  if (!data) return [];
  const place = new Map(data.mine.order.map((id, index) => [id, index]));
  const placeOf = ({ id }: SavedView) => place.get(id) ?? Number.POSITIVE_INFINITY;
  return data.items.toSorted((one, other) => (placeOf(one) === placeOf(other) ? 0 : placeOf(one) - placeOf(other)));
}
