import { type ReactNode, useId } from 'react';
import classes from './section-card.module.css';

interface SectionCardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page inside a hairline. */
export function SectionCard({ title, actions, children }: SectionCardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.heading}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
