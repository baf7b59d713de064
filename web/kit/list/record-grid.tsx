import { useViewportSize } from '@mantine/hooks';
import { type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { InPieces } from '../../ui/in-pieces.tsx';
import { SameCents } from '../../ui/same-cents.tsx';
import { useMetadata } from '../data/metadata.ts';
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
import { useRows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';
import { rowsOf, useWholeList } from './use-whole-list.ts';

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
  const format = useFormat();
  const narrow = useNarrowScreen();
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight(narrow);
  const { run, order, fetchNextPage, fetchPreviousPage, isFetchNextPageError, isFetchPreviousPageError } = list.list;
  const { offset } = run;
  const { rows: count, each } = rowsOf(list, height);
  const rows = useRows(scroller, count, { height, header: narrow ? 0 : 36 });
  useRowAnchor(scroller, run, height);
  const scrollTo = useCallback((index: number) => rows.scrollTo(index + offset), [rows.scrollTo, offset]);
  handle.current = { scrollTo, focus: () => scroller.current?.focus() };
  const { fields, frozen } = list.columns;
  // Known from the first: another width would draw every row once more.
  const width = useViewportSize().width || window.innerWidth;
  const [preview, setPreview] = useState<Readonly<Record<string, number>>>({});
  const widths = useMemo(() => ({ ...list.columns.widths, ...preview }), [list.columns.widths, preview]);
  const layout = useMemo(
    () =>
      layOutGrid(fields, noun.title, (field) => labels.field(noun.name, field), { widths, frozen, room: width * 0.7 }),
    [fields, noun, labels, widths, frozen, width],
  );
  const amounts = useMemo(() => amountsOf(fields, records), [fields, records]);
  const page = useCallback(() => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2), [height]);
  const { hasNextPage } = list.list;
  const loadMore = useCallback(async () => {
    if (!hasNextPage) return false;
    const { hasNextPage: isMore } = await fetchNextPage({ cancelRefetch: false });
    // The rows are there once they are drawn.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return isMore;
  }, [hasNextPage, fetchNextPage]);
  const { Cells, cells, onCells, keys, pointer } = useGridCells(active.index);
  const { head, range } = (narrow ? null : cells?.cursor) ?? { head: null, range: null };
  const editing = cells?.editing ?? null;
  useWholeList(list, count, rows, editing !== null);
  useAnew(scroller, order, run.id, () => {
    cells?.cursor.leave();
    active.point(-1);
  });
  const places = rows.shown.filter((row) => row >= offset && row < offset + records.length);
  const edited = editing && head ? head.row + offset : -1;
  // The row that is being edited stays however far one scrolls.
  if (edited >= 0 && !places.includes(edited)) places.push(edited);
  const Row = narrow ? CardRow : GridRow;
  const current = records[active.index];
  // Only a row that exists may be named as the active one.
  const isShown = places.includes(active.index + offset);
  const isPart = list.list.hasNextPage || list.list.hasPreviousPage;
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        className={classes.grid}
        aria-label={labels.nouns(noun.name)}
        aria-rowcount={isPart ? -1 : records.length + (narrow ? 0 : 1)}
        aria-colcount={narrow ? 2 : fields.length + 1}
        aria-multiselectable
        aria-activedescendant={current && isShown ? activeId(current.id, head && fields[head.column]) : undefined}
        aria-busy={list.list.isFetching}
        data-cells={head ? true : undefined}
        data-frozen-many={layout.lefts.length > 1 || undefined}
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
          style={{ height: count * height, backgroundSize: `100% ${height}px` }}
          {...(narrow ? {} : pointer)}
        >
          <SameCents amounts={amounts}>
            <UntabbedLinks>
              <InPieces>
                {places.map((place) => {
                  const index = place - offset;
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
                      place={place}
                      start={place * height}
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
              </InPieces>
            </UntabbedLinks>
          </SameCents>
        </div>
        {places.length === 0 && (
          <div className={classes.place} aria-hidden>
            <span>≈ {format.number(Math.round(rows.seen.first * each) + 1)}</span>
          </div>
        )}
        {(isFetchNextPageError || isFetchPreviousPageError) && (
          <button
            type="button"
            className={classes.more}
            onClick={() => void (isFetchNextPageError ? fetchNextPage() : fetchPreviousPage())}
          >
            {t('list.moreFailed')}
          </button>
        )}
      </div>
      {!narrow && Cells && (
        <Suspense>
          <Cells
            {...{ noun, records, fields, scroller, page, scrollTo, loadMore, onCells }}
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
  const isCompact = useMetadata().data?.appearance?.own?.density === 'compact';
  if (narrow) return 68;
  return coarse ? 44 : isCompact ? 28 : 36;
}

/** A list in another order, or entered elsewhere, has other records: what was active is left, and another order begins at its top. */
function useAnew(scroller: RefObject<HTMLDivElement | null>, order: string, run: string, leave: () => void): void {
  const before = useRef({ order, run });
  const act = useRef(leave);
  act.current = leave;
  useEffect(() => {
    const { order: lastOrder, run: lastRun } = before.current;
    before.current = { order, run };
    if (lastOrder !== order && scroller.current) scroller.current.scrollTop = 0;
    else if (lastOrder === order && lastRun !== run) act.current();
  }, [scroller, order, run]);
}
