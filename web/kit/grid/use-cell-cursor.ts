import { useCallback, useMemo, useRef, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows and columns, the last ones included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface CellCursor {
  /** The active cell; null while rows as a whole are gone through. */
  readonly head: CellPlace | null;
  /** The cells that are chosen, the active one among them. */
  readonly range: CellRange | null;
  /** Makes a cell the active one; `extend` keeps the other end of what is chosen. */
  readonly go: (place: CellPlace, extend?: boolean) => void;
  /** Chooses cells; the active one becomes the first of them. */
  readonly choose: (range: CellRange) => void;
  readonly leave: () => void;
}

interface Spot {
  readonly id: string | undefined;
  readonly row: number;
  readonly field: string;
}
interface Chosen {
  readonly head: Spot;
  /** The other corner of what is chosen. */
  readonly tail: Spot;
}

/** The cell that keys act on, and what is chosen around it: the same records and fields wherever these move. */
export function useCellCursor(records: readonly AnyRecord[], fields: readonly NamedField[]): CellCursor {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const known = useRef({ records, fields });
  known.current = { records, fields };
  const head = chosen && placeOf(records, fields, chosen.head);
  const tail = chosen && placeOf(records, fields, chosen.tail);
  const range = head && tail && rangeOf(head, tail);
  const go = useCallback((place: CellPlace, extend = false) => {
    const spot = spotAt(known.current, place);
    if (spot) setChosen((before) => (extend && before ? { ...before, head: spot } : { head: spot, tail: spot }));
  }, []);
  const choose = useCallback(({ top, bottom, left, right }: CellRange) => {
    const spots = [
      spotAt(known.current, { row: top, column: left }),
      spotAt(known.current, { row: bottom, column: right }),
    ];
    const [first, last] = spots;
    if (first && last) setChosen({ head: first, tail: last });
  }, []);
  const leave = useCallback(() => setChosen(null), []);
  const { top, bottom, left, right } = range ?? noRange;
  const [row, column] = [head?.row ?? -1, head?.column ?? -1];
  return useMemo(
    () => ({
      head: row < 0 ? null : { row, column },
      range: row < 0 ? null : { top, bottom, left, right },
      ...{ go, choose, leave },
    }),
    [row, column, top, bottom, left, right, go, choose, leave],
  );
}

const noRange: CellRange = { top: -1, bottom: -1, left: -1, right: -1 };

function spotAt(
  { records, fields }: { readonly records: readonly AnyRecord[]; readonly fields: readonly NamedField[] },
  { row, column }: CellPlace,
): Spot | null {
  const at = Math.max(0, Math.min(records.length - 1, row));
  const field = fields[Math.max(0, Math.min(fields.length - 1, column))];
  return field && records.length > 0 ? { id: records[at]?.id, row: at, field: field.name } : null;
}

/** Where the cell is now; what has left the list leaves its place to what has come there. */
function placeOf(
  records: readonly AnyRecord[],
  fields: readonly NamedField[],
  { id, row, field }: Spot,
): CellPlace | null {
  if (records.length === 0) return null;
  const now = records[row]?.id === id ? row : records.findIndex((record) => record.id === id);
  const column = Math.max(
    0,
    fields.findIndex(({ name }) => name === field),
  );
  return { row: now >= 0 ? now : Math.min(row, records.length - 1), column };
}

export function rangeOf(one: CellPlace, other: CellPlace): CellRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}
