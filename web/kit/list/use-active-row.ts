import { useCallback, useState } from 'react';

export interface ActiveRow {
  /** The position of the row the keys act on; -1 before any. */
  readonly index: number;
  /** It was reached by the keyboard and shows it. */
  readonly moved: boolean;
  readonly move: (step: number | 'first' | 'last') => void;
  readonly point: (index: number) => void;
}

/** The row that the keyboard acts on; `onMove` brings it into view. */
export function useActiveRow(length: number, onMove: (index: number) => void): ActiveRow {
  const [state, setState] = useState({ index: -1, moved: false });
  const index = Math.min(state.index, length - 1);
  const move = useCallback(
    (step: number | 'first' | 'last') => {
      if (length === 0) return;
      const target = step === 'first' ? 0 : step === 'last' ? length - 1 : index + step;
      const next = Math.max(0, Math.min(length - 1, target));
      setState({ index: next, moved: true });
      onMove(next);
    },
    [index, length, onMove],
  );
  const point = useCallback((next: number) => setState({ index: next, moved: false }), []);
  return { index, moved: state.moved, move, point };
}
