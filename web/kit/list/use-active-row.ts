import { useCallback, useRef, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';

export interface ActiveRow {
  /** The position of the row the keys act on; -1 before any. */
  readonly index: number;
  /** It was reached by the keyboard and shows it. */
  readonly moved: boolean;
  readonly move: (step: number | 'first' | 'last') => void;
  readonly point: (index: number) => void;
}

/** The row that the keyboard acts on, wherever it moves as others work; `onMove` brings it into view. */
export function useActiveRow(records: readonly AnyRecord[], onMove: (index: number) => void): ActiveRow {
  const [state, setState] = useState<{ index: number; id?: string | undefined; moved: boolean }>(nowhere);
  const { length } = records;
  const known = useRef(records);
  known.current = records;
  const index = placeOf(records, state);
  const move = useCallback(
    (step: number | 'first' | 'last') => {
      if (length === 0) return;
      const target = step === 'first' ? 0 : step === 'last' ? length - 1 : index + step;
      const next = Math.max(0, Math.min(length - 1, target));
      setState({ index: next, id: known.current[next]?.id, moved: true });
      onMove(next);
    },
    [index, length, onMove],
  );
  const point = useCallback((next: number) => setState({ index: next, id: known.current[next]?.id, moved: false }), []);
  return { index, moved: state.moved, move, point };
}

const nowhere = { index: -1, moved: false };

/** Where the record stands now; where it stood when it has left the list. */
function placeOf(
  records: readonly AnyRecord[],
  { index, id }: { readonly index: number; readonly id?: string | undefined },
) {
  if (id === undefined || records[index]?.id === id) return Math.min(index, records.length - 1);
  const now = records.findIndex((record) => record.id === id);
  return now >= 0 ? now : Math.min(index, records.length - 1);
}
