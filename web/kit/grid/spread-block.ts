import type { GridBounds } from './cell-keys.ts';
import type { CellPlace, CellRange } from './use-cell-cursor.ts';

export interface SpreadCell extends CellPlace {
  /** The cell of the block that goes there. */
  readonly from: CellPlace;
}

/**
 * Where the cells of a block go: from the first chosen cell on, as often as it fits into what is chosen, without those that would
 * stand beyond the grid's end.
 */
export function spreadBlock(
  block: { readonly rows: number; readonly columns: number },
  chosen: CellRange,
  { rows, columns }: Pick<GridBounds, 'rows' | 'columns'>,
): readonly SpreadCell[] {
  const height = times(chosen.bottom - chosen.top + 1, block.rows);
  const width = times(chosen.right - chosen.left + 1, block.columns);
  return Array.from({ length: Math.min(height, rows - chosen.top) }, (_, row) =>
    Array.from({ length: Math.min(width, columns - chosen.left) }, (_, column) => ({
      row: chosen.top + row,
      column: chosen.left + column,
      from: { row: row % block.rows, column: column % block.columns },
    })),
  ).flat();
}

/** As much of what is chosen as whole blocks fill, at least one block. */
const times = (chosen: number, block: number): number => (chosen % block === 0 ? Math.max(chosen, block) : block);
