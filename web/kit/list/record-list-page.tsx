import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { LoadingState } from '../../ui/loading-state.tsx';
import { Page } from '../../ui/page.tsx';
import { part } from '../../ui/part.tsx';
import { AtDesk, ThumbButton } from '../../ui/thumb-button.tsx';
import { useCreation } from '../form/creation.ts';
import { CreationProvider } from '../form/creation-provider.tsx';
import { useCreationByAddress } from '../form/use-creation-by-address.ts';
import { useLabels } from '../labels.ts';
import { NounGate } from '../noun-gate.tsx';
import { recordPath } from '../record-link.tsx';
import { Colored } from '../views/colors/record-colors.tsx';
import { ListViews } from '../views/list-views.tsx';
import { bodyOf } from '../views/view-body.ts';
import { ViewTabs } from '../views/view-tabs.tsx';
import { ComputedNotice } from './computed-notice.tsx';
import { ListBody } from './list-body.tsx';
import { ListCount } from './list-count.tsx';
import classes from './list-page.module.css';
import type { ListSearch } from './list-search.ts';
import { ListToolbar } from './list-toolbar.tsx';
import type { GridHandle } from './record-grid.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useList } from './use-list.ts';
import { useListKeys } from './use-list-keys.ts';
import { useSelection } from './use-selection.ts';

const ColorLegend = part(() => import('../views/colors/color-legend.tsx'));
const ListFigures = part(() => import('../views/list-figures.tsx'));
const FilterChips = part(async () => ({ default: (await import('../filter/filter-chips.tsx')).FilterChips }));
const SelectionBar = part(() => import('./selection-bar.tsx'));
const FilterDrawer = part(() => import('../filter/filter-drawer.tsx'));

interface RecordListPageProps {
  readonly noun: string;
  /** Only these records, whatever the person filters by. Keep it the same object between renders. */
  readonly filter?: Filter;
  /**
   * A page with a name and an arrangement of its own: no saved view opens there, what is chosen stays in its address, and nothing is
   * made there. Keep what is shown the same object between renders.
   */
  readonly own?: { readonly title: string; readonly shown: ListSearch };
  /** What the plain list begins with, where the address and saved views say nothing. Keep it the same object between renders. */
  readonly implied?: ListSearch;
  /** More buttons of the module, before "New". */
  readonly actions?: ReactNode;
  /** What of the module stands above the list's tools. */
  readonly above?: ReactNode;
  /** A condition that is told there: it is not told once more among those of the filter. */
  readonly told?: Filter;
}

/** All records of a noun (named by its name or plural): sorted, filtered, searched, selected. Its state is the URL's. */
export function RecordListPage({ noun, implied, ...rest }: RecordListPageProps) {
  const begins = rest.own ? { implied: rest.own.shown, isFixed: true } : implied ? { implied } : {};
  return (
    <CreationProvider>
      <ListViews noun={noun} {...begins}>
        <NounGate name={noun}>{(found) => <ListPage key={noun} noun={found} {...rest} />}</NounGate>
      </ListViews>
    </CreationProvider>
  );
}

const isSame = (one: Filter, other: Filter | undefined) => JSON.stringify(one) === JSON.stringify(other);

/** Whether it has been so at any time: what it brought goes on living. */
function useOnce(isSo: boolean): boolean {
  const [was, setWas] = useState(isSo);
  if (isSo && !was) setWas(true);
  return isSo || was;
}

type ListPageProps = Omit<RecordListPageProps, 'noun' | 'implied'> & { readonly noun: NounMetadata };

function ListPage({ noun, filter, own, actions, above, told }: ListPageProps) {
  const labels = useLabels();
  const list = useList(noun, filter);
  const [filtering, setFiltering] = useState(false);
  const openCreation = useCreation();
  const searchInput = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const { records } = list.list;
  const { as, colors } = list.search;
  const Body = bodyOf(as);
  const selection = useSelection(records);
  const hasSelected = useOnce(selection.ids.size > 0);
  const active = useActiveRow(
    records,
    useCallback((index: number) => grid.current?.scrollTo(index), []),
  );
  const navigate = useNavigate();
  const open = (record: AnyRecord) => void navigate({ to: recordPath(noun.plural, record.id) });
  const create = noun.may.create && !own ? () => openCreation({ noun, onCreated: open }) : undefined;
  useCreationByAddress(create);
  useListKeys({
    move: active.move,
    open: () => {
      const record = records[active.index];
      if (record) open(record);
    },
    select: (range) => {
      const record = records[active.index];
      if (record) selection.toggle(record.id, range);
    },
    create,
    filter: () => setFiltering(true),
    search: () => searchInput.current?.focus(),
    clear: selection.clear,
  });
  const newButton = create && (
    <>
      <AtDesk>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>
          {labels.create(noun.name)}
        </Button>
      </AtDesk>
      {selection.ids.size === 0 && <ThumbButton label={labels.create(noun.name)} onClick={create} />}
    </>
  );
  const buttons = (
    <>
      {actions}
      {newButton}
    </>
  );
  return (
    <Page
      title={own?.title ?? labels.nouns(noun.name)}
      aside={<ListCount list={list} />}
      actions={buttons}
      layout="fill"
    >
      {!own && <ViewTabs noun={noun} />}
      {above}
      <ListToolbar noun={noun} list={list} searchInput={searchInput} onFilter={() => setFiltering(true)} />
      <ComputedNotice noun={noun} />
      {list.search.filter && !isSame(list.search.filter, told) && (
        <Suspense fallback={<div className={classes.chipsToCome} />}>
          <FilterChips
            noun={noun}
            filter={list.search.filter}
            told={told}
            onChange={(next) => list.change({ filter: next })}
            onEdit={() => setFiltering(true)}
          />
        </Suspense>
      )}
      {colors && (
        <Suspense>
          <ColorLegend noun={noun} rules={colors} />
        </Suspense>
      )}
      <Colored noun={noun} rules={colors}>
        {Body ? (
          <Suspense fallback={<LoadingState lines={8} />}>
            <Body noun={noun} list={list} />
          </Suspense>
        ) : (
          <ListBody noun={noun} list={list} selection={selection} active={active} handle={grid} onCreate={create} />
        )}
      </Colored>
      {!Body && list.search.measures && (
        <Suspense>
          <ListFigures noun={noun} list={list} measures={list.search.measures} />
        </Suspense>
      )}
      {hasSelected && (
        <Suspense>
          <SelectionBar noun={noun} selection={selection} list={list} />
        </Suspense>
      )}
      <Suspense>
        {filtering && (
          <FilterDrawer
            noun={noun}
            filter={list.search.filter}
            onApply={(next) => list.change({ filter: next })}
            onClose={() => setFiltering(false)}
          />
        )}
      </Suspense>
    </Page>
  );
}
