import type { ReactNode } from 'react';
import classes from './report.module.css';

interface ScrollingTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}

/** Rows of figures; where they are wider than the screen they scroll by themselves, the first column stays. */
export function ScrollingTable({ caption, head, children }: ScrollingTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a section would be a landmark, and its card is one of this name already
    <div className={classes.scroll} role="group" aria-label={caption} tabIndex={0}>
      <table className={classes.table} aria-label={caption}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
