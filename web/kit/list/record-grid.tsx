import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { SameCents } from '../../ui/same-cents.tsx';
import { amountsOf } from '../data/record-values.ts';
import { useLabels } from '../labels.ts';
import { UntabbedLinks } from '../record-link.tsx';
import { CardRow } from './card-row.tsx';
import { layOutGrid } from './column-width.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useCoarsePointer, useNarrowScreen } from './narrow-screen.ts';
import classes from './record-grid.module.css';
import type { ActiveRow } from './use-active-row.ts';
import type { List } from './use-list.ts';
import { useRowAnchor } from './use-row-anchor.ts';
import type { Selection } from './use-selection.ts';

export interface GridHandle {
  /** Brings a row into view. */
  readonly scrollTo: (index: number) => void;
  readonly focus: () => void;
}

interface RecordGridProps {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
  readonly list: List;
  readonly selection: Selection;
  readonly active: ActiveRow;
  readonly handle: RefObject<GridHandle | null>;
}

/** The records as a grid of which only the visible rows exist; on a narrow screen as cards of two lines. */
export function RecordGrid({ noun, records, list, selection, active, handle }: RecordGridProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const narrow = useNarrowScreen();
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight(narrow);
  const rows = useRows(scroller, records.length, { height, header: narrow ? 0 : 36 }, list);
  // While another order loads, the rows are still those of the last one.
  useRowAnchor(scroller, records, list.list.isPlaceholderData ? null : list.query, height);
  handle.current = { scrollTo: (index) => rows.scrollToIndex(index), focus: () => scroller.current?.focus() };
  const { fields } = list.columns;
  const [preview, setPreview] = useState<Readonly<Record<string, number>>>({});
  const widths = useMemo(() => ({ ...list.columns.widths, ...preview }), [list.columns.widths, preview]);
  const layout = useMemo(
    () => layOutGrid(fields, noun.title, (field) => labels.field(noun.name, field), { widths }),
    [fields, noun, labels, widths],
  );
  const amounts = useMemo(() => amountsOf(fields, records), [fields, records]);
  const Row = narrow ? CardRow : GridRow;
  const current = records[active.index];
  // Only a row that exists may be named as the active one.
  const isShown = rows.getVirtualItems().some(({ index }) => index === active.index);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={classes.grid}
      aria-label={labels.nouns(noun.name)}
      aria-rowcount={list.list.hasNextPage ? -1 : records.length + (narrow ? 0 : 1)}
      aria-colcount={narrow ? 2 : fields.length + 1}
      aria-multiselectable
      aria-activedescendant={current && isShown ? rowId(current.id) : undefined}
      aria-busy={list.list.isFetching}
      onFocus={(event) => event.target === event.currentTarget && active.index < 0 && active.point(0)}
    >
      {!narrow && (
        <GridHeader
          noun={noun}
          fields={fields}
          layout={layout}
          sort={list.query.sort}
          onSort={(sort) => list.change({ sort })}
          selection={selection}
          columns={list.columns}
          onPreview={(name, width) => setPreview(width === null ? {} : { [name]: width })}
        />
      )}
      <div
        role="rowgroup"
        className={`${classes.body} ${list.list.isPlaceholderData ? classes.faded : ''}`}
        style={{ height: rows.getTotalSize() }}
      >
        <SameCents amounts={amounts}>
          <UntabbedLinks>
            {rows.getVirtualItems().map(({ index, start }) => {
              const record = records[index];
              if (!record) return null;
              return (
                <Row
                  key={record.id}
                  id={rowId(record.id)}
                  noun={noun}
                  fields={fields}
                  layout={layout}
                  record={record}
                  index={index}
                  start={start}
                  selected={selection.ids.has(record.id)}
                  active={index === active.index}
                  moved={index === active.index && active.moved}
                  onToggle={selection.toggle}
                  onPoint={active.point}
                />
              );
            })}
          </UntabbedLinks>
        </SameCents>
      </div>
      {list.list.isFetchNextPageError && (
        <button type="button" className={classes.more} onClick={() => void list.list.fetchNextPage()}>
          {t('list.moreFailed')}
        </button>
      )}
    </div>
  );
}

const rowId = (id: string) => `row-${id}`;

/** Pixels. */
function useRowHeight(narrow: boolean): number {
  const coarse = useCoarsePointer();
  return narrow ? 68 : coarse ? 44 : 36;
}

/** Pixels; `header` is what stays above the rows. */
interface RowSizes {
  readonly height: number;
  readonly header: number;
}

/** Virtual rows that ask for the next page before the last one is reached. */
function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  { height, header }: RowSizes,
  { list }: List,
) {
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: header,
    scrollMargin: 0,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    if (last >= count - 20 && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [last, count, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  useEffect(() => {
    if (height > 0) rows.measure();
  }, [rows, height]);
  return rows;
}
