import type { KeyLine } from '../../shell/keys/key-sheet.ts';
import type { CellPlace } from './use-cell-cursor.ts';

/** What a key means in the grid while a cell is active. */
export type CellCommand =
  | { readonly do: 'go'; readonly to: CellPlace; readonly extend: boolean }
  | { readonly do: 'edit'; readonly typed?: string }
  | { readonly do: 'toggle' | 'open' | 'select' | 'clear' | 'fill' | 'undo' | 'redo' | 'leave' | 'all' };

/** How far the grid reaches. */
export interface GridBounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at once. */
  readonly page: number;
}

/** The part of a keyboard event that counts. */
export interface CellKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key means with this cell active; null for nothing, which leaves it to the browser. */
export function readCellKey(event: CellKey, at: CellPlace, bounds: GridBounds): CellCommand | null {
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.altKey && !(event.key.length === 1 && event.ctrlKey)) return null;
  const to = findTarget(event, at, bounds);
  if (to) return { do: 'go', to, extend: event.shiftKey && event.key !== 'Tab' };
  if (isCommand && !event.altKey) return readCommand(event);
  const plain = plainKeys[event.key];
  if (plain) return { do: plain };
  if (event.key === ' ') return { do: event.shiftKey ? 'select' : 'toggle' };
  return event.key.length === 1 ? { do: 'edit', typed: event.key } : null;
}

/** What the sheet of keys tells: each of these is read above. */
export const cellKeyLines: readonly KeyLine[] = [
  { key: 'Enter', label: 'kit:keys.cells.edit' },
  { key: 'F2', label: 'kit:keys.cells.edit' },
  { key: 'mod+Enter', label: 'kit:keys.cells.open' },
  { key: 'Delete', label: 'kit:keys.cells.clear' },
  { key: 'mod+KeyD', label: 'kit:keys.cells.fill' },
  { key: 'mod+KeyZ', label: 'kit:keys.cells.undo' },
  { key: 'mod+KeyY', label: 'kit:keys.cells.redo' },
  { key: 'mod+KeyA', label: 'kit:keys.cells.all' },
  { key: 'Escape', label: 'kit:keys.cells.leave' },
];

const plainKeys: Readonly<Record<string, 'edit' | 'clear' | 'leave'>> = {
  Enter: 'edit',
  F2: 'edit',
  Delete: 'clear',
  Backspace: 'clear',
  Escape: 'leave',
};

/** Letters by their place on the keyboard, as everywhere: they stand elsewhere in other scripts. */
function readCommand({ key, code, shiftKey }: CellKey): CellCommand | null {
  if (key === 'Enter') return { do: 'open' };
  if (code === 'KeyZ') return { do: shiftKey ? 'redo' : 'undo' };
  if (code === 'KeyY') return { do: 'redo' };
  if (code === 'KeyD') return { do: 'fill' };
  if (code === 'KeyA') return { do: 'all' };
  return null;
}

function findTarget(event: CellKey, at: CellPlace, bounds: GridBounds): CellPlace | null {
  const last = { row: bounds.rows - 1, column: bounds.columns - 1 };
  const far = event.ctrlKey || event.metaKey;
  if (event.key === 'Tab') return far ? null : besides(at, event.shiftKey ? -1 : 1, bounds);
  const rows = rowSteps(bounds.page)[event.key];
  const columns = columnSteps[event.key];
  if (rows !== undefined) return within({ ...at, row: far ? rows * (last.row + 1) : at.row + rows }, last);
  if (columns === undefined) return null;
  if (!Number.isFinite(columns)) return within({ row: far ? columns : at.row, column: columns }, last);
  return within({ ...at, column: far ? columns * (last.column + 1) : at.column + columns }, last);
}

const rowSteps = (page: number): Readonly<Record<string, number>> => ({
  ...{ ArrowUp: -1, ArrowDown: 1 },
  ...{ PageUp: -page, PageDown: page },
});

const columnSteps: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowRight: 1 },
  ...{ Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
};

/** The cell after this one, or before it, going on in the next row; null at the end, where Tab leaves the grid. */
export function besides({ row, column }: CellPlace, step: 1 | -1, { rows, columns }: GridBounds): CellPlace | null {
  const place = row * columns + column + step;
  return place < 0 || place >= rows * columns ? null : { row: Math.floor(place / columns), column: place % columns };
}

const within = ({ row, column }: CellPlace, last: CellPlace): CellPlace => ({
  row: Math.max(0, Math.min(last.row, row)),
  column: Math.max(0, Math.min(last.column, column)),
});
