import { type ReactNode, useId } from 'react';
import classes from './section-card.module.css';

interface SectionCardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Said beside the title where there is nothing to show: the part is a single line then. */
  readonly empty?: string | undefined;
  readonly children: ReactNode;
}

/** A titled part of a page inside a hairline. */
export function SectionCard({ title, actions, empty, children }: SectionCardProps) {
  const id = useId();
  return (
    <section className={classes.card} data-empty={empty !== undefined || undefined} aria-labelledby={id}>
      <header className={classes.heading}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {empty !== undefined && <span className={classes.empty}>{empty}</span>}
        {actions}
      </header>
      {empty === undefined && <div className={classes.body}>{children}</div>}
    </section>
  );
}
