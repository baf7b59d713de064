import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './report.module.css';

interface ScrollingProps {
  readonly label: string;
  /** What is newest stands at its end: that is seen first. */
  readonly fromEnd?: boolean;
  readonly children: ReactNode;
}

/** What may be wider than the screen: it scrolls by itself, by keyboard too, whether or not anything in it takes the focus; an edge that hides some of it fades. */
export function Scrolling({ label, fromEnd = false, children }: ScrollingProps) {
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState({ before: false, after: false });
  const look = () => {
    const { scrollLeft = 0, scrollWidth = 0, clientWidth = 0 } = box.current ?? {};
    const [before, after] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1];
    setHidden((known) => (known.before === before && known.after === after ? known : { before, after }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is as wide as it is.
  useLayoutEffect(() => {
    if (fromEnd && box.current) box.current.scrollLeft = box.current.scrollWidth;
    look();
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [children, fromEnd]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be a landmark, and its card is one of this name already
    <div
      ref={box}
      className={classes.scroll}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-before={hidden.before || undefined}
      data-after={hidden.after || undefined}
      onScroll={look}
    >
      {children}
    </div>
  );
}
