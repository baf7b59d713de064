import { type MouseEvent, useMemo, useRef } from 'react';
import type { CellPlace } from './use-cell-cursor.ts';
import type { Cells } from './use-cells.ts';

/** The mouse in a grid: a click makes a cell the active one, dragging chooses cells, a double click edits. */
export function useCellPointer(cells: Cells) {
  const isDragging = useRef(false);
  const { acts } = cells;
  return useMemo(
    () => ({
      onMouseDown: (event: MouseEvent) => {
        const place = event.button === 0 && !isOwn(event.target) ? placeAt(event.target) : null;
        if (!place) return;
        // Words are not marked by dragging over cells, and the focus goes to the grid as a whole.
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
        acts.go(place, event.shiftKey);
        isDragging.current = true;
      },
      onMouseOver: (event: MouseEvent) => {
        if (event.buttons !== 1) isDragging.current = false;
        const place = isDragging.current ? placeAt(event.target) : null;
        if (place) acts.go(place, true);
      },
      onDoubleClick: (event: MouseEvent) => {
        const place = isOwn(event.target) ? null : placeAt(event.target);
        if (place) acts.edit(place);
      },
    }),
    [acts],
  );
}

/** What a press has a meaning of its own for. */
const isOwn = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, textarea, select') !== null;

function placeAt(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-index]');
  return cell && row ? { row: Number(row.dataset.index), column: Number(cell.dataset.column) } : null;
}
