import type { ReactNode } from 'react';
import classes from './report.module.css';

/** What may be wider than the screen: it scrolls by itself, by keyboard too, whether or not anything in it takes the focus. */
export function Scrolling({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a section would be a landmark, and its card is one of this name already
    <div className={classes.scroll} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
