import type { ReactNode } from 'react';
import classes from './report.module.css';
import { Scrolling } from './scrolling.tsx';

interface ScrollingTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}

/** Rows of figures; where they are wider than the screen they scroll by themselves, the first column stays. */
export function ScrollingTable({ caption, head, children }: ScrollingTableProps) {
  return (
    <Scrolling label={caption}>
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
    </Scrolling>
  );
}
