import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { SameCents } from '../../ui/same-cents.tsx';
import type { NamedField } from '../data/named-field.ts';
import { amountsOf } from '../data/record-values.ts';
import { useGridCells } from '../grid/use-grid-cells.ts';
import { useLabels } from '../labels.ts';
import { UntabbedLinks } from '../record-link.tsx';
import { CardRow } from './card-row.tsx';
import { layOutGrid } from './column-width.ts';
import { GridHeader } from './grid-header.tsx';
import { cellId, GridRow } from './grid-row.tsx';
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
  const editedRow = useRef(-1);
  const rows = useRows(scroller, records.length, { height, header: narrow ? 0 : 36, editedRow }, list);
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
  const page = useCallback(() => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2), [height]);
  const { Cells, cells, onCells, keys, pointer } = useGridCells(active.index);
  const scrollTo = useCallback((row: number) => rows.scrollToIndex(row), [rows]);
  const { head, range } = (narrow ? null : cells?.cursor) ?? { head: null, range: null };
  const editing = cells?.editing ?? null;
  editedRow.current = editing && head ? head.row : -1;
  const Row = narrow ? CardRow : GridRow;
  const current = records[active.index];
  // Only a row that exists may be named as the active one.
  const isShown = rows.getVirtualItems().some(({ index }) => index === active.index);
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={classes.grid}
        aria-label={labels.nouns(noun.name)}
        aria-rowcount={list.list.hasNextPage ? -1 : records.length + (narrow ? 0 : 1)}
        aria-colcount={narrow ? 2 : fields.length + 1}
        aria-multiselectable
        aria-activedescendant={current && isShown ? activeId(current.id, head && fields[head.column]) : undefined}
        aria-busy={list.list.isFetching}
        data-cells={head ? true : undefined}
        onFocus={(event) => event.target === event.currentTarget && active.index < 0 && active.point(0)}
        {...(narrow ? {} : keys)}
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
          {...(narrow ? {} : pointer)}
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
                    active={!head && index === active.index}
                    moved={!head && index === active.index && active.moved}
                    onToggle={selection.toggle}
                    onPoint={active.point}
                    edits={cells?.edits ?? null}
                    acts={cells?.acts ?? null}
                    head={head?.row === index ? head.column : -1}
                    left={range && isBetween(index, range.top, range.bottom) ? range.left : -1}
                    right={range && isBetween(index, range.top, range.bottom) ? range.right : -1}
                    isLast={range?.bottom === index}
                    typed={editing && editing.id === record.id && head?.row === index ? editing.typed : null}
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
      {!narrow && Cells && (
        <Suspense>
          <Cells
            {...{ noun, records, fields, scroller, page, scrollTo, onCells }}
            onSelect={selection.toggle}
            onRow={active.point}
          />
        </Suspense>
      )}
    </>
  );
}

const rowId = (id: string) => `row-${id}`;

const isBetween = (index: number, first: number, last: number): boolean => index >= first && index <= last;

/** The active cell, or the active row while rows are gone through. */
const activeId = (id: string, field: NamedField | null | undefined): string =>
  field ? cellId(id, field.name) : rowId(id);

/** Pixels. */
function useRowHeight(narrow: boolean): number {
  const coarse = useCoarsePointer();
  return narrow ? 68 : coarse ? 44 : 36;
}

/** Pixels; `header` is what stays above the rows. */
interface RowSizes {
  readonly height: number;
  readonly header: number;
  /** The row that is being edited; -1 while none is. It stays however far one scrolls. */
  readonly editedRow: RefObject<number>;
}

/** Virtual rows that ask for the next page before the last one is reached. */
function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  { height, header, editedRow }: RowSizes,
  { list }: List,
) {
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: header,
    scrollMargin: 0,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const kept = editedRow.current;
      return kept < 0 || kept >= count || shown.includes(kept)
        ? shown
        : [kept, ...shown].sort((one, other) => one - other);
    },
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
