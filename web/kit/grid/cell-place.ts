import type { CellPlace } from './use-cell-cursor.ts';

/** What a press has a meaning of its own for. */
export const isOwn = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, textarea, select') !== null;

/** The cell that is pressed; null beside the cells. */
export function placeAt(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-index]');
  return cell && row ? { row: Number(row.dataset.index), column: Number(cell.dataset.column) } : null;
}
