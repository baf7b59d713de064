import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';

/** Pixels; `header` is what stays above the rows. */
export interface RowSizes {
  readonly height: number;
  readonly header: number;
}

export interface Rows {
  /** The rows that are to be there, those about to be seen among them. */
  readonly shown: readonly number[];
  /** The rows that are seen. */
  readonly seen: { readonly first: number; readonly last: number };
  /** Scrolls no further than is needed to see the row. */
  readonly scrollTo: (row: number) => void;
}

/** Rows above and below the seen ones that are there already when they come into view. */
const spare = 10;

/** Which rows of one height are in view: only these need to be there. */
export function useRows(scroller: RefObject<HTMLDivElement | null>, count: number, { height, header }: RowSizes): Rows {
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || height <= 0) return;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / height));
      const last = first + Math.ceil((element.clientHeight - header) / height) + 1;
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    // In the same frame: rows that come a frame later are seen to be missing.
    const onScroll = () => flushSync(look);
    look();
    element.addEventListener('scroll', onScroll, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, [scroller, height, header]);
  const scrollTo = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const [top, bottom] = [row * height, header + (row + 1) * height];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    },
    [scroller, height, header],
  );
  return useMemo(() => {
    const range = {
      startIndex: Math.min(seen.first, Math.max(0, count - 1)),
      endIndex: Math.min(seen.last, count - 1),
    };
    return { shown: defaultRangeExtractor({ ...range, overscan: spare, count }), seen, scrollTo };
  }, [seen, count, scrollTo]);
}
