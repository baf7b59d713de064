import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { rowDisplacement } from './row-displacement.ts';

interface Shown {
  readonly query: unknown;
  readonly records: readonly AnyRecord[];
}

/**
 * Keeps the rows somebody points at, or has scrolled to, where they are when others add, move or delete records above them.
 * `query` is what the records answer: another one is another list, which begins where it begins.
 */
export function useRowAnchor(
  scroller: RefObject<HTMLDivElement | null>,
  records: readonly AnyRecord[],
  query: unknown,
  height: number,
): void {
  const shown = useRef<Shown>({ query, records });
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { query, records };
    const element = scroller.current;
    if (!element || before.query !== query || before.records === records || height <= 0) return;
    if (element.scrollTop === 0 && !element.matches(':hover')) return;
    const from = Math.floor(element.scrollTop / height);
    const to = from + Math.ceil(element.clientHeight / height);
    const ids = (all: readonly AnyRecord[]) => all.map(({ id }) => id);
    const moved = rowDisplacement(ids(before.records), ids(records), from, to);
    if (moved !== 0) element.scrollTop += moved * height;
  }, [scroller, records, query, height]);
}
