import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { CellActs } from './cell-acts.ts';
import { isOwn, placeAt } from './cell-place.ts';
import type { CellRange } from './use-cell-cursor.ts';
import type { Cells } from './use-cells.ts';

/**
 * The mouse in a grid: a click makes a cell the active one, dragging chooses cells, a double click edits. Dragged by its corner, what
 * is chosen fills the rows it is dragged over.
 */
export function useCellPointer({ acts }: Cells) {
  const drag = useRef<{ readonly filling: CellRange | null } | null>(null);
  useEffect(() => {
    const end = () => {
      const filling = drag.current?.filling;
      drag.current = null;
      if (filling) fillOn(acts, filling);
    };
    window.addEventListener('mouseup', end);
    return () => window.removeEventListener('mouseup', end);
  }, [acts]);
  return useMemo(
    () => ({
      onMouseDown: (event: MouseEvent) => {
        const place = event.button === 0 && !isOwn(event.target) ? placeAt(event.target) : null;
        if (!place) return;
        // Words are not marked by dragging over cells, and the focus goes to the grid as a whole.
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
        drag.current = { filling: isCorner(event.target) ? acts.range : null };
        if (!drag.current.filling) acts.go(place, event.shiftKey);
      },
      onMouseOver: (event: MouseEvent) => {
        if (event.buttons !== 1) drag.current = null;
        const place = drag.current ? placeAt(event.target) : null;
        if (place && drag.current?.filling) acts.choose(stretched(drag.current.filling, place.row));
        else if (place) acts.go(place, true);
      },
      onDoubleClick: (event: MouseEvent) => {
        const place = isOwn(event.target) ? null : placeAt(event.target);
        if (place) acts.edit(place);
      },
    }),
    [acts],
  );
}

const isCorner = (target: EventTarget): boolean => target instanceof Element && target.closest('[data-fill]') !== null;

/** The same columns, up or down to a row. */
const stretched = (range: CellRange, row: number): CellRange => ({
  ...range,
  top: Math.min(range.top, row),
  bottom: Math.max(range.bottom, row),
});

/** Fills what has been added to what was chosen. */
function fillOn(acts: CellActs, source: CellRange): void {
  const { top, bottom } = acts.range;
  if (bottom > source.bottom) acts.fill(source, { ...source, top: source.bottom + 1, bottom });
  if (top < source.top) acts.fill(source, { ...source, top, bottom: source.top - 1 });
}
