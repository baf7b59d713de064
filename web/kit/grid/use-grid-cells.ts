import { type ComponentType, type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react';
import { part } from '../../ui/part.tsx';
import type { CellKey } from './cell-keys.ts';
import { placeAt } from './cell-place.ts';
import type { GridCells as GridCellsState } from './grid-cells.tsx';
import type { CellsOptions } from './use-cells.ts';

/** Whether it has come in this visit: then nothing of it may be missing where there are edits already. */
let isLoaded = false;

const GridCells = part(async () => {
  const module = await import('./grid-cells.tsx');
  isLoaded = true;
  return module;
}) as ComponentType<CellsOptions & { readonly onCells: (cells: GridCellsState) => void }>;

/**
 * The spreadsheet in a grid: loaded when somebody comes near it with the mouse or the focus. What is pressed before it is there is
 * done when it is.
 */
export function useGridCells(row: number) {
  const [isWanted, setWanted] = useState(isLoaded);
  const [state, setState] = useState<GridCellsState | null>(null);
  const early = useRef<{ readonly act: (cells: GridCellsState) => void; readonly keys: CellKey[] } | null>(null);
  const want = useCallback(() => setWanted(true), []);
  const onCells = useCallback((next: GridCellsState) => {
    setState(next);
    early.current?.act(next);
    if (early.current) next.cells.acts.pressLater(early.current.keys);
    early.current = null;
  }, []);
  const whenThere = (act: (cells: GridCellsState) => void) => {
    if (state) act(state);
    else early.current = { act, keys: [] };
    want();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return;
    if (early.current) {
      const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
      early.current.keys.push({ key, code, shiftKey, ctrlKey, metaKey, altKey });
      return event.preventDefault();
    }
    const isEntering = !state?.cells.cursor.head && row >= 0 && (event.key === 'ArrowRight' || event.key === 'F2');
    if (!isEntering && !state?.cells.acts.press(event)) return;
    event.preventDefault();
    const { key } = event;
    if (isEntering) whenThere(({ cells }) => enter(cells.acts, row, key === 'F2'));
  };
  const onMouseDown = (event: MouseEvent) => {
    const place = placeAt(event.target);
    if (place && event.button === 0) whenThere(({ cells }) => cells.acts.go(place));
  };
  return {
    Cells: isWanted ? GridCells : null,
    onCells,
    cells: state?.cells ?? null,
    keys: { onKeyDown, onPointerEnter: want, onFocusCapture: want },
    pointer: state?.pointer ?? { onMouseDown },
  };
}

/** From a row into its cells. */
function enter(acts: GridCellsState['cells']['acts'], row: number, isEditing: boolean): void {
  acts.go({ row, column: 0 });
  if (isEditing) acts.edit({ row, column: 0 });
}
