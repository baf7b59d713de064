import type { ReactNode } from 'react';
import type { Icon } from '../module.ts';
import classes from './states.module.css';

interface EmptyStateProps {
  readonly icon?: Icon;
  readonly title: string;
  readonly text?: string;
  /** What to do about it: a button or two. */
  readonly actions?: ReactNode;
}

/** Says that there is nothing here yet, why, and what to do next. */
export function EmptyState({ icon: IconShown, title, text, actions }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {IconShown ? (
        <span className={classes.icon} aria-hidden>
          <IconShown size={22} stroke={1.5} />
        </span>
      ) : null}
      <p className={classes.title}>{title}</p>
      {text ? <p className={classes.text}>{text}</p> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
