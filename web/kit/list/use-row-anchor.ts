import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { ListRun } from '../data/list-run.ts';
import { rowDisplacement } from './row-displacement.ts';

/**
 * Keeps the rows somebody points at, or has scrolled to, where they are when others add, move or delete records above them.
 * Another run is another list, or another place in it, and begins where it begins.
 */
export function useRowAnchor(scroller: RefObject<HTMLDivElement | null>, run: ListRun, height: number): void {
  const shown = useRef(run);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = run;
    const element = scroller.current;
    if (!element || before === run || before.id !== run.id || height <= 0) return;
    if (element.scrollTop === 0 && !element.matches(':hover')) return;
    const from = Math.floor(element.scrollTop / height) - before.offset;
    const to = from + Math.ceil(element.clientHeight / height);
    const ids = (all: readonly AnyRecord[]) => all.map(({ id }) => id);
    const displaced = rowDisplacement(ids(before.records), ids(run.records), Math.max(0, from), Math.max(0, to));
    const moved = displaced + run.offset - before.offset;
    if (moved !== 0) element.scrollTop += moved * height;
  }, [scroller, run, height]);
}
